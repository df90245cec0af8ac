// SPDX-License-Identifier: MIT
#include <weft/constraints/unit_norm.hpp>

#include <doctest/doctest.h>

#include "golden_cases.hpp"

TEST_CASE("UnitNorm makes of weights what Keras's does, over each axis of each shape") {
  weft::testing::check_constraint(
      "UnitNorm", [](const weft::golden::ConstraintCase& each) { return weft::UnitNorm{.axis = each.axis}; });
}

TEST_CASE("UnitNorm is refused where a parameter has no such axis") {
  const weft::Shape kernel(std::array<weft::Index, 2>{3, 4});
  CHECK_NOTHROW(weft::UnitNorm{.axis = -2}.check_parameter("kernel", kernel));
  CHECK_THROWS_AS(weft::UnitNorm{.axis = 2}.check_parameter("kernel", kernel), std::invalid_argument);
}
