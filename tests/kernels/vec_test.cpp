// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include <weft/kernels/vec.hpp>

#include "lanes.hpp"

using weft::kernels::Vec;

TEST_CASE("a Vec has as many lanes as fit its bytes") {
  static_assert(Vec<float, 16>::lanes == 4 && Vec<float, 64>::lanes == 16);
  static_assert(Vec<double, 16>::lanes == 2 && Vec<double, 32>::lanes == 4);
  static_assert(sizeof(Vec<float, 32>) == 32);
}

TEST_CASE("a Vec computes lane by lane, from and to any address") {
  weft::testing::check_arithmetic<Vec<float, 16>>();
  weft::testing::check_arithmetic<Vec<double, 16>>();
}

TEST_CASE("broadcast keeps a number that is not finite") {
  float to[4];
  Vec<float, 16>::broadcast(INFINITY).store(to);
  CHECK(std::isinf(to[3]));
  Vec<float, 16>::broadcast(NAN).store(to);
  CHECK(std::isnan(to[0]));
}

TEST_CASE("limit of a Vec keeps the sign, and NaN becomes the limit") {
  weft::testing::check_limit<Vec<float, 16>>();
  weft::testing::check_limit<Vec<double, 16>>();
}

TEST_CASE("nan_or gives back a Vec's NaN alone") {
  weft::testing::check_nan_or<Vec<float, 16>>();
  weft::testing::check_nan_or<Vec<double, 16>>();
}

TEST_CASE("whole_power gives the nearest whole number and two to the power of it") {
  weft::testing::check_whole_power<Vec<float, 16>>();
  weft::testing::check_whole_power<Vec<double, 16>>();
}
