// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include <weft/kernels/tile.hpp>
#include <weft/kernels/vec.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::kernels::Index;
using weft::kernels::panel_width;
using weft::kernels::Vec;

struct Recorder {
  std::vector<std::pair<Index, int>>& tiles;
  template <int Rows> void run(Index row) const { tiles.emplace_back(row, Rows); }
};

/// Whole numbers, so that any order of adding gives the same.
template <class Scalar> void check_accumulate(Index depth) {
  constexpr int rows = 3, columns = 2;
  using V = Vec<Scalar, 16>;
  weft::Rng rng(1);
  const auto whole = [&] { return static_cast<Scalar>(static_cast<int>(rng.below(19)) - 9); };
  std::vector<Scalar> a(static_cast<std::size_t>(rows * depth)),
      b(static_cast<std::size_t>(panel_width<Scalar> * depth));
  for (Scalar& x : a) x = whole();
  for (Scalar& x : b) x = whole();

  V sum[rows][columns];
  for (auto& row : sum)
    for (V& v : row) v = V::broadcast(Scalar(100));
  const Scalar* from[columns] = {b.data(), b.data() + V::lanes};
  weft::kernels::accumulate_tile(sum, a.data(), 1, rows, from, panel_width<Scalar>, depth);  // a is read by columns

  for (Index m = 0; m < rows; ++m)
    for (Index n = 0; n < columns * V::lanes; ++n) {
      Scalar expected = 100, lanes[V::lanes];
      for (Index k = 0; k < depth; ++k)
        expected +=
            a[static_cast<std::size_t>(m + k * rows)] * b[static_cast<std::size_t>(k * panel_width<Scalar> + n)];
      sum[m][n / V::lanes].store(lanes);
      CHECK(lanes[n % V::lanes] == expected);
    }
}

}  // namespace

TEST_CASE("a panel is one cache line wide and padded rounds up to whole panels") {
  static_assert(panel_width<float> == 16 && panel_width<double> == 8);
  static_assert(weft::kernels::padded<float>(0) == 0 && weft::kernels::padded<float>(1) == 16);
  static_assert(weft::kernels::padded<float>(16) == 16 && weft::kernels::padded<float>(17) == 32);
  static_assert(weft::kernels::padded<double>(17) == 24);
}

TEST_CASE("accumulate_tile adds the products of its rows and columns") {
  for (const Index depth : {0, 1, 2, 7}) {
    check_accumulate<float>(depth);
    check_accumulate<double>(depth);
  }
}

TEST_CASE("for_each_tile visits each row once, in full tiles and then in smaller ones") {
  using Tiles = std::vector<std::pair<Index, int>>;
  Tiles tiles;
  weft::kernels::for_each_tile<6>(Recorder{tiles}, 2, 16);
  CHECK(tiles == Tiles{{2, 6}, {8, 6}, {14, 4}});
  tiles.clear();
  weft::kernels::for_each_tile<6>(Recorder{tiles}, 0, 13);
  CHECK(tiles == Tiles{{0, 6}, {6, 6}, {12, 1}});
  for (Index rows = 0; rows < 20; ++rows) {
    tiles.clear();
    weft::kernels::for_each_tile<3>(Recorder{tiles}, 0, rows);
    Index next = 0;
    for (const auto& [first, count] : tiles) {
      CHECK(first == next);
      CHECK((count == 3 || next >= rows / 3 * 3));
      next += count;
    }
    CHECK(next == rows);
  }
}
