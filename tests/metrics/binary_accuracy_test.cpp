// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/binary_accuracy.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::BinaryAccuracy;

template <class Scalar> double of_row(double threshold, const std::vector<Scalar>& p, const std::vector<Scalar>& y) {
  BinaryAccuracy accuracy(threshold);
  accuracy.update(std::span<const Scalar>(p), std::span<const Scalar>(y));
  return accuracy.result();
}

}  // namespace

TEST_CASE("BinaryAccuracy is Keras's after each batch, weighted or not") {
  weft::golden::check_keras_in_both("BinaryAccuracy", BinaryAccuracy());
  weft::golden::check_keras_in_both("BinaryAccuracy 0.25", BinaryAccuracy(0.25));
  weft::golden::check_keras_in_both("BinaryAccuracy 0", BinaryAccuracy(0));
}

TEST_CASE("BinaryAccuracy's parts add up, and it can begin anew") {
  weft::testing::check_metric_laws<float>(BinaryAccuracy(), "binary_ties");
  weft::testing::check_metric_laws<double>(BinaryAccuracy(0.25), "multilabel_ties");
}

TEST_CASE("BinaryAccuracy's threshold itself counts as 0") {
  CHECK(of_row<float>(0.5, {0.5F, 0.50001F}, {0, 1}) == 1);
  CHECK(of_row<float>(0, {0.0F, 0.1F, -0.1F, 0.4F}, {0, 1, 0, 0}) == 0.75);
}

TEST_CASE("BinaryAccuracy compares in the predictions' precision, so that the threshold's own float is not above it") {
  for (const double threshold : {0.1, 0.3, 0.6, 0.7, 0.9, 1e-3}) {
    CHECK(of_row<float>(threshold, {static_cast<float>(threshold)}, {0}) == 1);
    CHECK(of_row<double>(threshold, {threshold}, {0}) == 1);
  }
}

TEST_CASE("BinaryAccuracy never finds a target met that is neither 0 nor 1") {
  CHECK(of_row<double>(0.5, {0.9, 0.9, 0.1}, {0.9, 2, -1}) == 0);
}

TEST_CASE("BinaryAccuracy takes classes: of one output the number, of several the one-hot row") {
  const std::vector<float> one{0.8F}, three{0.9F, 0.1F, 0.8F};
  BinaryAccuracy binary, many;
  binary.update(std::span<const float>(one), 1);
  binary.update(std::span<const float>(one), 0);
  CHECK(binary.result() == 0.5);
  many.update(std::span<const float>(three), 2);
  CHECK(many.result() == doctest::Approx(2.0 / 3));
}

TEST_CASE("BinaryAccuracy has Keras's name unless it is given one") {
  CHECK(BinaryAccuracy().name() == "binary_accuracy");
  CHECK(BinaryAccuracy(0.5, "right").name() == "right");
  CHECK(BinaryAccuracy::more_is_better);
}

TEST_CASE("BinaryAccuracy refuses thresholds that are not finite, and rows whose sizes differ") {
  CHECK_THROWS_WITH_AS(BinaryAccuracy{std::numeric_limits<double>::infinity()},
                       "BinaryAccuracy: threshold is inf; expected a finite number", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row<float>(0.5, {0.1F, 0.2F}, {1}), "BinaryAccuracy: a row has 2 predictions and 1 targets",
                       std::invalid_argument);
}
