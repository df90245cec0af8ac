// SPDX-License-Identifier: MIT
#include <weft/data/detail/example_order.hpp>

#include <doctest/doctest.h>

using weft::Index;
using weft::detail::ExampleOrder;

namespace {

std::vector<Index> all_of(const ExampleOrder& order) {
  std::vector<Index> all;
  for (Index k = 0; k < order.batches(); ++k) all.insert(all.end(), order.batch(k).begin(), order.batch(k).end());
  return all;
}

}  // namespace

TEST_CASE("an order gives every example of its part once, and the last batch is smaller") {
  ExampleOrder order(3, 7, 3, weft::everything);
  CHECK(order.first() == 3);
  CHECK(order.examples() == 7);
  CHECK(order.batches() == 3);
  CHECK(order.batch(2).size() == 1);
  CHECK(all_of(order) == std::vector<Index>{3, 4, 5, 6, 7, 8, 9});
  weft::Rng rng(1);
  order.shuffle(rng);
  std::vector<Index> shuffled = all_of(order);
  CHECK_FALSE(std::is_sorted(shuffled.begin(), shuffled.end()));
  std::sort(shuffled.begin(), shuffled.end());
  CHECK(shuffled == std::vector<Index>{3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("one batch may have everything, and a buffer of 1 keeps the order") {
  ExampleOrder order(0, 5, weft::everything, 1);
  weft::Rng rng(1);
  order.shuffle(rng);
  CHECK(order.batches() == 1);
  CHECK(all_of(order) == std::vector<Index>{0, 1, 2, 3, 4});
}

TEST_CASE("batches and buffers of nothing are refused") {
  CHECK_THROWS_WITH_AS(ExampleOrder(0, 5, 0, 1), "batches: batch_size is 0; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(ExampleOrder(0, 5, 1, 0), "batches: shuffle_buffer is 0; expected at least 1",
                       std::invalid_argument);
}
