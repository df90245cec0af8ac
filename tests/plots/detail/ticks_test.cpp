// SPDX-License-Identifier: MIT
#include <weft/plots/detail/ticks.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/random/random.hpp>

namespace {

using weft::detail::Decimal;
using Labels = std::vector<std::string>;

Labels fixed(const std::vector<Decimal>& ticks) {
  Labels labels;
  for (const Decimal& tick : ticks) labels.push_back(weft::detail::fixed_label(tick));
  return labels;
}

}  // namespace

TEST_CASE("a step is the next of 1, 2 and 5 times a power of ten") {
  const auto step = [](double least) { return weft::detail::scientific_label(weft::detail::round_step(least)); };
  CHECK(step(1) == "1e0");
  CHECK(step(1.01) == "2e0");
  CHECK(step(2) == "2e0");
  CHECK(step(3) == "5e0");
  CHECK(step(5.5) == "1e1");
  CHECK(step(0.001) == "1e-3");
  CHECK(step(0.1 + 0.2 - 0.2) == "1e-1");
  CHECK(step(1e-200) == "1e-200");
  CHECK(step(6e199) == "1e200");
}

TEST_CASE("linear ticks cover a range in steps of one size, neither too many nor, where it is wide, too few") {
  weft::Rng rng{1};
  for (int n = 0; n < 2000; ++n) {
    const double low = rng.uniform(-10, 10), size = std::pow(10, rng.uniform(-6, 6)), high = low + size;
    const auto ticks = weft::detail::linear_ticks(low, high, 7, false);
    CAPTURE(low);
    CAPTURE(high);
    CHECK(ticks.size() >= 3);
    CHECK(ticks.size() <= 9);
    CHECK(ticks.front().value() <= low + 1e-5 * size);
    CHECK(ticks.back().value() >= high - 1e-5 * size);
    for (std::size_t k = 1; k < ticks.size(); ++k) {
      CHECK(ticks[k].exponent == ticks[0].exponent);
      CHECK(ticks[k].multiple - ticks[k - 1].multiple == ticks[1].multiple - ticks[0].multiple);
    }
  }
}

TEST_CASE("ticks of decimal fractions are exact") {
  CHECK(fixed(weft::detail::linear_ticks(0.1, 0.3, 4, false)) == Labels{"0.10", "0.15", "0.20", "0.25", "0.30"});
  CHECK(fixed(weft::detail::linear_ticks(0.3, 0.9, 6, false)) ==
        Labels{"0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"});
  CHECK(fixed(weft::detail::linear_ticks(-0.2, 0.2, 4, false)) == Labels{"-0.2", "-0.1", "0.0", "0.1", "0.2"});
  CHECK(fixed(weft::detail::linear_ticks(1, 3, 10, true)) == Labels{"1", "2", "3"});
}

TEST_CASE("logarithmic ticks are powers of ten, with 2 and 5 where these are few, and steps where the range is small") {
  const auto labels = [](double low, double high) { return fixed(weft::detail::logarithmic_ticks(low, high, 7)); };
  CHECK(labels(0.03, 0.7) == Labels{"0.02", "0.05", "0.1", "0.2", "0.5", "1"});
  CHECK(labels(0.001, 100) == Labels{"0.001", "0.01", "0.1", "1", "10", "100"});
  CHECK(labels(1.2, 1.9) == Labels{"1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"});
  CHECK(labels(1, 10) == Labels{"1", "2", "5", "10"});
  CHECK(labels(1e-3, 1e12) == Labels{"0.001", "1", "1000", "1000000", "1000000000", "1000000000000"});
}

TEST_CASE("labels are short: fixed notation, or scientific where that is shorter") {
  const auto labels = [](std::vector<Decimal> ticks) { return weft::detail::tick_labels(ticks); };
  CHECK(labels({{0, -1}, {5, -1}, {10, -1}}) == Labels{"0.0", "0.5", "1.0"});
  CHECK(labels({{-25, 2}, {0, 2}, {25, 2}}) == Labels{"-2500", "0", "2500"});
  CHECK(labels({{0, -6}, {25, -6}, {50, -6}}) == Labels{"0", "2.5e-5", "5e-5"});
  CHECK(labels({{1, 6}, {-15, 5}, {2, 6}}) == Labels{"1e6", "-1.5e6", "2e6"});
  CHECK(labels({{1'000'000'001, 0}, {1'000'000'002, 0}}) == Labels{"1000000001", "1000000002"});
  CHECK(labels({{1, 0}, {1, -5}}) == Labels{"1e0", "1e-5"});
  CHECK(labels({}).empty());
}

TEST_CASE("a decimal's value is the number nearest to it") {
  CHECK(Decimal{3, -1}.value() == 0.3);
  CHECK(Decimal{-7, 3}.value() == -7000);
  CHECK(Decimal{1, -5}.value() == 1e-5);
}
