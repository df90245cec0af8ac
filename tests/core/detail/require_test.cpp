// SPDX-License-Identifier: MIT
#include <weft/core/detail/require.hpp>

#include <doctest/doctest.h>

#include <limits>

namespace {

namespace detail = weft::detail;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity(),
                 most = static_cast<double>(std::numeric_limits<float>::max()),
                 least = static_cast<double>(std::numeric_limits<float>::min());

using Require = void(std::string_view, std::string_view, double);

/// The function takes the first numbers, refuses the second ones and NaN, and says so of one of them.
void check(Require& require, std::initializer_list<double> taken, std::initializer_list<double> refused, double one,
           const char* message) {
  for (const double x : taken) CHECK_NOTHROW(require("X", "a", x));
  for (const double x : refused) CHECK_THROWS_AS(require("X", "a", x), std::invalid_argument);
  CHECK_THROWS_AS(require("X", "a", not_a_number), std::invalid_argument);
  CHECK_THROWS_WITH_AS(require("X", "a", one), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("an option is in its range, or is refused with the range") {
  check(detail::require_not_negative, {0, 1e9}, {-0.1, infinity}, -2,
        "X: a is -2; expected a number that is at least 0");
  check(detail::require_positive, {1e-300, 1e9}, {-1, infinity}, 0, "X: a is 0; expected a number above 0");
  check(detail::require_fraction, {0, 0.5, 1}, {-0.5, infinity}, 1.25, "X: a is 1.25; expected 0 <= a <= 1");
  check(detail::require_decay, {0, 0.999}, {-0.5, infinity}, 1, "X: a is 1; expected 0 <= a < 1");
  check(detail::require_float, {least, 1, most}, {-1, 1e-45, infinity}, 0,
        "X: a is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
  check(detail::require_float_or_zero, {0, 1e-45, most}, {-1, infinity}, 2 * most,
        "X: a is 6.80565e+38; expected 0 to 3.40282e+38, the largest float");
}

TEST_CASE("of what is counted there is at least one") {
  CHECK_NOTHROW(detail::require_steps("X", "a", 1));
  CHECK_THROWS_WITH_AS(detail::require_steps("X", "a", 0), "X: a is 0; expected at least 1", std::invalid_argument);
}
