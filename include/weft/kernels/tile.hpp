// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>
#include <weft/kernels/half.hpp>
#include <weft/kernels/view.hpp>

namespace weft::kernels {

/// Columns of a matrix are kept in panels of one cache line: [columns / panel_width][rows][panel_width], the last one
/// padded with zeros. Every instruction set reads this layout, so it does not depend on where the program runs.
template <class Scalar> inline constexpr Index panel_width = 64 / static_cast<Index>(sizeof(Scalar));

template <class Scalar> constexpr Index padded(Index columns) {
  return (columns + panel_width<Scalar> - 1) / panel_width<Scalar> * panel_width<Scalar>;
}

/// Asks for the cache line at p, if the compiler can.
[[gnu::always_inline]] inline void prefetch([[maybe_unused]] const void* p) {
#if defined(__GNUC__)
  __builtin_prefetch(p);
#endif
}

/// Memory to fetch while a sum is computed, so many bytes with every term: in one burst it would get in the way of what
/// the sum itself needs.
struct Ahead {
  const void* data;
  Index bytes;

  [[gnu::always_inline]] inline void fetch() {
    prefetch(data);
    data = static_cast<const char*>(data) + bytes;
  }
};
struct NothingAhead {
  [[gnu::always_inline]] inline void fetch() {}
};

/// Which vectors of a row of sums take part: of every `Of` vectors, `Count` from `First` on.
template <int Of, int First, int Count> struct Window {
  static constexpr int at(int n) { return n / Count * Of + First + n % Count; }
};
struct WholeRow {
  static constexpr int at(int n) { return n; }
};

/// sum[m][n] += a[m, :] b[:, n] over `depth` terms, in order: Rows x Columns vectors that stay in registers.
/// Element (m, k) of a is a[m * row_stride + k * column_stride]; vector n of row k of b is at b[n] + k * b_stride, and
/// belongs to the n-th vector of the window into a row of sums.
template <class Columns = WholeRow, std::size_t Rows, std::size_t Vectors, std::size_t Used, class V, class Weight,
          class Fetch = NothingAhead>
[[gnu::always_inline]] inline void accumulate_tile(V (&sum)[Rows][Vectors], const typename V::Scalar* a,
                                                   Index row_stride, Index column_stride,
                                                   const Weight* const (&b)[Used], Index b_stride, Index depth,
                                                   Fetch ahead = {}) {
  constexpr int rows = static_cast<int>(Rows), used = static_cast<int>(Used);
  for (Index k = 0; k < depth; ++k) {
    ahead.fetch();
    V u[Used];
#pragma GCC unroll 8
    for (int n = 0; n < used; ++n) u[n] = V::load(b[n] + k * b_stride);
#pragma GCC unroll 8
    for (int m = 0; m < rows; ++m) {
      const V x = V::load_broadcast(a + m * row_stride + k * column_stride);
#pragma GCC unroll 8
      for (int n = 0; n < used; ++n) sum[m][Columns::at(n)] = multiply_add(x, u[n], sum[m][Columns::at(n)]);
    }
  }
}

/// The same where two rows of b are stored together.
template <class Columns = WholeRow, std::size_t Rows, std::size_t Vectors, std::size_t Used, class V>
[[gnu::always_inline]] inline void accumulate_tile(V (&sum)[Rows][Vectors], const float* a, Index row_stride,
                                                   Index column_stride, const bfloat16* const (&b)[Used],
                                                   Index b_stride, Index depth) {
  constexpr int rows = static_cast<int>(Rows), used = static_cast<int>(Used);
  Index k = 0;
  for (; k + 2 <= depth; k += 2) {
#pragma GCC unroll 8
    for (int m = 0; m < rows; ++m) {
      const V x = V::load_broadcast(a + m * row_stride + k * column_stride);
      const V y = V::load_broadcast(a + m * row_stride + (k + 1) * column_stride);
#pragma GCC unroll 8
      for (int n = 0; n < used; ++n) {
        const auto pair = V::load_pairs(b[n] + k / 2 * b_stride);
        V& z = sum[m][Columns::at(n)];
        z = multiply_add(y, pair.second, multiply_add(x, pair.first, z));
      }
    }
  }
  if (k == depth) return;
#pragma GCC unroll 8
  for (int m = 0; m < rows; ++m) {
    const V x = V::load_broadcast(a + m * row_stride + k * column_stride);
#pragma GCC unroll 8
    for (int n = 0; n < used; ++n) {
      V& z = sum[m][Columns::at(n)];
      z = multiply_add(x, V::load_pairs(b[n] + k / 2 * b_stride).first, z);
    }
  }
}

/// Calls tile.run<Rows>(first_row) over `rows` rows from `first`: full tiles, then smaller ones, down to one row. There
/// are tiles of few sizes, because each size is code of its own.
template <int Rows, class Tile>
[[gnu::always_inline]] inline void for_each_tile(const Tile& tile, Index first, Index rows) {
  for (; rows >= Rows; first += Rows, rows -= Rows) tile.template run<Rows>(first);
  if constexpr (Rows > 1) {
    if (rows > 0) for_each_tile<(Rows > 4 ? 4 : Rows / 2)>(tile, first, rows);
  }
}

}  // namespace weft::kernels
