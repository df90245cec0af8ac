// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <vector>
#include <weft/metrics/confusion_matrix.hpp>

#include "golden_rows.hpp"
#include "laws.hpp"

namespace {

using weft::ConfusionMatrix;
using weft::MeanIoU;
using weft::golden::check_keras;
using weft::golden::check_keras_in_both;
using weft::golden::TargetsAs;
using Row = std::span<const float>;

std::vector<double> numbers(const weft::Tensor<double, 2>& matrix) {
  return {matrix.data(), matrix.data() + matrix.size()};
}

const std::vector<float> zero{3, 2, 1}, one{1, 2, 1}, two{1, 2, 3};  // by what they predict

}  // namespace

TEST_CASE("ConfusionMatrix counts rows by their class and by what was predicted") {
  ConfusionMatrix matrix(3);
  matrix.update(Row(zero), 0);
  matrix.update(Row(zero), 2);
  matrix.update(Row(one), 1, 0.5);
  matrix.update(Row(two), 1);
  matrix.update(Row(two), 1);
  CHECK(numbers(matrix.matrix()) == std::vector<double>{1, 0, 0,    //
                                                        0, 0.5, 2,  //
                                                        1, 0, 0});
  CHECK(matrix.matrix().dimension(0) == 3);
  CHECK(matrix.result() == 1.5 / 4.5);
}

TEST_CASE("ConfusionMatrix takes classes, one number that is a class, and numbers for each class") {
  ConfusionMatrix classes(3), class_numbers(3), one_hot(3);
  const std::vector<float> number{2}, hot{0, 0, 1};
  classes.update(Row(one), 2);
  class_numbers.update(Row(one), Row(number));
  one_hot.update(Row(one), Row(hot));
  const std::vector<double> expected{0, 0, 0, 0, 0, 0, 0, 1, 0};
  CHECK(numbers(classes.matrix()) == expected);
  CHECK(numbers(class_numbers.matrix()) == expected);
  CHECK(numbers(one_hot.matrix()) == expected);
}

TEST_CASE("ConfusionMatrix of a model with one output predicts class 1 above the threshold") {
  ConfusionMatrix matrix(2, 0.25);
  for (const float p : {0.25F, 0.26F}) {
    const std::vector<float> y{1};
    matrix.update(Row(&p, 1), 0);
    matrix.update(Row(&p, 1), Row(y), 2);
  }
  CHECK(numbers(matrix.matrix()) == std::vector<double>{1, 1, 2, 2});
}

TEST_CASE("ConfusionMatrix leaves out rows of no class") {
  ConfusionMatrix matrix(3);
  for (const int y : {-1, 3}) matrix.update(Row(one), y);
  const std::vector<float> half{0.5F};
  matrix.update(Row(one), Row(half));
  CHECK(numbers(matrix.matrix()) == std::vector<double>(9, 0.0));
  CHECK(matrix.result() == 0);
}

TEST_CASE("ConfusionMatrix's result is Keras's accuracy") {
  check_keras_in_both("SparseCategoricalAccuracy", ConfusionMatrix(5), TargetsAs::classes);
  check_keras_in_both("BinaryAccuracy 0", ConfusionMatrix(2, 0));
}

TEST_CASE("MeanIoU is Keras's, of classes, one-hot rows and one output") {
  check_keras<float>("MeanIoU", MeanIoU(5), TargetsAs::classes);  // Keras divides in float32 whatever it is given
  check_keras<float>("MeanIoU", MeanIoU(5), TargetsAs::class_numbers);
  check_keras<float>("MeanIoU ignore 1", MeanIoU(5, {.ignore_class = 1}), TargetsAs::classes);
  check_keras<float>("MeanIoU one-hot", MeanIoU(5));
  check_keras<float>("MeanIoU one", MeanIoU(2));
}

TEST_CASE("MeanIoU, by hand: classes that do not occur are left out") {
  MeanIoU mean(3);
  mean.update(Row(zero), 0);
  mean.update(Row(zero), 1);
  mean.update(Row(one), 1);
  mean.update(Row(one), 1);
  CHECK(mean.result() == doctest::Approx((1.0 / 2 + 2.0 / 3) / 2).epsilon(1e-6));
}

TEST_CASE("ConfusionMatrix's and MeanIoU's parts add up, and they can begin anew") {
  weft::testing::check_metric_laws<float>(ConfusionMatrix(5), "classes", TargetsAs::classes);
  weft::testing::check_metric_laws<double>(ConfusionMatrix(2), "binary_ties");
  weft::testing::check_metric_laws<double>(MeanIoU(5, {.ignore_class = 2}), "classes", TargetsAs::class_numbers);
}

TEST_CASE("ConfusionMatrix and MeanIoU have names, of which one may be given") {
  CHECK(ConfusionMatrix(2).name() == "confusion_matrix");
  CHECK(MeanIoU(2).name() == "mean_io_u");
  CHECK(MeanIoU(2, {}, "mean_iou").name() == "mean_iou");
}

TEST_CASE("ConfusionMatrix and MeanIoU refuse too few classes, thresholds and rows that do not fit") {
  CHECK_THROWS_WITH_AS(ConfusionMatrix(1), "ConfusionMatrix: classes is 1; expected at least 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(MeanIoU(-1), "MeanIoU: classes is -1; expected at least 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(ConfusionMatrix(2, std::nan("")), "ConfusionMatrix: threshold is nan; expected a finite number",
                       std::invalid_argument);
  ConfusionMatrix matrix(4);
  const std::vector<float> y{0, 1}, single{0.5F};
  CHECK_THROWS_WITH_AS(matrix.update(Row(one), 0), "ConfusionMatrix: a row has 3 predictions, but there are 4 classes",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(matrix.update(Row(single), 0),
                       "ConfusionMatrix: a row has 1 predictions, but there are 4 classes", std::invalid_argument);
  CHECK_THROWS_WITH_AS(ConfusionMatrix(3).update(Row(one), Row(y)),
                       "ConfusionMatrix: a row has 3 predictions and 2 targets", std::invalid_argument);
}
