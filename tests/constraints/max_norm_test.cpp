// SPDX-License-Identifier: MIT
#include <weft/constraints/max_norm.hpp>

#include <doctest/doctest.h>

#include "golden_cases.hpp"

TEST_CASE("MaxNorm makes of weights what Keras's does, over each axis of each shape") {
  weft::testing::check_constraint("MaxNorm", [](const weft::golden::ConstraintCase& each) {
    return weft::MaxNorm{.max_value = each.max_value, .axis = each.axis};
  });
}

TEST_CASE("MaxNorm's options are Keras's by default, and those out of their range are refused") {
  const weft::Shape bias(std::array<weft::Index, 1>{3});
  CHECK(weft::MaxNorm{}.max_value == 2);
  CHECK(weft::MaxNorm{}.axis == 0);
  CHECK_NOTHROW(weft::MaxNorm{.max_value = 0}.check_parameter("bias", bias));
  CHECK_THROWS_AS(weft::MaxNorm{.max_value = -1}.check_parameter("bias", bias), std::invalid_argument);
  CHECK_THROWS_AS(weft::MaxNorm{.max_value = std::nan("")}.check_parameter("bias", bias), std::invalid_argument);
  CHECK_THROWS_AS(weft::MaxNorm{.axis = 1}.check_parameter("bias", bias), std::invalid_argument);
}
