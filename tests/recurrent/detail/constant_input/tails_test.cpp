// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/detail/constant_input/tails.hpp>

namespace {

using weft::Index;

struct Batch {
  weft::Packing packing;
  std::vector<int> index;

  /// A packed batch of the given sequences.
  explicit Batch(const std::vector<std::vector<int>>& sequences) {
    std::vector<Index> lengths;
    for (const auto& sequence : sequences) lengths.push_back(std::ssize(sequence));
    packing.assign(lengths);
    for (Index t = 0; t < packing.steps(); ++t)
      for (Index k = 0; k < packing.active(t); ++k)
        index.push_back(sequences[static_cast<std::size_t>(packing.order(k))][static_cast<std::size_t>(t)]);
  }
};

/// The sequence `tails` holds in row k, its tail behind it.
std::vector<int> joined(const weft::detail::Tails& tails, Index k) {
  std::vector<int> sequence;
  for (Index t = 0; t < tails.packing.length(k); ++t)
    sequence.push_back(tails.index[static_cast<std::size_t>(tails.packing.row(t, k))]);
  sequence.insert(sequence.end(), static_cast<std::size_t>(tails.steps[static_cast<std::size_t>(k)]), tails.row);
  return sequence;
}

}  // namespace

TEST_CASE("tails are what sequences end with in common, and are cut off as far as they go") {
  const std::vector<std::vector<int>> sequences{{1, 2, 0, 0, 0}, {3, 0, 4, 1, 0}, {0, 0, 0, 0, 0}, {5, 6, 7, 8, 9}};
  const Batch batch(sequences);
  weft::detail::Tails tails;
  REQUIRE(tails.find(batch.packing, batch.index));
  CHECK(tails.row == 0);
  CHECK(tails.packing.batch() == 4);
  CHECK(tails.packing.rows() == 2 + 4 + 0 + 5);
  for (Index k = 0; k < 4; ++k) {
    const auto original = static_cast<std::size_t>(batch.packing.order(tails.packing.order(k)));
    CHECK(joined(tails, k) == sequences[original]);
    CHECK(
        (tails.packing.length(k) == 0 || joined(tails, k)[static_cast<std::size_t>(tails.packing.length(k) - 1)] != 0));
  }
}

TEST_CASE("tails may be of any row and of sequences of any length") {
  const std::vector<std::vector<int>> sequences{{1, 7}, {}, {2, 3, 7, 7, 7, 7}, {7}, {1, 2, 3, 4}, {1, 7, 7}};
  const Batch batch(sequences);
  weft::detail::Tails tails;
  REQUIRE(tails.find(batch.packing, batch.index));
  CHECK(tails.row == 7);
  for (Index k = 0; k < 6; ++k)
    CHECK(joined(tails, k) == sequences[static_cast<std::size_t>(batch.packing.order(tails.packing.order(k)))]);
}

TEST_CASE("too few tails, or no rows at all, are not worth a pass of their own") {
  weft::detail::Tails tails;
  const Batch few({{1, 2, 3, 0}, {1, 2, 3, 4}, {5, 6, 7, 8}}), none({{}, {}}), nothing(std::vector<std::vector<int>>{});
  CHECK_FALSE(tails.find(few.packing, few.index));
  CHECK_FALSE(tails.find(none.packing, none.index));
  CHECK_FALSE(tails.find(nothing.packing, nothing.index));
}
