// SPDX-License-Identifier: MIT
#include <weft/data/detail/batch_grouping.hpp>

#include <doctest/doctest.h>

namespace {

using weft::Index;
using weft::detail::BatchGrouping;
using weft::detail::BatchGroups;
using Batches = std::vector<std::vector<Index>>;

/// The batches of examples 0, 1, ... of these lengths.
Batches grouped(const BatchGrouping& grouping, const std::vector<Index>& lengths, Index first = 0) {
  std::vector<Index> examples(lengths.size());
  for (std::size_t k = 0; k < examples.size(); ++k) examples[k] = first + static_cast<Index>(k);
  std::vector<std::size_t> ends;
  BatchGroups(grouping).group(examples, lengths, first, ends);
  Batches batches;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    batches.emplace_back(examples.begin() + static_cast<std::ptrdiff_t>(begin),
                         examples.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return batches;
}

}  // namespace

TEST_CASE("a bucket gives a batch when it is full, and what is left over in the end, the shortest first") {
  const BatchGrouping grouping{.batch_size = 2, .bucket_boundaries = {3, 5}};
  CHECK(grouped(grouping, {9, 1, 3, 2, 4, 7, 5, 0}) == Batches{{1, 3}, {2, 4}, {0, 5}, {7}, {6}});
}

TEST_CASE("a batch ends before it would have too many steps, and a longer example is one by itself") {
  CHECK(grouped({.batch_size = 10, .tokens_per_batch = 6}, {3, 3, 1, 9, 2, 2, 2, 0}) ==
        Batches{{0, 1}, {2}, {3}, {4, 5, 6, 7}});
  CHECK(grouped({.batch_size = 2, .tokens_per_batch = 6}, {1, 1, 1}) == Batches{{0, 1}, {2}});
}

TEST_CASE("where padding is read, its steps count") {
  const BatchGrouping grouping{.batch_size = 10, .tokens_per_batch = 6, .reads_padding = true};
  CHECK(grouped(grouping, {3, 1, 1, 2, 2, 2, 1}) == Batches{{0, 1}, {2, 3, 4}, {5, 6}});
}

TEST_CASE("examples may begin with another number than 0") {
  CHECK(grouped({.batch_size = 2, .bucket_boundaries = {3}}, {4, 1, 4}, 10) == Batches{{10, 12}, {11}});
}

TEST_CASE("a grouping is asked for by boundaries or by a budget") {
  CHECK_FALSE(BatchGrouping{}.depends_on_lengths());
  CHECK(BatchGrouping{.bucket_boundaries = {4}}.depends_on_lengths());
  CHECK(BatchGrouping{.tokens_per_batch = 9}.depends_on_lengths());
}

TEST_CASE("boundaries that do not grow and budgets of nothing are refused") {
  CHECK_THROWS_WITH_AS((BatchGrouping{.bucket_boundaries = {5, 5}}.validate("fit")),
                       "fit: bucket_boundaries has 5 behind 5; expected lengths that grow, from 1 on",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((BatchGrouping{.bucket_boundaries = {0}}.validate("fit")),
                       "fit: bucket_boundaries has 0 behind 0; expected lengths that grow, from 1 on",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((BatchGrouping{.tokens_per_batch = 0}.validate("batches")),
                       "batches: tokens_per_batch is 0; expected at least 1", std::invalid_argument);
}
