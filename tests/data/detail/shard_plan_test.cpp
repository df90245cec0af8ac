// SPDX-License-Identifier: MIT
#include <weft/data/detail/shard_plan.hpp>

#include <doctest/doctest.h>

#include <set>

#include <weft/data/detail/example_order.hpp>
#include <weft/data/detail/pack_examples.hpp>

namespace {

using weft::IdLists;
using weft::Index;
using weft::Padding;
using weft::detail::IdPacker;
using weft::detail::Shard;
using weft::detail::ShardPlan;

IdLists lists_of(const std::vector<Index>& lengths) {
  IdLists lists;
  for (const Index length : lengths) lists.emplace_back(static_cast<std::size_t>(length), 1);
  return lists;
}

std::vector<Index> all_of(const IdLists& lists) {
  std::vector<Index> all(lists.size());
  std::iota(all.begin(), all.end(), Index{0});
  return all;
}

ShardPlan plan_of(const IdLists& lists, Padding padding = Padding::masked) {
  ShardPlan plan;
  plan.add(IdPacker(padding), lists, all_of(lists));
  return plan;
}

Index steps_in(const IdLists& lists, const Shard& shard) {
  Index steps = 0;
  for (const Index example : shard.examples) steps += std::ssize(lists[static_cast<std::size_t>(example)]);
  return steps;
}

std::vector<Index> random_lengths(Index count, Index most, weft::Rng& rng) {
  std::vector<Index> lengths;
  for (Index k = 0; k < count; ++k)
    lengths.push_back(static_cast<Index>(rng.below(static_cast<std::uint64_t>(most + 1))));
  return lengths;
}

}  // namespace

TEST_CASE("the shards of a batch have each of its examples once, in its order") {
  weft::Rng rng(1);
  for (const Index count : {1, 2, 15, 16, 17, 33, 64, 200})
    for (const Index most : {0, 1, 50, 500}) {
      const IdLists lists = lists_of(random_lengths(count, most, rng));
      const ShardPlan plan = plan_of(lists);
      std::multiset<Index> seen;
      for (Index k = 0; k < plan.count(); ++k) {
        const Shard shard = plan.shard(k);
        CHECK_FALSE(shard.examples.empty());
        CHECK(std::is_sorted(shard.places.begin(), shard.places.end()));
        CHECK(std::equal(shard.places.begin(), shard.places.end(), shard.examples.begin(), shard.examples.end()));
        seen.insert(shard.examples.begin(), shard.examples.end());
      }
      const auto all = all_of(lists);
      CHECK(seen == std::multiset<Index>(all.begin(), all.end()));
    }
}

TEST_CASE("there is a shard for 16 examples and for 512 steps, whichever are fewer, rounded up, and at least one") {
  const auto shards = [](Index examples, Index steps) {
    weft::SequenceLists<float> lists(static_cast<std::size_t>(examples), weft::Tensor<float, 2>(steps, 1));
    std::vector<Index> all(lists.size());
    std::iota(all.begin(), all.end(), Index{0});
    ShardPlan plan;
    plan.add(weft::detail::SequencePacker<float>(Padding::masked), lists, all);
    return plan.count();
  };
  CHECK(shards(64, 100) == 4);
  CHECK(shards(65, 100) == 5);
  CHECK(shards(256, 100) == 16);
  CHECK(shards(256, 2) == 1);
  CHECK(shards(257, 2) == 2);
  CHECK(shards(16, 5000) == 1);
  CHECK(shards(40, 0) == 1);
}

TEST_CASE("of token ids there are two shards, or one for 32 examples") {
  const auto shards = [](Index examples, Index steps) {
    return plan_of(lists_of(std::vector<Index>(static_cast<std::size_t>(examples), steps))).count();
  };
  CHECK(shards(16, 100) == 1);
  CHECK(shards(17, 100) == 2);
  CHECK(shards(32, 100) == 2);
  CHECK(shards(64, 100) == 2);
  CHECK(shards(65, 100) == 3);
  CHECK(shards(256, 100) == 8);
  CHECK(shards(32, 10) == 1);
}

TEST_CASE("a batch of equally long examples is cut into equal shards of neighbours") {
  const IdLists lists = lists_of(std::vector<Index>(64, 100));
  const ShardPlan plan = plan_of(lists);
  for (Index k = 0; k < 2; ++k) {
    CHECK(plan.shard(k).examples.size() == 32);
    CHECK(plan.shard(k).examples.front() == 32 * k);
  }
}

TEST_CASE("shards are neighbours in the order of length and have about as many steps") {
  weft::Rng rng(2);
  for (const Index count : {32, 64, 250}) {
    const IdLists lists = lists_of(random_lengths(count, 400, rng));
    const ShardPlan plan = plan_of(lists);
    Index shortest_before = 400, all = 0;
    for (const auto& list : lists) all += std::ssize(list);
    for (Index k = 0; k < plan.count(); ++k) {
      const Shard shard = plan.shard(k);
      Index shortest = 400, longest = 0;
      for (const Index example : shard.examples) {
        shortest = std::min(shortest, std::ssize(lists[static_cast<std::size_t>(example)]));
        longest = std::max(longest, std::ssize(lists[static_cast<std::size_t>(example)]));
      }
      CHECK(longest <= shortest_before);
      shortest_before = shortest;
      CHECK(std::abs(steps_in(lists, shard) - all / plan.count()) <= 400);
    }
  }
}

TEST_CASE("where padding is read, a shard is read as far as its batch, and cut by the steps before the padding") {
  IdLists lists = lists_of(std::vector<Index>(32, 10));
  for (auto& ids : lists) ids.resize(100, 0);
  lists[5].assign(400, 1);
  const ShardPlan unmasked = plan_of(lists, Padding::unmasked), masked = plan_of(lists);
  CHECK(masked.count() == 2);
  CHECK(masked.shard(0).examples.size() == 1);
  CHECK(unmasked.count() == 2);
  CHECK(unmasked.shard(0).examples.size() == 14);  // of which 13 have 110 steps to compute, and one has 500
  for (Index k = 0; k < 2; ++k) CHECK(unmasked.shard(k).as_far_as == 400);
}

TEST_CASE("batches stand one after another in a plan, each cut as if it were alone") {
  weft::Rng rng(3);
  const IdLists lists = lists_of(random_lengths(100, 300, rng));
  const auto all = all_of(lists);
  const std::span<const Index> first = std::span(all).first(40), second = std::span(all).last(60);
  ShardPlan both, alone;
  both.add(IdPacker(Padding::masked), lists, first);
  const Index of_first = both.count();
  both.add(IdPacker(Padding::masked), lists, second);
  alone.add(IdPacker(Padding::masked), lists, second);
  CHECK(both.count() == of_first + alone.count());
  for (Index k = 0; k < alone.count(); ++k) {
    const Shard a = both.shard(of_first + k), b = alone.shard(k);
    CHECK(std::vector(a.examples.begin(), a.examples.end()) == std::vector(b.examples.begin(), b.examples.end()));
    CHECK(std::vector(a.places.begin(), a.places.end()) == std::vector(b.places.begin(), b.places.end()));
    CHECK(a.as_far_as == b.as_far_as);
  }
}

TEST_CASE("plans of some batches each go over all examples in their order") {
  weft::Rng rng(4);
  const IdLists lists = lists_of(std::vector<Index>(3000, 60));
  ShardPlan memory;
  Index plans = 0, next = 0;
  weft::detail::for_each_plan(memory, IdPacker(Padding::masked), lists, weft::detail::ExampleOrder(0, 3000, 32, 1),
                              [&](const ShardPlan& plan) {
                                ++plans;
                                CHECK(plan.count() <= 66);
                                for (Index k = 0; k < plan.count(); ++k)
                                  for (const Index example : plan.shard(k).examples) CHECK(example == next++);
                              });
  CHECK(next == 3000);
  CHECK(plans > 1);
}
