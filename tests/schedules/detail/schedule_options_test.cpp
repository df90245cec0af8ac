// SPDX-License-Identifier: MIT
#include <weft/schedules/detail/schedule_options.hpp>

#include "../schedule_rates.hpp"

namespace detail = weft::detail;

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
