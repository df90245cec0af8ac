// SPDX-License-Identifier: MIT
#include <weft/losses/detail/log_space.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include <weft/core/detail/finite.hpp>

using weft::detail::is_log_zero;
using weft::detail::log_add;
using weft::detail::log_zero;

TEST_CASE("log_add is the logarithm of a sum, of numbers near each other and far apart") {
  for (const double a : {1e-300, 1e-20, 0.1, 0.5, 1.0, 7.0})
    for (const double b : {1e-300, 1e-17, 0.1, 0.25, 3.0})
      CHECK(log_add(std::log(a), std::log(b)) == doctest::Approx(std::log(a + b)).epsilon(1e-14));
  CHECK(log_add(-1e5, -1e5 - 1) == doctest::Approx(-1e5 + std::log1p(std::exp(-1.0))).epsilon(1e-15));
  CHECK(log_add(-3, -50) == -3);
  CHECK(log_add(-50, -3) == -3);
}

TEST_CASE("nothing is added by the logarithm of 0, which stays what it is") {
  CHECK(log_add(-2, log_zero) == -2);
  CHECK(log_add(log_zero, -1e200) == -1e200);
  CHECK(is_log_zero(log_add(log_zero, log_zero)));
  CHECK(is_log_zero(log_zero + 1e9));
  CHECK(is_log_zero(log_zero * 0x1p28));  // as many steps as there may be
  CHECK(weft::detail::is_finite(log_zero * 0x1p28));
  CHECK_FALSE(is_log_zero(-1e200));
}

TEST_CASE("log_add of what is not a number is none") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(log_add(nan, 1)));
  CHECK(std::isnan(log_add(1, nan)));
  CHECK(std::isnan(log_add(nan, log_zero)));
  CHECK(std::isnan(log_add(log_zero, nan)));
}

TEST_CASE("the softmax of a row, in its place or not, and its normalizer belong together") {
  const std::vector<double> z{1, -2, 0.5, 3};
  const double sum = std::exp(1.0) + std::exp(-2.0) + std::exp(0.5) + std::exp(3.0);
  std::vector<double> p(4), in_place = z;
  const auto alone = weft::detail::softmax_normalizer(z.data(), 4);
  const auto with_softmax = weft::detail::softmax_row(z.data(), p.data(), 4);
  weft::detail::softmax_row(in_place.data(), in_place.data(), 4);
  CHECK(alone.largest == 3);
  CHECK(alone.log_sum == doctest::Approx(std::log(sum) - 3));
  CHECK(with_softmax.log_sum == alone.log_sum);
  CHECK(in_place == p);
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK(p[k] == doctest::Approx(std::exp(z[k]) / sum));
    CHECK(alone.log_probability(z[k]) == doctest::Approx(std::log(p[k])));
  }
}

TEST_CASE("a row has no normalizer when a logit is no number or infinite, or all are excluded") {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto log_sum = [](std::vector<double> z) { return weft::detail::softmax_normalizer(z.data(), 3).log_sum; };
  CHECK(std::isnan(log_sum({1, std::nan(""), 2})));
  CHECK(std::isnan(log_sum({std::nan(""), 1, 2})));
  CHECK(std::isnan(log_sum({1, infinity, 2})));
  CHECK(std::isnan(log_sum({-infinity, -infinity, -infinity})));
  CHECK(log_sum({-infinity, 5, -infinity}) == 0);
  CHECK(is_log_zero(weft::detail::SoftmaxNormalizer{5, 0}.log_probability(-infinity)));
}
