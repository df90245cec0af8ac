// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/r2_score.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::R2Aggregation;
using weft::R2Score;
using weft::golden::check_keras_in_both;
using weft::golden::TargetsAs;

/// Of rows of one output.
double of(R2Score score, const std::vector<double>& p, const std::vector<double>& y) {
  for (std::size_t k = 0; k < p.size(); ++k)
    score.update(std::span<const double>(&p[k], 1), std::span<const double>(&y[k], 1));
  return score.result();
}

template <class Scalar> void check_per_output() {
  for (std::size_t k = 0; k < 3; ++k)
    weft::golden::check_keras<Scalar>("R2Score None " + std::to_string(k), R2Score(), TargetsAs::numbers,
                                      [k](const R2Score& score) { return score.per_output()[k]; });
}

}  // namespace

TEST_CASE("R2Score is Keras's with both aggregations, adjusted, and for each output") {
  check_keras_in_both("R2Score", R2Score());
  check_keras_in_both("R2Score variance", R2Score({.class_aggregation = R2Aggregation::variance_weighted_average}));
  check_keras_in_both("R2Score adjusted", R2Score({.num_regressors = 2}));
  check_per_output<double>();
  check_per_output<float>();
}

TEST_CASE("R2Score, by hand") {
  CHECK(of(R2Score(), {2, 4, 4}, {1, 4, 3}) == doctest::Approx(1 - 2 / (14.0 / 3)));
  CHECK(of(R2Score(), {1, 4, 3}, {1, 4, 3}) == 1);
  CHECK(of(R2Score({.num_regressors = 1}), {2, 4, 4}, {1, 4, 3}) == doctest::Approx(1 - 2 / (14.0 / 3) * 2));
  CHECK(of(R2Score({.num_regressors = 2}), {2, 4, 4}, {1, 4, 3}) == of(R2Score(), {2, 4, 4}, {1, 4, 3}));
}

TEST_CASE("R2Score of targets that do not vary is 0, and NaN when they are met") {
  CHECK(of(R2Score(), {1, 2}, {3, 3}) == 0);
  CHECK(std::isnan(of(R2Score(), {3, 3}, {3, 3})));
}

TEST_CASE("R2Score's parts add up, and it can begin anew") {
  weft::testing::check_metric_laws<double>(R2Score(), "regression", TargetsAs::numbers, 1e-12);
  weft::testing::check_metric_laws<float>(R2Score({.class_aggregation = R2Aggregation::variance_weighted_average}),
                                          "regression", TargetsAs::numbers, 1e-12);
}

TEST_CASE("R2Score has Keras's name, and refuses negative regressors and rows that do not fit") {
  CHECK(R2Score().name() == "r2_score");
  CHECK(R2Score({}, "r2").name() == "r2");
  CHECK_THROWS_WITH_AS(R2Score({.num_regressors = -1}), "R2Score: num_regressors is -1; expected at least 0",
                       std::invalid_argument);
  R2Score score;
  const std::vector<float> one{1}, two{1, 2};
  score.update(std::span<const float>(one), std::span<const float>(one));
  CHECK_THROWS_WITH_AS(score.update(std::span<const float>(two), std::span<const float>(two)),
                       "R2Score: a row has 2 predictions; others had 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(score.update(std::span<const float>(two), std::span<const float>(one)),
                       "R2Score: a row has 2 predictions and 1 targets", std::invalid_argument);
}
