// SPDX-License-Identifier: MIT
#include <weft/losses/mean_loss.hpp>

#include <doctest/doctest.h>

#include <limits>

#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>

namespace {

using weft::BinaryCrossentropy;
using weft::Index;
using weft::loss_gradient;
using weft::loss_value;
using weft::MeanSquaredError;
using weft::SparseCategoricalCrossentropy;
using weft::TargetRows;
using Matrix = weft::Tensor<double, 2>;

Matrix matrix(Index rows, Index columns, std::initializer_list<double> numbers) {
  Matrix result(rows, columns);
  std::copy(numbers.begin(), numbers.end(), result.data());
  return result;
}

constexpr double no_target = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a batch's loss is the mean of its rows', and its derivative theirs over their number") {
  const Matrix p = matrix(2, 2, {0.1, 0.6, 0.5, 0.9}), y = matrix(2, 2, {0, 1, 1, 0});
  const auto [value, dp] = loss_gradient(BinaryCrossentropy{}, p, y);
  CHECK(value == doctest::Approx(-(std::log(0.9) + std::log(0.6) + std::log(0.5) + std::log(0.1)) / 4));
  CHECK(dp(0, 1) == doctest::Approx(-1 / 0.6 / 4));
  CHECK(dp(1, 1) == doctest::Approx(1 / 0.1 / 4));
  CHECK(loss_value(BinaryCrossentropy{}, p, y) == value);
}

TEST_CASE("rows without a target do not count: p = 0.9 for 1 and 0.6 for 0 give 0.510826 whatever stands beside them") {
  const double expected = -(std::log(0.9) + std::log(0.4)) / 2;
  CHECK(expected == doctest::Approx(0.510826).epsilon(1e-6));
  CHECK(loss_value(BinaryCrossentropy{}, matrix(2, 1, {0.9, 0.6}), matrix(2, 1, {1, 0})) == doctest::Approx(expected));
  const Matrix p = matrix(5, 1, {0.9, 0.3, 0.6, 0.3, 0.3});
  const auto [value, dp] =
      loss_gradient(BinaryCrossentropy{}, p, matrix(5, 1, {1, no_target, 0, no_target, no_target}));
  CHECK(value == doctest::Approx(expected));
  CHECK(dp(1, 0) == 0);
  CHECK(dp(2, 0) == doctest::Approx(1 / 0.4 / 2));
}

TEST_CASE("an ignored class does not count, and a batch of nothing else has loss and gradient 0") {
  const SparseCategoricalCrossentropy loss{.from_logits = true, .ignore_class = -1};
  const Matrix z = matrix(3, 3, {1, 2, 3, 0, 0, 0, 5, 1, 1});
  CHECK(loss_value(loss, z, std::vector<int>{2, -1, 0}) == doctest::Approx(0.221791).epsilon(1e-5));
  const auto [value, dz] = loss_gradient(loss, z, std::vector<int>{-1, -1, -1});
  CHECK(value == 0);
  for (Index k = 0; k < dz.size(); ++k) CHECK(dz.data()[k] == 0);
}

TEST_CASE("weights multiply the rows' losses, and the mean is over their number: 1.386294 for weights 1 and 3") {
  TargetRows y(matrix(2, 1, {1, 0}));
  y.weights = {3, 1};
  const Matrix p = matrix(2, 1, {0.5, 0.5});
  const auto [value, dp] = loss_gradient(BinaryCrossentropy{}, p, y);
  CHECK(value == doctest::Approx(1.386294).epsilon(1e-6));
  CHECK(dp(0, 0) == doctest::Approx(-2 * 3 / 2.0));
  CHECK(dp(1, 0) == doctest::Approx(2 / 2.0));
  y.weights = {1, 1};
  CHECK(loss_value(BinaryCrossentropy{}, p, y) == loss_value(BinaryCrossentropy{}, p, matrix(2, 1, {1, 0})));
}

TEST_CASE("the derivative by rows that a sequence shares is the sum over those it stands for") {
  const std::vector<Index> lengths{3};
  weft::PackedSequence<double> shared, own;
  shared.packing.assign(lengths);
  shared.index = {0, 1, 0};
  shared.values.resize(2, 1);
  shared.values.row(0)[0] = 1;
  shared.values.row(1)[0] = 5;
  own.packing.assign(lengths);
  own.values.resize(3, 1);
  for (Index r = 0; r < 3; ++r) own.values.row(r)[0] = *shared.row(r);
  const Matrix y = matrix(3, 1, {0, 2, 4});
  const auto of_shared = loss_gradient(MeanSquaredError{}, shared, y);
  const auto of_own = loss_gradient(MeanSquaredError{}, own, y);
  CHECK(of_shared.value == of_own.value);
  CHECK(*of_shared.dp.values.row(0) == doctest::Approx(*of_own.dp.values.row(0) + *of_own.dp.values.row(2)));
  CHECK(*of_shared.dp.values.row(1) == doctest::Approx(*of_own.dp.values.row(1)));
}

TEST_CASE("the gradient is written into the memory there is") {
  const Matrix p = matrix(2, 1, {0.5, 0.5});
  Matrix dp(2, 1);
  const double* memory = dp.data();
  loss_gradient(BinaryCrossentropy{}, p, matrix(2, 1, {1, 0}), dp);
  CHECK(dp.data() == memory);
}

TEST_CASE("a large batch's mean keeps float's digits") {
  weft::Tensor<float, 2> p(100000, 1), y(100000, 1);
  p.setConstant(0.7F);
  y.setConstant(1);
  CHECK(loss_value(BinaryCrossentropy{}, p, y) == doctest::Approx(-std::log(0.7)).epsilon(1e-7));
}

TEST_CASE("predictions and targets that do not match are refused with both numbers, and so are wrong options") {
  const Matrix p = matrix(2, 3, {0, 0, 0, 0, 0, 0});
  CHECK_THROWS_WITH_AS(loss_value(MeanSquaredError{}, p, matrix(1, 3, {0, 0, 0})),
                       "MeanSquaredError: there are 2 rows of predictions and 1 of targets", std::invalid_argument);
  CHECK_THROWS_WITH_AS(loss_value(MeanSquaredError{}, p, matrix(2, 1, {0, 0})),
                       "MeanSquaredError: a row has 3 predictions and 1 targets", std::invalid_argument);
  CHECK_THROWS_WITH_AS(loss_value(SparseCategoricalCrossentropy{}, p, matrix(2, 2, {0, 0, 0, 0})),
                       "SparseCategoricalCrossentropy: a row has 2 targets; expected 1, a class",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(loss_value(BinaryCrossentropy{.label_smoothing = 2}, p, p),
                       "BinaryCrossentropy: label_smoothing is 2; expected 0 to 1", std::invalid_argument);
}
