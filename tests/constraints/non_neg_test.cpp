// SPDX-License-Identifier: MIT
#include <weft/constraints/non_neg.hpp>

#include <doctest/doctest.h>

#include "golden_cases.hpp"

TEST_CASE("NonNeg makes of weights what Keras's does") {
  weft::testing::check_constraint("NonNeg", [](const weft::golden::ConstraintCase&) { return weft::NonNeg{}; });
}
