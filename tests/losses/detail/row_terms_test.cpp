// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>
#include <weft/losses/detail/row_terms.hpp>

namespace detail = weft::detail;

TEST_CASE("a sum over a row is one of all terms, whatever their number") {
  for (std::size_t count = 0; count <= 33; ++count) {
    const double sum = detail::sum_of(count, [](std::size_t k) { return static_cast<double>(k * k + 1); });
    const auto n = static_cast<double>(count);
    CHECK(sum == (n - 1) * n * (2 * n - 1) / 6 + n);
  }
}

TEST_CASE("a sum of a million floats keeps their digits") {
  const double sum = detail::sum_of(1'000'000, [](std::size_t) { return 0.1F; });
  CHECK(sum == doctest::Approx(1e6 * static_cast<double>(0.1F)).epsilon(1e-12));
}

TEST_CASE("a row of terms gives their sum or mean, and its derivative where one is asked for") {
  const std::vector<double> p{1, 2, 3}, y{4, 6, 8};
  std::vector<double> dp(3);
  const auto product = [](double p_k, double y_k) { return detail::LossTerm<double>{p_k * y_k, y_k}; };
  const std::span<const double> row(p), target(y);
  CHECK(detail::mean_of_terms(row, target, std::span(dp), product) == doctest::Approx((4 + 12 + 24) / 3.0));
  CHECK(dp[1] == doctest::Approx(2));
  CHECK(detail::sum_of_terms(row, target, std::span(dp), 1, product) == doctest::Approx(40));
  CHECK(dp == y);
  CHECK(detail::sum_of_terms(row, target, std::span<double>(), 1, product) == doctest::Approx(40));
  CHECK(detail::sum_of_products(row, target) == doctest::Approx(40));
}

TEST_CASE("a sign is 1, -1, 0, or that of nothing") {
  CHECK(detail::sign_of(3.5) == 1);
  CHECK(detail::sign_of(-1e-300) == -1);
  CHECK(detail::sign_of(0.0F) == 0);
  CHECK(std::isnan(detail::sign_of(std::numeric_limits<double>::quiet_NaN())));
}
