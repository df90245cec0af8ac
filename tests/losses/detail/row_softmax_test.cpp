// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <weft/losses/detail/row_softmax.hpp>

#include "../rows.hpp"

namespace {

template <class Scalar> void check_against_formula(std::size_t count, double scale, double tolerance) {
  const std::vector<float> numbers = weft::testing::losses::hashed_numbers(count, scale);
  const std::vector<Scalar> z(numbers.begin(), numbers.end());
  std::vector<Scalar> softmax(count);
  const auto sum = weft::detail::log_sum_exp(std::span<const Scalar>(z), std::span(softmax));
  long double expected = 0;
  for (const Scalar x : z) expected += std::exp(static_cast<long double>(x));
  const auto log_sum = static_cast<double>(std::log(expected));
  CAPTURE(count);
  CHECK(std::abs(static_cast<double>(sum.largest + sum.log_sum) - log_sum) <= tolerance * std::max(1.0, log_sum));
  for (std::size_t k = 0; k < count; ++k) {
    const double share = std::exp(static_cast<double>(z[k]) - log_sum);
    CHECK(std::abs(static_cast<double>(softmax[k]) - share) <= 20 * tolerance * share);
    CHECK(std::abs(static_cast<double>(sum.minus_log(z[k])) - (log_sum - static_cast<double>(z[k]))) <=
          4 * tolerance * std::max(1.0, log_sum - static_cast<double>(z[k])));
  }
}

}  // namespace

TEST_CASE("log_sum_exp and its softmax are the formula's, in rows of any length") {
  for (const std::size_t count : {1U, 2U, 3U, 7U, 8U, 15U, 16U, 17U, 255U, 256U, 257U, 1000U})
    for (const double scale : {1.0, 20.0}) {
      check_against_formula<double>(count, scale, 1e-15);
      check_against_formula<float>(count, scale, 2.5e-7);
    }
}

TEST_CASE("log_sum_exp without a softmax is the one with it, to the bit") {
  const std::vector<float> z = weft::testing::losses::hashed_numbers(777, 5);
  std::vector<float> softmax(z.size());
  const auto with = weft::detail::log_sum_exp(std::span(z), std::span(softmax));
  const auto without = weft::detail::log_sum_exp(std::span(z), std::span<float>());
  CHECK(with.largest == without.largest);
  CHECK(with.log_sum == without.log_sum);
}

TEST_CASE("a softmax does not depend on where in memory the row is") {
  constexpr std::size_t count = 300, places = 17;
  const std::vector<float> numbers = weft::testing::losses::hashed_numbers(count, 5);
  std::vector<float> expected(count), z(count + places), softmax(count + places);
  const auto first = weft::detail::log_sum_exp(std::span(numbers), std::span(expected));
  for (std::size_t place = 0; place < places; ++place) {
    std::copy(numbers.begin(), numbers.end(), z.begin() + static_cast<std::ptrdiff_t>(place));
    const std::span<float> to(softmax.data() + place, count);
    const auto sum = weft::detail::log_sum_exp(std::span<const float>(z.data() + place, count), to);
    CHECK(sum.log_sum == first.log_sum);
    CHECK(std::equal(to.begin(), to.end(), expected.begin()));
  }
}

TEST_CASE("log_sum_exp is finite for all finite logits") {
  for (const double size : {1e4, 1e30, 1e300}) {
    const std::vector<double> z{size, -size, 0}, low(5, -size);
    std::vector<double> softmax(3);
    const auto sum = weft::detail::log_sum_exp(std::span(z), std::span(softmax));
    CHECK(sum.minus_log(size) == doctest::Approx(0));
    CHECK(sum.minus_log(-size) == doctest::Approx(2 * size));
    CHECK(softmax[0] == doctest::Approx(1));
    CHECK(softmax[1] == doctest::Approx(0));
    const auto equal = weft::detail::log_sum_exp(std::span(low), std::span<double>());
    CHECK(equal.minus_log(-size) == doctest::Approx(std::log(5.0)));
  }
}

TEST_CASE("log_sum_exp tells a NaN wherever it is, and what has no largest number") {
  for (const std::size_t count : {1U, 5U, 31U})
    for (std::size_t place = 0; place < count; ++place) {
      std::vector<float> z(count, 1.0F), softmax(count);
      z[place] = static_cast<float>(weft::testing::losses::not_a_number);
      CHECK(std::isnan(weft::detail::log_sum_exp(std::span<const float>(z), std::span(softmax)).log_sum));
      for (const float s : softmax) CHECK(std::isnan(s));
    }
  const std::vector<double> nothing(3, -weft::testing::losses::infinity),
      everything{1, weft::testing::losses::infinity};
  CHECK(std::isnan(weft::detail::log_sum_exp(std::span(nothing), std::span<double>()).log_sum));
  CHECK(std::isnan(weft::detail::log_sum_exp(std::span(everything), std::span<double>()).log_sum));
}
