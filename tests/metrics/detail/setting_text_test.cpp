// SPDX-License-Identifier: MIT
#include <weft/metrics/detail/setting_text.hpp>

#include <doctest/doctest.h>

#include <map>
#include <weft/core/settings.hpp>
#include <weft/losses/regression.hpp>
#include <weft/metrics.hpp>

namespace {

using weft::Settings;
using weft::detail::setting_text;

template <class Metric> Settings settings_of(const Metric& metric) {
  Settings all;
  weft::visit_settings(metric, [&](std::string_view name, std::string_view value) { all.emplace(name, value); });
  return all;
}

/// What the settings of the second have that the first one's have not.
template <class Metric> Settings change(const Metric& from, const Metric& to) {
  Settings changed;
  const Settings before = settings_of(from);
  for (const auto& [name, value] : settings_of(to))
    if (before.at(name) != value) changed.emplace(name, value);
  return changed;
}

}  // namespace

TEST_CASE("options become texts that tell them apart") {
  CHECK(setting_text(0.1) == "0.1");
  CHECK(setting_text(3) == "3");
  CHECK(setting_text(true) == "true");
  CHECK(setting_text(std::optional<double>()) == "none");
  CHECK(setting_text(std::optional<int>(2)) == "2");
  CHECK(setting_text(std::vector<double>{0.5, 1}) == "0.5, 1");
}

TEST_CASE("every option of a metric is one of its settings") {
  using namespace weft;
  CHECK(change(BinaryAccuracy(), BinaryAccuracy(0.25)) == Settings{{"threshold", "0.25"}});
  CHECK(change(Accuracy(), Accuracy(0.25)) == Settings{{"threshold", "0.25"}});
  CHECK(change(TopKCategoricalAccuracy(), TopKCategoricalAccuracy(2)) == Settings{{"k", "2"}});
  CHECK(change(SparseTopKCategoricalAccuracy(), SparseTopKCategoricalAccuracy(2)) == Settings{{"k", "2"}});
  CHECK(change(MeanOf(Huber{}), MeanOf(Huber{.delta = 2})) == Settings{{"delta", "2"}});
  CHECK(change(R2Score(), R2Score({R2Aggregation::variance_weighted_average, 2})) ==
        Settings{{"class_aggregation", "variance_weighted_average"}, {"num_regressors", "2"}});
  CHECK(change(AUC(), AUC({.num_thresholds = 9,
                           .curve = AUCCurve::pr,
                           .summation_method = AUCSummationMethod::minoring,
                           .multi_label = true,
                           .label_weights = {1, 2},
                           .from_logits = true})) == Settings{{"num_thresholds", "9"},
                                                              {"curve", "pr"},
                                                              {"summation_method", "minoring"},
                                                              {"multi_label", "true"},
                                                              {"label_weights", "1, 2"},
                                                              {"from_logits", "true"}});
  CHECK(change(AUC(), AUC({.thresholds = {0.25, 0.5}})) == Settings{{"thresholds", "0.25, 0.5"}});
  CHECK(change(FBetaScore(), FBetaScore({FScoreAverage::micro, 2, 0.5})) ==
        Settings{{"average", "micro"}, {"beta", "2"}, {"threshold", "0.5"}});
  CHECK(change(F1Score(), F1Score({FScoreAverage::weighted, 0.5})) ==
        Settings{{"average", "weighted"}, {"threshold", "0.5"}});
  CHECK(change(Precision(), Precision({0.25, 3, 1})) ==
        Settings{{"threshold", "0.25"}, {"top_k", "3"}, {"class_id", "1"}});
  CHECK(change(TruePositives(), TruePositives(0.25)) == Settings{{"threshold", "0.25"}});
  CHECK(change(SensitivityAtSpecificity(0.5), SensitivityAtSpecificity(0.75, {9, 1})) ==
        Settings{{"specificity", "0.75"}, {"num_thresholds", "9"}, {"class_id", "1"}});
  CHECK(change(ConfusionMatrix(2), ConfusionMatrix(3, 0.25)) == Settings{{"classes", "3"}, {"threshold", "0.25"}});
  CHECK(change(MeanIoU(2), MeanIoU(3, {1, 0.25})) ==
        Settings{{"classes", "3"}, {"threshold", "0.25"}, {"ignore_class", "1"}});
  CHECK(change(Weighted(Accuracy()), Weighted(Accuracy(0.25))) == Settings{{"threshold", "0.25"}});
}
