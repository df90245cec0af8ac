// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <weft/random/philox.hpp>

namespace {

using weft::PhiloxCounter;
using weft::RandomNumbers;
using weft::RandomSource;

/// count numbers from a function of k = 0, 1, ...
template <class Draw> std::vector<double> drawn(int count, const Draw& draw) {
  std::vector<double> numbers;
  for (int k = 0; k < count; ++k) numbers.push_back(draw(static_cast<std::uint64_t>(k)));
  return numbers;
}

double mean(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

/// The correlation of two series of uniform numbers; over n independent ones it is normal with deviation 1 / sqrt(n).
double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += (x[k] - 0.5) * (y[k] - 0.5);
  return 12 * sum / static_cast<double>(x.size());
}

/// Pearson's chi-squared over so many equal parts of [0, 1).
double chi_squared(const std::vector<double>& x, std::size_t parts) {
  std::vector<double> counts(parts);
  for (const double v : x) counts[static_cast<std::size_t>(v * static_cast<double>(parts))] += 1;
  const double expected = static_cast<double>(x.size()) / static_cast<double>(parts);
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

constexpr int many = 40'000;
const RandomNumbers numbers(RandomSource{.seed = 1, .step = 2, .layer = 3});

}  // namespace

// Random123's tests/kat_vectors, philox4x32 with 10 rounds.
static_assert(weft::philox4x32({0, 0, 0, 0}, {0, 0}) == PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
static_assert(weft::philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
              PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
static_assert(weft::philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
              PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
// Known when the program is compiled, which also says that nothing undefined is in it.
static_assert(RandomNumbers({.seed = 1}).uniform(2, 3) < 1);

TEST_CASE("Philox gives the words of Random123's known answers") {
  PhiloxCounter pi{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
  CHECK(weft::philox4x32(pi, {0xa4093822, 0x299f31d0}) ==
        PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  CHECK(weft::philox4x32(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822) ==
        weft::philox4x32(pi, {0xa4093822, 0x299f31d0}));
}

TEST_CASE("a number is the word of its position, of the counter and key that the comment tells") {
  const RandomSource source{.seed = 0x0123456789abcdef, .step = 5, .layer = 7};
  const PhiloxCounter mixed = weft::philox4x32({5, 0, 7, 0}, {0x89abcdef, 0x01234567});
  const PhiloxCounter words = weft::philox4x32({2, 0, 11, 0}, {mixed[0], mixed[1]});
  const RandomNumbers given(source);
  for (std::uint64_t k = 0; k < 4; ++k) {
    CHECK(given.uniform(11, 8 + k) == words[k] / 4294967296.0);
    CHECK(given.uniform_block(11, 2)[k] == given.uniform(11, 8 + k));
  }
}

TEST_CASE("numbers are the same on every platform, and those of another implementation") {
  CHECK(numbers.uniform(0, 0) == 2426033021u * 0x1p-32);
  CHECK(numbers.uniform(1'000'000'000'000, 3) == 2878567387u * 0x1p-32);
  CHECK(RandomSource{}.part(2).part(1).layer == 0x7655c78516030ac5);
}

TEST_CASE("numbers fill [0, 1) evenly along positions, examples, steps, layers and seeds") {
  const std::vector<std::vector<double>> all{
      drawn(many, [](std::uint64_t k) { return numbers.uniform(0, k); }),
      drawn(many, [](std::uint64_t k) { return numbers.uniform(k, 0); }),
      drawn(many, [](std::uint64_t k) { return RandomNumbers({.seed = 1, .step = k}).uniform(0, 0); }),
      drawn(many, [](std::uint64_t k) { return RandomNumbers({.seed = 1, .layer = k}).uniform(0, 0); }),
      drawn(many, [](std::uint64_t k) { return RandomNumbers({.seed = k}).uniform(0, 0); })};
  for (const auto& x : all) {
    CHECK(*std::min_element(x.begin(), x.end()) >= 0);
    CHECK(*std::max_element(x.begin(), x.end()) < 1);
    CHECK(std::abs(mean(x) - 0.5) < 4 / std::sqrt(12.0 * many));
    CHECK(chi_squared(x, 100) < 99 + 4 * std::sqrt(2 * 99.0));
    for (const auto& y : all)
      if (&x != &y) CHECK(std::abs(correlation(x, y)) < 4 / std::sqrt(many));
  }
}

TEST_CASE("neighbours along any one argument have nothing to do with each other") {
  const auto at = [](const RandomSource& source, std::uint64_t example) {
    return drawn(many, [&](std::uint64_t k) { return RandomNumbers(source).uniform(example, k); });
  };
  const auto x = at({1, 2, 3}, 4);
  for (const auto& y : {at({2, 2, 3}, 4), at({1, 3, 3}, 4), at({1, 2, 4}, 4), at({1, 2, 3}, 5), at({2, 1, 3}, 4),
                        at({1, 3, 2}, 4), at({1, 2, 4}, 3)})
    CHECK(std::abs(correlation(x, y)) < 4 / std::sqrt(many));
  const auto next = drawn(many, [](std::uint64_t k) { return RandomNumbers({1, 2, 3}).uniform(4, k + 1); });
  CHECK(std::abs(correlation(x, next)) < 4 / std::sqrt(many));
}

TEST_CASE("the parts of a layer, and their parts, have numbers of their own, and keep seed and step") {
  const RandomSource model{.seed = 1, .step = 2};
  std::set<std::uint64_t> layers{model.layer};
  for (std::uint64_t k = 0; k < 30; ++k) {
    layers.insert(model.part(k).layer);
    for (std::uint64_t j = 0; j < 30; ++j) layers.insert(model.part(k).part(j).layer);
  }
  CHECK(layers.size() == 1 + 30 + 30 * 30);
  CHECK(model.part(3).seed == 1);
  CHECK(model.part(3).step == 2);
}
