// SPDX-License-Identifier: MIT
#include <weft/constraints/min_max_norm.hpp>

#include <doctest/doctest.h>

#include "golden_cases.hpp"

TEST_CASE("MinMaxNorm makes of weights what Keras's does, over each axis of each shape") {
  weft::testing::check_constraint("MinMaxNorm", [](const weft::golden::ConstraintCase& each) {
    return weft::MinMaxNorm{
        .min_value = each.min_value, .max_value = each.max_value, .rate = each.rate, .axis = each.axis};
  });
}

TEST_CASE("MinMaxNorm leaves zeros where the lower bound is as large as a float can be") {
  weft::Tensor<float, 1> w(2);
  w.setZero();
  weft::MinMaxNorm{.min_value = 3e38, .max_value = 3e38}.apply(weft::Parameter<float>(w));
  CHECK(w(0) == 0);
}

TEST_CASE("MinMaxNorm's options are Keras's by default, and those out of their range are refused") {
  const weft::Shape bias(std::array<weft::Index, 1>{3});
  const auto check = [&](const weft::MinMaxNorm& constraint) { constraint.check_parameter("bias", bias); };
  CHECK(weft::MinMaxNorm{}.min_value == 0);
  CHECK(weft::MinMaxNorm{}.max_value == 1);
  CHECK(weft::MinMaxNorm{}.rate == 1);
  CHECK_NOTHROW(check({.min_value = 1, .rate = 0}));
  CHECK_THROWS_AS(check({.min_value = -1}), std::invalid_argument);
  CHECK_THROWS_AS(check({.max_value = 1e39}), std::invalid_argument);
  CHECK_THROWS_AS(check({.min_value = 2}), std::invalid_argument);
  CHECK_THROWS_AS(check({.rate = 1.5}), std::invalid_argument);
  CHECK_THROWS_AS(check({.axis = -2}), std::invalid_argument);
}
