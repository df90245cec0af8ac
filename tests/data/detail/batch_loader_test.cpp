// SPDX-License-Identifier: MIT
#include <weft/data/detail/batch_loader.hpp>

#include <doctest/doctest.h>

#include <weft/data/detail/example_order.hpp>

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::Padding;
using weft::detail::BatchLoader;

template <class Inputs> auto loaded(const Dataset<Inputs>& data, std::vector<Index> examples, Padding padding) {
  weft::Batch<weft::detail::PackedFor<Inputs>> batch;
  BatchLoader<Inputs>(padding).load(data, examples, batch);
  return batch;
}

/// Example 1 has padding among its ids, whose target is not read.
const Dataset<IdLists> tagged{IdLists{{5}, {6, 0, 7}, {}}, std::vector<std::vector<int>>{{50}, {60, -1, 70}, {}},
                              std::vector<std::vector<double>>{{1}, {2, 9, 3}, {}}};

}  // namespace

TEST_CASE("targets of steps stand where their steps are packed, with their weights") {
  const auto batch = loaded(tagged, {0, 1, 2}, Padding::masked);
  REQUIRE(batch.targets.count() == 3);
  for (Index r = 0; r < 3; ++r) {
    CHECK(*batch.targets.row(r) == 10 * batch.inputs.ids[static_cast<std::size_t>(r)]);
    CHECK(batch.targets.weight(r) == batch.inputs.ids[static_cast<std::size_t>(r)] - 4);
  }
}

TEST_CASE("where padding is read, steps behind the end of an example have no target") {
  const auto batch = loaded(tagged, {0, 1}, Padding::unmasked);
  REQUIRE(batch.targets.count() == 6);
  Index without = 0;
  for (Index r = 0; r < 6; ++r) {
    const int id = batch.inputs.ids[static_cast<std::size_t>(r)];
    if (!batch.targets.has_target(r)) ++without;
    if (id != 0) CHECK(*batch.targets.row(r) == 10 * id);
  }
  CHECK(without == 2);
}

TEST_CASE("weights of examples are those of their steps") {
  const Dataset data{IdLists{{5, 6}, {7}}, std::vector<std::vector<int>>{{1, 2}, {3}}, std::vector<double>{0.5, 2}};
  const auto batch = loaded(data, {1, 0}, Padding::masked);
  for (Index r = 0; r < 3; ++r) CHECK(batch.targets.weight(r) == (*batch.targets.row(r) < 3 ? 0.5 : 2));
}

TEST_CASE("sequences of different lengths are packed with all their steps, zeros too") {
  weft::SequenceLists<float> lists;
  for (const Index steps : {1, 3, 0}) {
    lists.emplace_back(steps, 2);
    lists.back().setZero();
  }
  lists[1](2, 1) = 4;
  const Dataset data{lists, std::vector<int>{0, 1, 2}};
  const auto batch = loaded(data, {2, 1, 0}, Padding::masked);
  CHECK(batch.inputs.packing.rows() == 4);
  CHECK(batch.inputs.packing.steps() == 3);
  CHECK(batch.inputs.values.row(batch.inputs.packing.row(2, 0))[1] == 4);
  for (Index k = 0; k < 3; ++k) CHECK(*batch.targets.row(k) == 2 - k);
}

TEST_CASE("an order gives every example of its part once") {
  weft::detail::ExampleOrder order(3, 7, 3, weft::everything);
  weft::Rng rng(1);
  order.shuffle(rng);
  CHECK(order.batches() == 3);
  CHECK(order.examples() == 7);
  CHECK(order.batch(2).size() == 1);
  std::vector<Index> all;
  for (Index k = 0; k < 3; ++k) all.insert(all.end(), order.batch(k).begin(), order.batch(k).end());
  CHECK_FALSE(std::is_sorted(all.begin(), all.end()));
  std::sort(all.begin(), all.end());
  CHECK(all == std::vector<Index>{3, 4, 5, 6, 7, 8, 9});
}
