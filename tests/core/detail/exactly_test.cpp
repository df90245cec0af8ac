// SPDX-License-Identifier: MIT
#include <weft/core/detail/exactly.hpp>

#include <doctest/doctest.h>

#include <limits>

TEST_CASE_TEMPLATE("a number is exactly itself and no neighbour of it", Scalar, float, double) {
  using Limits = std::numeric_limits<Scalar>;
  static_assert(weft::detail::is_exactly(Scalar(1), 1));
  CHECK(weft::detail::is_exactly(-Scalar(0), 0));
  CHECK(weft::detail::is_exactly(Limits::infinity(), Limits::infinity()));
  CHECK_FALSE(weft::detail::is_exactly(1 + Limits::epsilon(), 1));
  CHECK_FALSE(weft::detail::is_exactly(Limits::denorm_min(), 0));
  CHECK_FALSE(weft::detail::is_exactly(Limits::quiet_NaN(), Limits::quiet_NaN()));
}
