// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/auc.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::AUC;
using weft::AUCCurve;
using weft::AUCSummationMethod;
using weft::golden::check_keras_in_both;

struct Pair {
  double p;
  bool is_positive;
};

AUC after(AUC auc, const std::vector<Pair>& pairs) {
  for (const auto& [p, is_positive] : pairs) auc.update(std::span<const double>(&p, 1), is_positive ? 1 : 0);
  return auc;
}

std::vector<Pair> random_pairs(std::uint32_t seed, std::size_t count) {
  std::vector<Pair> pairs;
  for (std::uint32_t k = 0; k < count; ++k) {
    const double p = weft::golden::eighths(weft::golden::number(seed, k, 0.5) + 0.5) + 1.0 / 16;
    pairs.push_back({p, weft::golden::mix(seed + 1, k) % 3 == 0});
  }
  return pairs;
}

/// The chance that a positive is ranked before a negative, half of it where they are equal: Mann & Whitney 1947.
double rank_statistic(const std::vector<Pair>& pairs) {
  double wins = 0, all = 0;
  for (const Pair& a : pairs)
    for (const Pair& b : pairs) {
      if (!a.is_positive || b.is_positive) continue;
      wins += a.p > b.p ? 1 : b.p > a.p ? 0 : 0.5;
      all += 1;
    }
  return wins / all;
}

const std::pair<const char*, AUCCurve> curves[] = {
    {"ROC", AUCCurve::roc}, {"PR", AUCCurve::pr}, {"PRGAIN", AUCCurve::pr_gain}};
const std::pair<const char*, AUCSummationMethod> methods[] = {{"interpolation", AUCSummationMethod::interpolation},
                                                              {"minoring", AUCSummationMethod::minoring},
                                                              {"majoring", AUCSummationMethod::majoring}};

}  // namespace

TEST_CASE("AUC is Keras's for every curve and way to add it up, with predictions on the thresholds too") {
  for (const auto& [curve_name, curve] : curves)
    for (const auto& [method_name, method] : methods) {
      const std::string name = std::string("AUC ") + curve_name + ' ' + method_name;
      check_keras_in_both(name, AUC({.curve = curve, .summation_method = method}));
      check_keras_in_both(name + " 7", AUC({.num_thresholds = 7, .curve = curve, .summation_method = method}));
    }
}

TEST_CASE("AUC is Keras's from logits, of labels with weights, and with given thresholds") {
  const std::vector<double> weights{1, 0.5, 0, 2};
  for (const AUCCurve curve : {AUCCurve::roc, AUCCurve::pr}) {
    const std::string name = curve == AUCCurve::roc ? "AUC ROC" : "AUC PR";
    check_keras_in_both(name + " logits", AUC({.curve = curve, .from_logits = true}));
    check_keras_in_both(name + " labels", AUC({.curve = curve, .multi_label = true}));
    check_keras_in_both(name + " labels weights", AUC({.curve = curve, .multi_label = true, .label_weights = weights}));
    check_keras_in_both(name + " weights", AUC({.curve = curve, .label_weights = weights}));
    check_keras_in_both(name + " given", AUC({.curve = curve, .thresholds = {0.9, 0.25, 0.5, 0.4}}));
  }
}

TEST_CASE("AUC's parts add up, and it can begin anew") {
  weft::testing::check_metric_laws<float>(AUC(), "binary_ties");
  weft::testing::check_metric_laws<double>(AUC({.curve = AUCCurve::pr}), "multilabel");
  weft::testing::check_metric_laws<float>(AUC({.multi_label = true}), "multilabel_ties");
  weft::testing::check_metric_laws<float>(AUC({.curve = AUCCurve::pr_gain}), "classes",
                                          weft::golden::TargetsAs::classes);
}

TEST_CASE("AUC of Keras's documentation") {
  // Thresholds -e, 1/2, 1 + e: recall 1, 1/2, 0 and fall-out 1, 0, 0.
  CHECK(after(AUC({.num_thresholds = 3}), {{0, false}, {0.5, false}, {0.3, true}, {0.9, true}}).result() == 0.75);
}

TEST_CASE("AUC of the ROC curve is the chance to rank a positive first, when no cell has different predictions") {
  for (const std::uint32_t seed : {200U, 202U, 204U}) {
    const auto pairs = random_pairs(seed, 60);
    CHECK(after(AUC(), pairs).result() == doctest::Approx(rank_statistic(pairs)).epsilon(1e-12));
    CHECK(after(AUC({.num_thresholds = 9}), pairs).result() == doctest::Approx(rank_statistic(pairs)).epsilon(1e-12));
  }
}

TEST_CASE("AUC is 1 for a perfect ranking, 0 for the opposite, and 1/2 when all predictions are equal") {
  CHECK(after(AUC(), {{0.1, false}, {0.2, false}, {0.7, true}, {0.9, true}}).result() == 1);
  CHECK(after(AUC(), {{0.1, true}, {0.2, true}, {0.7, false}, {0.9, false}}).result() == 0);
  CHECK(after(AUC(), {{0.3, true}, {0.3, false}, {0.3, false}}).result() == 0.5);
  CHECK(after(AUC({.curve = AUCCurve::pr}), {{0.1, false}, {0.9, true}}).result() == 1);
}

TEST_CASE("AUC of the precision-recall curve, by hand") {
  // From the top: a positive, a negative, a positive. P = 3, 3, 2, 1, 0 and TP = 2, 2, 1, 1, 0 at thresholds in
  // between; the last positive adds s (dTP + c log(P_i / P_{i+1})) / 2 with s = 1, c = 1 - 2 = -1; the first one adds
  // 1/2.
  const auto auc = after(AUC({.curve = AUCCurve::pr}), {{0.9, true}, {0.6, false}, {0.3, true}});
  CHECK(auc.result() == doctest::Approx((1 + 1 - std::log(3.0 / 2)) / 2).epsilon(1e-12));
}

TEST_CASE("AUC takes predictions beyond 0 and 1 as 0 and 1, and NaN as below every threshold") {
  CHECK(after(AUC(), {{-3, false}, {7, true}}).result() == after(AUC(), {{0, false}, {1, true}}).result());
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(after(AUC({.from_logits = true}), {{-infinity, false}, {infinity, true}, {-1000, false}}).result() == 1);
  // Both positives at most at one threshold: recall is 1/2 at the lowest, where nothing was found of NaN.
  CHECK(after(AUC(), {{std::nan(""), true}, {0.9, true}, {0.1, false}}).result() == 0.5);
}

TEST_CASE("AUC has Keras's name unless it is given one") {
  CHECK(AUC().name() == "auc");
  CHECK(AUC({.curve = AUCCurve::pr}, "auc_pr").name() == "auc_pr");
}

TEST_CASE("AUC refuses options out of their range") {
  CHECK_THROWS_WITH_AS(AUC({.num_thresholds = 1}), "AUC: num_thresholds is 1; expected at least 2",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(AUC({.thresholds = {0.5, 1.5}}), "AUC: thresholds has 1.5; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(AUC({.label_weights = {0.5, -1}}), "AUC: label_weights has -1; expected at least 0",
                       std::invalid_argument);
}

TEST_CASE("AUC refuses rows that do not fit, and counts nothing of them") {
  const std::vector<float> three{0.1F, 0.2F, 0.3F}, two{0.1F, 0.2F};
  AUC labels({.multi_label = true}), weights({.label_weights = {1, 2, 3}});
  labels.update(std::span<const float>(three), 1);
  const auto before = weft::testing::state_of(labels);
  CHECK_THROWS_WITH_AS(labels.update(std::span<const float>(two), 1), "AUC: a row has 2 predictions; others had 3",
                       std::invalid_argument);
  CHECK(weft::testing::state_of(labels) == before);
  CHECK_THROWS_WITH_AS(weights.update(std::span<const float>(two), 1),
                       "AUC: there are 3 label_weights, but a row has 2 predictions", std::invalid_argument);
}
