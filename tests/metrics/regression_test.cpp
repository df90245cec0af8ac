// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/regression.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::MeanCosineSimilarity;
using weft::PearsonCorrelation;
using weft::RootMeanSquaredError;
using weft::golden::check_keras_in_both;
using weft::golden::TargetsAs;

template <class M> double of_row(M metric, const std::vector<double>& p, const std::vector<double>& y) {
  metric.update(std::span<const double>(p), std::span<const double>(y));
  return metric.result();
}

}  // namespace

TEST_CASE("RootMeanSquaredError, MeanCosineSimilarity and PearsonCorrelation are Keras's") {
  check_keras_in_both("RootMeanSquaredError", RootMeanSquaredError());
  check_keras_in_both("CosineSimilarity", MeanCosineSimilarity());
  check_keras_in_both("PearsonCorrelation", PearsonCorrelation());
}

TEST_CASE("RootMeanSquaredError, MeanCosineSimilarity and PearsonCorrelation, by hand") {
  CHECK(of_row(RootMeanSquaredError(), {1, 2}, {4, -2}) == std::sqrt((9 + 16) / 2.0));
  CHECK(of_row(MeanCosineSimilarity(), {3, 4}, {4, 3}) == doctest::Approx(24.0 / 25));
  CHECK(of_row(MeanCosineSimilarity(), {1, 0}, {-2, 0}) == -1);
  CHECK(of_row(PearsonCorrelation(), {1, 2, 3}, {10, 20, 30}) == doctest::Approx(1));
  CHECK(of_row(PearsonCorrelation(), {1, 2, 3}, {5, -1, 2}) == doctest::Approx(-0.5));
}

TEST_CASE("MeanCosineSimilarity of a row of zeros is 0, and PearsonCorrelation of equal numbers NaN, as in Keras") {
  CHECK(of_row(MeanCosineSimilarity(), {0, 0}, {1, 2}) == 0);
  CHECK(std::isnan(of_row(PearsonCorrelation(), {1, 1}, {1, 2})));
}

TEST_CASE("The parts of the means of errors add up, and they can begin anew") {
  weft::testing::check_metric_laws<double>(RootMeanSquaredError(), "regression", TargetsAs::numbers, 1e-13);
  weft::testing::check_metric_laws<float>(MeanCosineSimilarity(), "regression", TargetsAs::numbers, 1e-12);
  weft::testing::check_metric_laws<float>(PearsonCorrelation(), "regression", TargetsAs::numbers, 1e-12);
}

TEST_CASE("The metrics of regression have Keras's names and directions") {
  CHECK(RootMeanSquaredError().name() == "root_mean_squared_error");
  CHECK(MeanCosineSimilarity().name() == "cosine_similarity");
  CHECK(PearsonCorrelation("r").name() == "r");
  CHECK(PearsonCorrelation().name() == "pearson_correlation");
  CHECK(!RootMeanSquaredError::more_is_better);
  CHECK(MeanCosineSimilarity::more_is_better);
}

TEST_CASE("The metrics of regression refuse rows whose sizes differ") {
  CHECK_THROWS_WITH_AS(of_row(RootMeanSquaredError(), {1, 2}, {1}),
                       "RootMeanSquaredError: a row has 2 predictions and 1 targets", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row(MeanCosineSimilarity(), {1}, {1, 2}),
                       "MeanCosineSimilarity: a row has 1 predictions and 2 targets", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row(PearsonCorrelation(), {1}, {1, 2}),
                       "PearsonCorrelation: a row has 1 predictions and 2 targets", std::invalid_argument);
}
