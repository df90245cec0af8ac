// SPDX-License-Identifier: MIT
#include <weft/schedules/detail/schedule_options.hpp>

#include "../schedule_rates.hpp"

namespace detail = weft::detail;

TEST_CASE("what a schedule's options may be") {
  CHECK_NOTHROW(detail::require_steps("X", "a", 1));
  CHECK_THROWS_WITH_AS(detail::require_steps("X", "a", 0), "X: a is 0; expected at least 1", std::invalid_argument);
  CHECK_NOTHROW(detail::require_rate("X", "a", 0));
  CHECK_THROWS_AS(detail::require_rate("X", "a", weft::testing::not_a_rate), std::invalid_argument);
  CHECK_NOTHROW(detail::require_positive("X", "a", 1e-300));
  CHECK_THROWS_WITH_AS(detail::require_positive("X", "a", 0), "X: a is 0; expected a number above 0",
                       std::invalid_argument);
  CHECK_NOTHROW(detail::require_share("X", "a", 1));
  CHECK_THROWS_WITH_AS(detail::require_share("X", "a", 1.5), "X: a is 1.5; expected 0 <= a <= 1",
                       std::invalid_argument);
}

TEST_CASE("periods are fractions, or whole on a staircase, also where a fraction would be rounded up") {
  CHECK(detail::periods(7, 4, false) == 1.75);
  CHECK(detail::periods(7, 4, true) == 1);
  const std::int64_t steps = std::int64_t{1} << 53;
  CHECK(detail::periods(3 * steps - 1, steps, true) == 2);
}

TEST_CASE("half a cosine wave goes from 1 over one half to 0") {
  CHECK(detail::half_cosine(0) == 1);
  CHECK(detail::half_cosine(0.5) == doctest::Approx(0.5).epsilon(1e-15));
  CHECK(detail::half_cosine(1) == 0);
}
