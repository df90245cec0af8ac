// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/top_k_categorical_accuracy.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::SparseTopKCategoricalAccuracy;
using weft::TopKCategoricalAccuracy;
using weft::golden::TargetsAs;

double of_class(int k, const std::vector<double>& p, int y) {
  SparseTopKCategoricalAccuracy metric(k);
  metric.update(std::span<const double>(p), y);
  return metric.result();
}

}  // namespace

TEST_CASE("TopKCategoricalAccuracy is Keras's, also with equal predictions") {
  for (const int k : {1, 2, 3})  // TensorFlow has no top k of doubles
    weft::golden::check_keras<float>("TopKCategoricalAccuracy " + std::to_string(k), TopKCategoricalAccuracy(k));
}

TEST_CASE("SparseTopKCategoricalAccuracy is Keras's, of classes and of one number a row") {
  for (const int k : {1, 2, 3})
    for (const TargetsAs as : {TargetsAs::classes, TargetsAs::class_numbers})
      weft::golden::check_keras<float>("SparseTopKCategoricalAccuracy " + std::to_string(k),
                                       SparseTopKCategoricalAccuracy(k), as);
}

TEST_CASE("The top-k accuracies' parts add up, and they can begin anew") {
  weft::testing::check_metric_laws<double>(TopKCategoricalAccuracy(2), "classes");
  weft::testing::check_metric_laws<float>(SparseTopKCategoricalAccuracy(3), "classes", TargetsAs::classes);
}

TEST_CASE("All of several equal predictions are among the k largest when one of them is") {
  for (const int y : {0, 1, 2}) CHECK(of_class(1, {4, 4, 4, 1}, y) == 1);
  CHECK(of_class(3, {4, 4, 4, 1}, 3) == 0);
  CHECK(of_class(4, {4, 4, 4, 1}, 3) == 1);
  CHECK(of_class(9, {4, 4, 4, 1}, 3) == 1);
}

TEST_CASE("Nothing is among the k largest of a row that is not finite, and no class that is not there") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(of_class(2, {1, infinity, 0}, 0) == 0);
  CHECK(of_class(2, {1, std::numeric_limits<double>::quiet_NaN(), 0}, 0) == 0);
  CHECK(of_class(2, {1, 2, 0}, 3) == 0);
  CHECK(of_class(2, {1, 2, 0}, -1) == 0);
}

TEST_CASE("The top-k accuracies have Keras's names and k, and refuse a k below 1") {
  CHECK(TopKCategoricalAccuracy().name() == "top_k_categorical_accuracy");
  CHECK(SparseTopKCategoricalAccuracy(3, "top_3").name() == "top_3");
  CHECK(of_class(5, {5, 4, 3, 2, 1, 0}, 5) == 0);
  CHECK(of_class(5, {5, 4, 3, 2, 1, 0}, 4) == 1);
  CHECK_THROWS_WITH_AS(TopKCategoricalAccuracy(0), "TopKCategoricalAccuracy: k is 0; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(SparseTopKCategoricalAccuracy(-1), "SparseTopKCategoricalAccuracy: k is -1; expected at least 1",
                       std::invalid_argument);
}
