// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/categorical_accuracy.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::Accuracy;
using weft::CategoricalAccuracy;
using weft::SparseCategoricalAccuracy;
using weft::golden::TargetsAs;
using Row = std::span<const float>;

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

template <class M, class Target> double of_row(M metric, const std::vector<float>& p, const Target& y) {
  if constexpr (std::is_same_v<Target, int>)
    metric.update(Row(p), y);
  else
    metric.update(Row(p), Row(y));
  return metric.result();
}

using Numbers = std::vector<float>;

}  // namespace

TEST_CASE("CategoricalAccuracy is Keras's, also with equal predictions or targets") {
  weft::golden::check_keras_in_both("CategoricalAccuracy", CategoricalAccuracy());
}

TEST_CASE("SparseCategoricalAccuracy is Keras's, of classes and of one number a row") {
  weft::golden::check_keras_in_both("SparseCategoricalAccuracy", SparseCategoricalAccuracy(), TargetsAs::classes);
  weft::golden::check_keras_in_both("SparseCategoricalAccuracy", SparseCategoricalAccuracy(), TargetsAs::class_numbers);
}

TEST_CASE("Accuracy is the one of the three that the shapes say") {
  weft::golden::check_keras_in_both("SparseCategoricalAccuracy", Accuracy(), TargetsAs::classes);
  weft::golden::check_keras_in_both("SparseCategoricalAccuracy", Accuracy(), TargetsAs::class_numbers);
  weft::golden::check_keras_in_both("CategoricalAccuracy", Accuracy());
  weft::golden::check_keras_in_both("BinaryAccuracy 0", Accuracy(0));
  CHECK(of_row(Accuracy(), {0.7F}, 1) == 1);
  CHECK(of_row(Accuracy(), {0.7F}, 0) == 0);
  CHECK(of_row(Accuracy(0.8), {0.7F}, Numbers{0}) == 1);
}

TEST_CASE("The accuracies' parts add up, and they can begin anew") {
  weft::testing::check_metric_laws<float>(CategoricalAccuracy(), "classes");
  weft::testing::check_metric_laws<double>(SparseCategoricalAccuracy(), "classes", TargetsAs::classes);
  weft::testing::check_metric_laws<double>(Accuracy(), "classes", TargetsAs::class_numbers);
  weft::testing::check_metric_laws<float>(Accuracy(), "binary_ties");
}

TEST_CASE("A class that the model does not have is never met") {
  for (const int y : {-1, 3, 1 << 30}) {
    CAPTURE(y);
    CHECK(of_row(SparseCategoricalAccuracy(), {1, 0, 0}, y) == 0);
    CHECK(of_row(Accuracy(), {1, 0, 0}, y) == 0);
  }
  for (const float y : {-1.0F, 3.0F, 0.5F, 1e30F, not_a_number}) {
    CAPTURE(y);
    CHECK(of_row(SparseCategoricalAccuracy(), {1, 0, 0}, Numbers{y}) == 0);
    CHECK(of_row(Accuracy(), {1, 0, 0}, Numbers{y}) == 0);
  }
}

TEST_CASE("A prediction of NaN is never the largest") {
  CHECK(of_row(SparseCategoricalAccuracy(), {not_a_number, -2, -1}, 2) == 1);
  CHECK(of_row(SparseCategoricalAccuracy(), {-2, not_a_number, -1}, 2) == 1);
}

TEST_CASE("The accuracies have Keras's names unless they are given one") {
  CHECK(CategoricalAccuracy().name() == "categorical_accuracy");
  CHECK(SparseCategoricalAccuracy().name() == "sparse_categorical_accuracy");
  CHECK(Accuracy().name() == "accuracy");
  CHECK(Accuracy(0, "acc").name() == "acc");
}

TEST_CASE("The accuracies refuse rows whose sizes do not fit") {
  CHECK_THROWS_WITH_AS(of_row(CategoricalAccuracy(), {1, 2, 3}, Numbers{1, 0}),
                       "CategoricalAccuracy: a row has 3 predictions and 2 targets", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row(SparseCategoricalAccuracy(), {1, 2}, Numbers{1, 0}),
                       "SparseCategoricalAccuracy: a row has 2 targets; expected 1, a class", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_row(Accuracy(), {1, 2, 3}, Numbers{1, 0}), "Accuracy: a row has 3 predictions and 2 targets",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(Accuracy{std::numeric_limits<double>::quiet_NaN()},
                       doctest::Contains("expected a finite number"), std::invalid_argument);
}
