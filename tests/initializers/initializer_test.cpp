// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/initializers/glorot_uniform.hpp>
#include <weft/initializers/initializer.hpp>

using weft::Initializer;
using weft::Rng;
using weft::Tensor;

TEST_CASE("Constant makes all numbers the same") {
  Rng rng(1);
  Tensor<float, 1> bias(3);
  weft::Constant{0.5}(bias, rng);
  for (int k = 0; k < 3; ++k) CHECK(bias(k) == 0.5F);
  CHECK(rng == Rng(1));
  Tensor<double, 2> matrix(1, 1);
  weft::Constant{}(matrix, rng);
  CHECK(matrix(0, 0) == 0);
}

TEST_CASE("an initializer chosen at run time makes the numbers that it makes itself, in float rounded") {
  Tensor<double, 2> expected(3, 4);
  Tensor<float, 2> given(3, 4);
  Rng first(1), second(1);
  weft::GlorotUniform{}(expected, first);
  weft::detail::initialize(weft::GlorotUniform{}, given, second);
  for (int k = 0; k < 12; ++k) CHECK(given.data()[k] == static_cast<float>(expected.data()[k]));
  CHECK(first == second);
}

TEST_CASE("a function of one's own fills a matrix that is zero, and a bias as one row") {
  Rng rng(1);
  const Initializer count = [](Tensor<double, 2>& matrix, Rng&) {
    CHECK(matrix.dimension(0) == 1);
    for (int k = 1; k < matrix.size(); ++k) matrix(0, k) = matrix(0, k - 1) + 1;
  };
  Tensor<float, 1> bias(4);
  bias.setConstant(7);
  weft::detail::initialize(count, bias, rng);
  for (int k = 0; k < 4; ++k) CHECK(bias(k) == static_cast<float>(k));
}

TEST_CASE("an initializer that makes another size is refused with both, and one is not asked for nothing") {
  Rng rng(1);
  const Initializer wrong = [](Tensor<double, 2>& matrix, Rng&) { matrix.resize(3, 3); };
  Tensor<float, 2> matrix(2, 4), empty(0, 0);
  CHECK_THROWS_WITH_AS(weft::detail::initialize(wrong, matrix, rng), "an initializer made [3 x 3] of [2 x 4]",
                       std::invalid_argument);
  CHECK_NOTHROW(weft::detail::initialize(wrong, empty, rng));
}
