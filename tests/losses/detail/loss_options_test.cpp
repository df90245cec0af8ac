// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>
#include <vector>
#include <weft/losses/detail/loss_options.hpp>

namespace detail = weft::detail;

TEST_CASE("an option that must be a share is one from 0 to 1") {
  for (const double x : {0.0, 0.5, 1.0}) CHECK_NOTHROW(detail::require_loss_share("Loss", "option", x));
  CHECK_THROWS_WITH_AS(detail::require_loss_share("Loss", "option", 1.25), "Loss: option is 1.25; expected 0 to 1",
                       std::invalid_argument);
  for (const double x : {-0.1, std::numeric_limits<double>::quiet_NaN()})
    CHECK_THROWS_AS(detail::require_loss_share("Loss", "option", x), std::invalid_argument);
}

TEST_CASE("smoothed targets add up to what the targets did, and are the targets without smoothing") {
  const std::vector<double> y{0, 1, 0, 0};
  const detail::SmoothedTargets<double> smoothed(y, 0.2, 4), plain(y, 0, 4);
  CHECK(smoothed[1] == doctest::Approx(0.85));
  CHECK(smoothed[3] == doctest::Approx(0.05));
  for (std::size_t k = 0; k < y.size(); ++k) CHECK(plain[k] == y[k]);
}
