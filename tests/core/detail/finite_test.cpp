// SPDX-License-Identifier: MIT
#include <weft/core/detail/finite.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace {

template <class Scalar> using Limits = std::numeric_limits<Scalar>;

/// Calls check with a number of each type.
template <class Check> void for_both_types(const Check& check) {
  check(0.0F);
  check(0.0);
}

template <class Scalar> Scalar largest(const std::vector<Scalar>& numbers) {
  return weft::detail::max_abs(std::span<const Scalar>(numbers));
}

}  // namespace

TEST_CASE("finite numbers are told from the others") {
  for_both_types([]<class Scalar>(Scalar) {
    using L = Limits<Scalar>;
    for (const Scalar x : {Scalar(0), L::max(), L::lowest(), L::denorm_min()}) CHECK(weft::detail::is_finite(x));
    for (const Scalar x : {L::infinity(), -L::infinity(), L::quiet_NaN(), -L::quiet_NaN()})
      CHECK_FALSE(weft::detail::is_finite(x));
  });
}

TEST_CASE("the largest number is found wherever it stands, among however many, whatever its sign") {
  for_both_types([]<class Scalar>(Scalar) {
    for (const std::size_t count : {1U, 2U, 15U, 16U, 17U, 40U})
      for (std::size_t place = 0; place < count; ++place)
        for (const Scalar x : {Scalar(1.5), Scalar(-1.5), Limits<Scalar>::lowest(), -Limits<Scalar>::infinity()}) {
          std::vector<Scalar> numbers(count, Scalar(-1.25));
          numbers[place] = x;
          CHECK(largest(numbers) == std::abs(x));
        }
  });
}

TEST_CASE("a NaN is larger than infinity, wherever it stands") {
  for_both_types([]<class Scalar>(Scalar) {
    for (std::size_t place = 0; place < 40; ++place) {
      std::vector<Scalar> numbers(40, Limits<Scalar>::infinity());
      numbers[place] = -Limits<Scalar>::quiet_NaN();
      CHECK(std::isnan(largest(numbers)));
    }
  });
}

TEST_CASE("zeros and denormals have a size as well, and no numbers have size zero") {
  for_both_types([]<class Scalar>(Scalar) {
    CHECK(largest<Scalar>({}) == 0);
    CHECK(largest<Scalar>({-Scalar(0), Scalar(0)}) == 0);
    CHECK(largest<Scalar>({Scalar(0), -Limits<Scalar>::denorm_min()}) == Limits<Scalar>::denorm_min());
  });
}
