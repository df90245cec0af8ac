// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

#include <weft/random/random.hpp>

#include "../reference/hash.hpp"

namespace {

using weft::Rng;

template <class Draw> std::uint64_t hash_of_10000(const Draw& draw) {
  Rng rng(42);
  weft::reference::Hash hash;
  for (int k = 0; k < 10000; ++k) hash.add(draw(rng));
  return hash.value();
}

/// Mean, variance, skewness and kurtosis of what draw gives.
template <class Draw> std::array<double, 4> moments(int count, const Draw& draw) {
  Rng rng(7);
  std::vector<double> x;
  double mean = 0;
  for (int k = 0; k < count; ++k) {
    x.push_back(draw(rng));
    mean += x.back() / count;
  }
  double second = 0, third = 0, fourth = 0;
  for (const double value : x) {
    const double d = value - mean;
    second += d * d / count;
    third += d * d * d / count;
    fourth += d * d * d * d / count;
  }
  return {mean, second, third / std::pow(second, 1.5), fourth / (second * second)};
}

/// Pearson's statistic for counts that should be even: about its degrees of freedom, with their double as variance.
double chi_square(const std::vector<int>& counts) {
  double total = 0, sum = 0;
  for (const int count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

}  // namespace

TEST_CASE("bits are those of the 64-bit Mersenne twister of the standard") {
  Rng rng(5489);
  std::uint64_t last = 0;
  for (int k = 0; k < 10000; ++k) last = rng.bits();
  CHECK(last == 9981545732273789042U);  // [rand.predef]
}

TEST_CASE("the first numbers of a seed are the same everywhere") {
  Rng uniform(42), below(42), normal(42);
  for (const double expected : {0x1.82a3befaddcbcp-1, 0x1.472f1f73724ap-1, 0x1.81192cfe1cbcfp-1, 0x1.171621fc50d68p-3})
    CHECK(uniform.uniform() == expected);
  for (const unsigned expected : {406U, 824U, 450U, 662U, 381U, 428U, 536U, 144U}) CHECK(below.below(1000) == expected);
  for (const double expected :
       {0x1.4b37d0b4daa8fp+0, 0x1.978762f4a05dap-2, 0x1.1e599fb914974p+0, -0x1.7e03e64e8ab37p+0})
    CHECK(normal.normal() == expected);
}

TEST_CASE("the first 10,000 numbers of a seed are the same everywhere") {
  CHECK(hash_of_10000([](Rng& rng) { return rng.bits(); }) == 0x2D0B3953DD3F38F2U);
  CHECK(hash_of_10000([](Rng& rng) { return rng.uniform(); }) == 0x81BA1A79A58C84A8U);
  CHECK(hash_of_10000([](Rng& rng) { return rng.uniform(-0.3, 1.7); }) == 0xB00E7C9E89E6C465U);
  CHECK(hash_of_10000([](Rng& rng) { return rng.below(1000); }) == 0x75B066EF1C330D47U);
  CHECK(hash_of_10000([](Rng& rng) { return rng.normal(); }) == 0x0F6E650BDE744423U);
}

TEST_CASE("the same seed gives the same numbers, and another seed others") {
  Rng a(3), b(3), c(4);
  CHECK(a == b);
  CHECK(a.bits() == b.bits());
  CHECK(a == b);
  CHECK(a.bits() != c.bits());
  CHECK_FALSE(a == b);
}

TEST_CASE("a copy of an Rng goes on alike and by itself") {
  Rng a(5);
  a.normal();
  Rng b = a;
  const double next = a.normal();
  CHECK(b.normal() == next);
}

TEST_CASE("uniform has the moments of a uniform distribution and stays within its limits") {
  const auto [mean, variance, skewness, kurtosis] = moments(200000, [](Rng& rng) { return rng.uniform(-2, 4); });
  CHECK(mean == doctest::Approx(1).epsilon(0.01));
  CHECK(variance == doctest::Approx(3).epsilon(0.01));
  CHECK(std::abs(skewness) < 0.02);
  CHECK(kurtosis == doctest::Approx(1.8).epsilon(0.01));
  Rng rng(8);
  bool within = true;
  for (int k = 0; k < 100000; ++k) {
    const double x = rng.uniform(), y = rng.uniform(-2, 4);
    within = within && x >= 0 && x < 1 && y >= -2 && y < 4;
  }
  CHECK(within);
}

TEST_CASE("normal has the moments of a normal distribution") {
  const auto [mean, variance, skewness, kurtosis] = moments(200000, [](Rng& rng) { return rng.normal(); });
  CHECK(std::abs(mean) < 0.01);
  CHECK(variance == doctest::Approx(1).epsilon(0.02));
  CHECK(std::abs(skewness) < 0.03);
  CHECK(kurtosis == doctest::Approx(3).epsilon(0.03));
}

TEST_CASE("normal has as many numbers within one, two and three deviations as it should") {
  Rng rng(9);
  constexpr int count = 200000;
  std::array<int, 3> within{};
  for (int k = 0; k < count; ++k) {
    const double size = std::abs(rng.normal());
    for (std::size_t d = 0; d < 3; ++d) within[d] += size < static_cast<double>(d + 1) ? 1 : 0;
  }
  CHECK(within[0] / double(count) == doctest::Approx(0.6827).epsilon(0.005));
  CHECK(within[1] / double(count) == doctest::Approx(0.9545).epsilon(0.002));
  CHECK(within[2] / double(count) == doctest::Approx(0.9973).epsilon(0.001));
}

TEST_CASE("below is even for counts that divide nothing") {
  for (const std::size_t count : {2U, 3U, 7U, 10U, 97U}) {
    Rng rng(count);
    std::vector<int> seen(count, 0);
    for (int k = 0; k < 100000; ++k) ++seen[static_cast<std::size_t>(rng.below(count))];
    const double freedom = static_cast<double>(count - 1);
    CHECK(chi_square(seen) < freedom + 5 * std::sqrt(2 * freedom));
  }
}

TEST_CASE("below has no bias where a mere remainder would have the most") {
  // Of the remainders by 3 * 2^62 those under 2^62 would come up twice as often as others: half of all, not a third.
  constexpr std::uint64_t count = std::uint64_t{3} << 62;
  Rng rng(11);
  int low = 0;
  for (int k = 0; k < 30000; ++k) {
    const std::uint64_t x = rng.below(count);
    REQUIRE(x < count);
    low += x < count / 3 ? 1 : 0;
  }
  CHECK(low == doctest::Approx(10000).epsilon(0.03));
}

TEST_CASE("below one is always zero, and below zero is refused") {
  Rng rng(12);
  for (int k = 0; k < 10; ++k) CHECK(rng.below(1) == 0);
  CHECK_THROWS_WITH_AS(rng.below(0), "Rng::below: the count is 0; expected at least 1", std::invalid_argument);
}

TEST_CASE("a generator goes on from another one's state, and from no other text") {
  Rng rng(42), other(1);
  for (int k = 0; k < 1000; ++k) rng.bits();
  other.set_state(rng.state());
  CHECK(other == rng);
  for (int k = 0; k < 1000; ++k) CHECK(other.bits() == rng.bits());
  const Rng before = other;
  for (const std::string& text : {std::string(), std::string("1 2 3"), rng.state() + " 4", "x" + rng.state()})
    CHECK_THROWS_AS(other.set_state(text), std::invalid_argument);
  CHECK(other == before);
}
