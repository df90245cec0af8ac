// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>

#include <weft/data/batches.hpp>

#include "../allocations.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Dataset;
using weft::IdLists;
using weft::Index;

/// Example k has k + 1 ids, all k + 1, and label k % 2.
Dataset<IdLists> numbered(int count) {
  IdLists lists;
  std::vector<int> labels;
  for (int k = 0; k < count; ++k) {
    lists.emplace_back(static_cast<std::size_t>(k + 1), k + 1);
    labels.push_back(k % 2);
  }
  return {lists, labels};
}

/// Whether each row of the batch has the ids and the label of the example it says it is.
bool rows_match(const weft::Batch<weft::Tokens>& batch) {
  bool match = batch.targets.count() == batch.inputs.packing.batch();
  for (Index k = 0; k < batch.inputs.packing.batch(); ++k) {
    const Index row = batch.inputs.packing.order(k), example = batch.examples[static_cast<std::size_t>(row)];
    match = match && batch.inputs.packing.length(k) == example + 1;
    match = match && batch.inputs.ids[static_cast<std::size_t>(k)] == example + 1;
    match = match && weft::detail::is_exactly(*batch.targets.row(row), static_cast<double>(example % 2));
  }
  return match;
}

std::vector<Index> examples_of(weft::Batches<IdLists>& range) {
  std::vector<Index> examples;
  for (const auto& batch : range) examples.insert(examples.end(), batch.examples.begin(), batch.examples.end());
  return examples;
}

}  // namespace

// What refers to something else is not given by, or made of, what is about to go.
static_assert(!std::is_constructible_v<weft::Batches<weft::IdLists>, weft::Dataset<weft::IdLists>, weft::BatchOptions>);
template <class B>
concept HasRestAndBegin = requires(B&& batches) {
  std::forward<B>(batches).after(1);
  std::forward<B>(batches).begin();
};
static_assert(HasRestAndBegin<weft::Batches<weft::IdLists>&> && !HasRestAndBegin<weft::Batches<weft::IdLists>>);

TEST_CASE("everything is one batch, however much that is") {
  const weft::Dataset<weft::IdLists> data{{{1}, {2, 3}, {4}}, std::vector<int>{0, 1, 0}};
  weft::Batches<weft::IdLists> all(data, {.batch_size = weft::everything, .shuffle_buffer = 1});
  CHECK(all.count() == 1);
  weft::Index count = 0;
  for (const auto& batch : all) {
    CHECK(batch.inputs.packing.batch() == 3);
    ++count;
  }
  CHECK(count == 1);
}

TEST_CASE("batches give every example once, with its target, and the last batch is smaller") {
  const auto data = numbered(10);
  weft::Rng rng(1);
  for (const Index buffer : {Index{1}, Index{3}, weft::everything}) {
    std::multiset<Index> seen;
    std::vector<Index> sizes;
    for (const auto& batch : weft::batches(data, {.batch_size = 4, .shuffle_buffer = buffer}, rng)) {
      CHECK(rows_match(batch));
      seen.insert(batch.examples.begin(), batch.examples.end());
      sizes.push_back(std::ssize(batch.examples));
    }
    CHECK(sizes == std::vector<Index>{4, 4, 2});
    CHECK(seen == std::multiset<Index>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  }
}

TEST_CASE("batches without a generator come in the data set's own order") {
  const auto data = numbered(5);
  auto range = weft::batches(data, {.batch_size = 2});
  CHECK(examples_of(range) == std::vector<Index>{0, 1, 2, 3, 4});
}

TEST_CASE("shuffle draws a new order for each pass, the same for the same seed") {
  const auto data = numbered(60);
  weft::Batches<IdLists> range(data, {.batch_size = 1}), same(data, {.batch_size = 1});
  weft::Rng rng(2), same_rng(2);
  range.shuffle(rng);
  const auto first = examples_of(range);
  CHECK(examples_of(range) == first);
  range.shuffle(rng);
  const auto second = examples_of(range);
  CHECK(first != second);
  same.shuffle(same_rng);
  CHECK(examples_of(same) == first);
  same.shuffle(same_rng);
  CHECK(examples_of(same) == second);
}

TEST_CASE("count is the number of batches") {
  const auto data = numbered(10);
  CHECK(weft::batches(data, {.batch_size = 1}).count() == 10);
  CHECK(weft::batches(data, {.batch_size = 5}).count() == 2);
  CHECK(weft::batches(data, {.batch_size = 6}).count() == 2);
  CHECK(weft::batches(data, {.batch_size = 1000}).count() == 1);
}

TEST_CASE("a batch may be one example, and an example may be empty") {
  const Dataset<IdLists> data{{{}, {5, 5}}, std::vector<int>{1, 0}};
  std::vector<Index> rows;
  for (const auto& batch : weft::batches(data, {.batch_size = 1})) {
    CHECK(batch.inputs.packing.batch() == 1);
    rows.push_back(batch.inputs.packing.rows());
  }
  CHECK(rows == std::vector<Index>{0, 2});
}

TEST_CASE("padding is each batch's own") {
  const auto data = numbered(4);
  std::vector<Index> rows;
  for (const auto& batch : weft::batches(data, {.batch_size = 2, .padding = weft::Padding::unmasked}))
    rows.push_back(batch.inputs.packing.rows());
  CHECK(rows == std::vector<Index>{4, 8});
}

TEST_CASE("several targets an example stay together") {
  weft::Tensor<float, 2> labels(3, 2);
  labels.setValues({{0, 1}, {1, 1}, {1, 0}});
  const Dataset<IdLists> data{{{1}, {1, 1}, {1, 1, 1}}, labels};
  for (const auto& batch : weft::batches(data, {})) {
    CHECK(batch.targets.values(0, 0) == 0);
    CHECK(batch.targets.values(0, 1) == 1);
    CHECK(batch.targets.values(2, 0) == 1);
    CHECK(batch.targets.values(2, 1) == 0);
  }
}

TEST_CASE("batches of numbers keep inputs and targets together") {
  const auto data = weft::testing::small_signals(7, 3, 2, 3);
  weft::Rng rng(3);
  for (const auto& batch : weft::batches(data, {.batch_size = 3}, rng))
    for (std::size_t row = 0; row < batch.examples.size(); ++row) {
      const auto at = static_cast<Index>(row);
      CHECK(batch.targets.values(at, 0) == *data.targets.row(batch.examples[row]));
      CHECK(batch.inputs.row(batch.inputs.packing.row(0, at))[1] == data.inputs(batch.examples[row], 0, 1));
    }
}

TEST_CASE("a second pass over batches of one size allocates nothing") {
  if (!weft::testing::allocations_are_counted()) return;
  const auto data = numbered(12);
  auto range = weft::batches(data, {.batch_size = 4});
  Index rows = 0;
  const auto pass = [&] {
    for (const auto& batch : range) rows += batch.inputs.packing.rows();
  };
  pass();
  const long before = weft::testing::allocation_count();
  pass();
  CHECK(weft::testing::allocation_count() == before);
  CHECK(rows == 2 * 78);
}

TEST_CASE("batches refuse options that are not positive and data that is not in order") {
  const auto data = numbered(3);
  CHECK_THROWS_WITH_AS(weft::batches(data, {.batch_size = 0}), "batches: batch_size is 0; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::batches(data, {.shuffle_buffer = 0}), "batches: shuffle_buffer is 0; expected at least 1",
                       std::invalid_argument);
  const Dataset<IdLists> empty, wrong{{{1}}, std::vector<int>{7, 7}};
  CHECK_THROWS_WITH_AS(weft::batches(empty, {}), "Dataset: it is empty; expected at least one example",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::batches(wrong, {}), "Dataset: 2 targets for 1 examples", std::invalid_argument);
}

TEST_CASE("after leaves out the batches that are done, and no others") {
  const auto data = weft::testing::small_task(10, 1);
  weft::Rng rng(1);
  auto range = weft::batches(data, {.batch_size = 3}, rng);
  const auto all = examples_of(range);
  for (Index done = 0; done <= range.count(); ++done) {
    std::vector<Index> examples(all.begin(), all.begin() + std::min<Index>(3 * done, 10));
    for (const auto& batch : range.after(done))
      examples.insert(examples.end(), batch.examples.begin(), batch.examples.end());
    CHECK(examples == all);
  }
  CHECK_THROWS_WITH_AS(range.after(5), "batches: 5 batches are done; expected 0 to 4", std::invalid_argument);
  CHECK_THROWS_WITH_AS(range.after(-1), "batches: -1 batches are done; expected 0 to 4", std::invalid_argument);
}
