// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/f_score.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::F1Score;
using weft::FBetaScore;
using weft::FScoreAverage;
using weft::golden::check_keras_in_both;

const std::pair<const char*, FScoreAverage> averages[] = {
    {"micro", FScoreAverage::micro}, {"macro", FScoreAverage::macro}, {"weighted", FScoreAverage::weighted}};

template <class Scalar> void check_per_class() {
  for (std::size_t k = 0; k < 5; ++k) {
    const auto score = [k](const F1Score& f) { return k < f.per_class().size() ? f.per_class()[k] : 0; };
    weft::golden::check_keras<Scalar>("F1Score None " + std::to_string(k), F1Score(), weft::golden::TargetsAs::numbers,
                                      score);
  }
}

std::vector<double> per_class(F1Score f, const std::vector<double>& p, int y) {
  f.update(std::span<const double>(p), y);
  return f.per_class();
}

}  // namespace

TEST_CASE("FBetaScore and F1Score are Keras's with every average, with and without a threshold") {
  for (const auto& [name, average] : averages) {
    const std::string of = name;
    check_keras_in_both("F1Score " + of, F1Score({.average = average}));
    check_keras_in_both("F1Score " + of + " 0.5", F1Score({.average = average, .threshold = 0.5}));
    check_keras_in_both("FBetaScore 2 " + of, FBetaScore({.average = average, .beta = 2}));
    check_keras_in_both("FBetaScore 2 " + of + " 0.5", FBetaScore({.average = average, .beta = 2, .threshold = 0.5}));
  }
}

TEST_CASE("per_class is what Keras gives without an average") {
  check_per_class<double>();
  check_per_class<float>();
}

TEST_CASE("The F-scores' parts add up, and they can begin anew") {
  weft::testing::check_metric_laws<float>(F1Score(), "classes", weft::golden::TargetsAs::classes);
  for (const auto& [name, average] : averages)
    weft::testing::check_metric_laws<double>(FBetaScore({.average = average, .beta = 0.5}), "multilabel_ties");
}

TEST_CASE("All of several equal largest predictions count as predicted, but none that is as good as zero") {
  const auto equal = per_class(F1Score(), {0.4, 0.4, 0.2}, 0), zero = per_class(F1Score(), {0, 0, 0}, 0);
  CHECK(equal[0] == doctest::Approx(1).epsilon(1e-6));
  CHECK(equal[1] == 0);
  CHECK(zero == std::vector<double>{0, 0, 0});
  F1Score both({.average = FScoreAverage::micro});
  both.update(std::span<const double>(std::vector<double>{0.4, 0.4, 0.2}), 0);
  CHECK(both.result() == doctest::Approx(2.0 / 3).epsilon(1e-6));  // precision 1/2, recall 1
}

TEST_CASE("The F-scores have Keras's names unless they are given one") {
  CHECK(FBetaScore().name() == "fbeta_score");
  CHECK(F1Score().name() == "f1_score");
  CHECK(F1Score({}, "f1").name() == "f1");
}

TEST_CASE("The F-scores refuse options out of their range, and rows of another size") {
  CHECK_THROWS_WITH_AS(FBetaScore({.beta = 0}), "FBetaScore: beta is 0; expected more than 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS(F1Score({.threshold = 0}), "F1Score: threshold is 0; expected more than 0, and at most 1",
                       std::invalid_argument);
  F1Score f;
  const std::vector<float> three{1, 2, 3}, two{1, 2};
  f.update(std::span<const float>(three), 0);
  const auto before = weft::testing::state_of(f);
  CHECK_THROWS_WITH_AS(f.update(std::span<const float>(two), 0), "F1Score: a row has 2 predictions; others had 3",
                       std::invalid_argument);
  CHECK(weft::testing::state_of(f) == before);
}
