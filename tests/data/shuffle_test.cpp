// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <numeric>

#include <weft/data/shuffle.hpp>

namespace {

using weft::Index;
using Order = std::vector<Index>;

Order shuffled(Index count, Index buffer, weft::Rng& rng) {
  Order order{-1, -1};  // what was there does not matter
  weft::shuffle_order(count, buffer, rng, order);
  return order;
}

Order in_order(Index count) {
  Order order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), Index{0});
  return order;
}

bool is_permutation(Order order, Index count) {
  std::sort(order.begin(), order.end());
  return order == in_order(count);
}

/// Pearson's statistic for orders that should be equally likely: about its degrees of freedom.
double chi_square(const std::map<Order, int>& seen, int draws) {
  const double expected = draws / static_cast<double>(seen.size());
  double sum = 0;
  for (const auto& [order, times] : seen) sum += (times - expected) * (times - expected) / expected;
  return sum;
}

/// Draws the order many times: how many there are, and how evenly they come.
void check_even(Index count, Index buffer, std::size_t orders) {
  weft::Rng rng(1);
  std::map<Order, int> seen;
  constexpr int draws = 48000;
  for (int k = 0; k < draws; ++k) ++seen[shuffled(count, buffer, rng)];
  const double freedom = static_cast<double>(orders - 1);
  CHECK(seen.size() == orders);
  CHECK(chi_square(seen, draws) < freedom + 5 * std::sqrt(2 * freedom));
}

}  // namespace

TEST_CASE("a buffer of 1 keeps the order and draws no random number") {
  weft::Rng rng(2), before = rng;
  CHECK(shuffled(50, 1, rng) == in_order(50));
  CHECK(rng == before);
}

TEST_CASE("whatever the buffer, every example comes once") {
  weft::Rng rng(3);
  for (const Index count : {0, 1, 2, 10, 101})
    for (const Index buffer : {Index{1}, Index{2}, Index{9}, Index{100}, Index{101}, weft::everything}) {
      INFO(count, " examples, buffer ", buffer);
      CHECK(is_permutation(shuffled(count, buffer, rng), count));
    }
}

TEST_CASE("an example at position p never comes before position p - buffer + 1") {
  weft::Rng rng(4);
  for (const Index buffer : {2, 5, 30}) {
    Index earliest = 0;
    for (int round = 0; round < 50; ++round) {
      const Order order = shuffled(100, buffer, rng);
      for (Index position = 0; position < 100; ++position)
        earliest = std::max(earliest, order[static_cast<std::size_t>(position)] - position);
    }
    CHECK(earliest == buffer - 1);
  }
}

TEST_CASE("an example may stay in a small buffer to the end") {
  weft::Rng rng(5);
  Index latest = 0;
  for (int round = 0; round < 5000; ++round) {
    const Order order = shuffled(10, 2, rng);
    latest = std::max(latest, static_cast<Index>(std::find(order.begin(), order.end(), 0) - order.begin()));
  }
  CHECK(latest == 9);
}

TEST_CASE("every draw gives another order, and the same seed the same ones") {
  weft::Rng rng(6), same(6);
  const Order first = shuffled(100, weft::everything, rng), second = shuffled(100, weft::everything, rng);
  CHECK(first != second);
  CHECK(first != in_order(100));
  CHECK(shuffled(100, weft::everything, same) == first);
  CHECK(shuffled(100, weft::everything, same) == second);
}

TEST_CASE("a buffer as large as the data makes every order equally likely") {
  check_even(4, 4, 24);
  check_even(4, weft::everything, 24);
}

TEST_CASE("a smaller buffer gives the orders tf.data gives, each as often") {
  // At each place either of two is drawn, and the last one follows: 2 ^ (count - 1) orders.
  check_even(3, 2, 4);
  check_even(5, 2, 16);
  check_even(4, 3, 18);  // 3 * 3 * 2 * 1
}

TEST_CASE("a buffer must hold something") {
  weft::Rng rng(7);
  CHECK_THROWS_WITH_AS(shuffled(3, 0, rng), "shuffle: the buffer is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_AS(shuffled(3, -1, rng), std::invalid_argument);
}
