// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/rule_options.hpp>

#include "../rule_steps.hpp"

TEST_CASE("require_fraction takes 0 and 1, and require_not_negative 0 and the largest float") {
  const double most = static_cast<double>(std::numeric_limits<float>::max());
  CHECK_NOTHROW(weft::detail::require_fraction("X", "a", 0));
  CHECK_NOTHROW(weft::detail::require_fraction("X", "a", 1));
  CHECK_THROWS_WITH_AS(weft::detail::require_fraction("X", "a", 1.25), "X: a is 1.25; expected 0 <= a <= 1",
                       std::invalid_argument);
  CHECK_NOTHROW(weft::detail::require_not_negative("X", "a", 0));
  CHECK_NOTHROW(weft::detail::require_not_negative("X", "a", most));
  CHECK_THROWS_WITH_AS(weft::detail::require_not_negative("X", "a", 2 * most),
                       "X: a is 6.80565e+38; expected 0 to 3.40282e+38, the largest float", std::invalid_argument);
}
