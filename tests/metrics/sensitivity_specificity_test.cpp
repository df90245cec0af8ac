// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/sensitivity_specificity.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::PrecisionAtRecall;
using weft::RecallAtPrecision;
using weft::SensitivityAtSpecificity;
using weft::SpecificityAtSensitivity;

template <class M> void check(const std::string& name) {
  weft::golden::check_keras_in_both(name, M(0.7));
  weft::golden::check_keras_in_both(name + " 3", M(0.7, {.num_thresholds = 3}));
  weft::golden::check_keras_in_both(name + " 1 class 2", M(0.3, {.num_thresholds = 1, .class_id = 2}));
  weft::testing::check_metric_laws<float>(M(0.5), "multilabel_ties");
  weft::testing::check_metric_laws<double>(M(0.5, {.class_id = 1}), "classes", weft::golden::TargetsAs::classes);
}

template <class M> double of(M metric, const std::vector<double>& p, const std::vector<int>& y) {
  for (std::size_t k = 0; k < p.size(); ++k) metric.update(std::span<const double>(&p[k], 1), y[k]);
  return metric.result();
}

}  // namespace

TEST_CASE("SensitivityAtSpecificity and its kind are Keras's, and their parts add up") {
  check<SensitivityAtSpecificity>("SensitivityAtSpecificity");
  check<SpecificityAtSensitivity>("SpecificityAtSensitivity");
  check<PrecisionAtRecall>("PrecisionAtRecall");
  check<RecallAtPrecision>("RecallAtPrecision");
}

TEST_CASE("SensitivityAtSpecificity and its kind, by hand") {
  // Between the predictions, from below: 3, 2, 2, 1, 1, 0 positives and 2, 2, 1, 1, 0, 0 negatives are above.
  const std::vector<double> p{0.1, 0.3, 0.5, 0.7, 0.9};
  const std::vector<int> y{1, 0, 1, 0, 1};
  CHECK(of(SensitivityAtSpecificity(0.5), p, y) == 2.0 / 3);
  CHECK(of(SensitivityAtSpecificity(0.6), p, y) == 1.0 / 3);
  CHECK(of(SpecificityAtSensitivity(0.6), p, y) == 0.5);
  CHECK(of(SpecificityAtSensitivity(0.7), p, y) == 0);
  CHECK(of(PrecisionAtRecall(0.3), p, y) == 1);
  CHECK(of(PrecisionAtRecall(0.5), p, y) == 2.0 / 3);
  CHECK(of(RecallAtPrecision(0.7), p, y) == 1.0 / 3);
  CHECK(of(RecallAtPrecision(0.55), p, y) == 1);
}

TEST_CASE("RecallAtPrecision is 0 where no threshold is precise enough") {
  CHECK(of(RecallAtPrecision(0.9), {0.2, 0.9}, {1, 0}) == 0);
}

TEST_CASE("A prediction of 0 is above no threshold, and one of 1 not above the last") {
  // The only threshold at which the negative counts as one is 0 or more, where the positive is not found either.
  CHECK(of(SensitivityAtSpecificity(1), {0, 0}, {1, 0}) == 0);
  CHECK(of(SensitivityAtSpecificity(1), {1, 0}, {1, 0}) == 1);
  CHECK(of(SpecificityAtSensitivity(1), {1, 1}, {1, 0}) == 0);
}

TEST_CASE("SensitivityAtSpecificity and its kind have Keras's names unless they are given one") {
  CHECK(SensitivityAtSpecificity(0.5).name() == "sensitivity_at_specificity");
  CHECK(SpecificityAtSensitivity(0.5).name() == "specificity_at_sensitivity");
  CHECK(PrecisionAtRecall(0.5).name() == "precision_at_recall");
  CHECK(RecallAtPrecision(0.5).name() == "recall_at_precision");
  CHECK(RecallAtPrecision(0.5, {}, "r").name() == "r");
}

TEST_CASE("SensitivityAtSpecificity and its kind refuse options out of their range") {
  CHECK_THROWS_WITH_AS(SensitivityAtSpecificity(1.5), "SensitivityAtSpecificity: specificity is 1.5; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(SpecificityAtSensitivity(-1), "SpecificityAtSensitivity: sensitivity is -1; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(PrecisionAtRecall(std::nan("")), "PrecisionAtRecall: recall is nan; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(RecallAtPrecision(0.5, {.num_thresholds = 0}),
                       "RecallAtPrecision: num_thresholds is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(RecallAtPrecision(0.5, {.class_id = -2}),
                       "RecallAtPrecision: class_id is -2; expected at least 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of(RecallAtPrecision(0.5, {.class_id = 1}), {0.5}, {1}),
                       "RecallAtPrecision: class_id is 1, but a row has 1 predictions", std::invalid_argument);
}
