// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/buffer.hpp>
#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/tile.hpp>

namespace weft::kernels {

enum class Update { overwrite, add };

/// The right factor of a product as a tile reads it: panel p of row k is at data + p * panel_stride + k * row_stride.
template <class Scalar> struct RightFactor {
  const Scalar* data;
  Index rows, columns;
  Index panel_stride, row_stride;

  /// Where the first row has a column; `column` is a multiple of what a vector holds.
  [[nodiscard]] const Scalar* at(Index column) const {
    constexpr Index width = panel_width<Scalar>;
    return data + column / width * panel_stride + column % width;
  }
};

/// A matrix copied into panels (tile.hpp), to be the right factor of many products.
template <class Scalar> struct Panels {
  Buffer<Scalar> data;
  Index rows = 0, columns = 0;

  [[nodiscard]] RightFactor<Scalar> factor() const {
    return {data.data(), rows, columns, rows * panel_width<Scalar>, panel_width<Scalar>};
  }
};

/// Copies b, which may be a transposed view, into panels.
template <class Scalar> void pack(const std::type_identity_t<View<const Scalar>>& b, Panels<Scalar>& panels) {
  constexpr Index width = panel_width<Scalar>;
  panels.rows = b.rows;
  panels.columns = b.columns;
  panels.data.resize(b.rows * padded<Scalar>(b.columns));
  Scalar* to = panels.data.data();
  for (Index first = 0; first < b.columns; first += width) {
    const Index count = (std::min)(width, b.columns - first);
    for (Index row = 0; row < b.rows; ++row, to += width) {
      if (b.column_stride == 1)
        std::copy_n(&b(row, first), count, to);
      else
        for (Index lane = 0; lane < count; ++lane) to[lane] = b(row, first + lane);
      std::fill(to + count, to + width, Scalar(0));
    }
  }
}

/// Whether b can be a right factor where it is: its rows are made of whole panels.
template <class Scalar> bool is_right_factor(const View<Scalar>& b) {
  return b.column_stride == 1 && b.columns % panel_width<std::remove_const_t<Scalar>> == 0;
}

/// Such a b, without a copy.
template <class Scalar> RightFactor<Scalar> in_place(const View<const Scalar>& b) {
  return {b.data, b.rows, b.columns, panel_width<Scalar>, b.row_stride};
}

/// c = a b, or c += a b. Beside row r of c, row r of `ahead` is fetched, which the caller is going to need.
template <class Scalar> struct Product {
  View<const Scalar> a;
  RightFactor<Scalar> b;
  View<Scalar> c;
  Update update;
  View<const Scalar> ahead = {nullptr, 0, 0};
};

/// A product for one group of `Vectors` neighbouring vectors of b's columns.
template <class Isa, int Vectors, class Scalar> struct ProductTile {
  using V = typename Isa::template Vector<Scalar>;
  using Row = V[static_cast<std::size_t>(Vectors)];
  const Product<Scalar>& of;
  Index first_column;

  template <int Rows> [[gnu::always_inline]] inline void run(Index row) const {
    Row sum[static_cast<std::size_t>(Rows)] = {};
    const Scalar* b[static_cast<std::size_t>(Vectors)];
    for (int n = 0; n < Vectors; ++n) b[n] = of.b.at(first_column + n * V::lanes);
    accumulate_tile(sum, of.a.data + row * of.a.row_stride, of.a.row_stride, of.a.column_stride, b, of.b.row_stride,
                    of.b.rows, ahead<Rows>(row));
    store_rows<0>(sum, row, std::min<Index>(Vectors * V::lanes, of.c.columns - first_column));
  }

  /// The rows to fetch beside those of a tile; where there are none, a number of a again and again, which costs less
  /// than to ask each time.
  template <int Rows> [[gnu::always_inline]] [[nodiscard]] inline Ahead ahead(Index row) const {
    if (row >= of.ahead.rows || first_column > 0) return {of.a.data + row * of.a.row_stride, 0};
    const Index bytes = Rows * of.ahead.row_stride * static_cast<Index>(sizeof(Scalar));
    return {&of.ahead(row, 0), bytes / std::max<Index>(of.b.rows, 1)};
  }

  /// Recursion over a constant, so that the sums stay in registers.
  template <int M, std::size_t Rows>
  [[gnu::always_inline]] inline void store_rows(const Row (&sum)[Rows], Index row, Index columns) const {
    if constexpr (M < static_cast<int>(Rows)) {
      if (columns == Vectors * V::lanes)
        store_row(sum[M], &of.c(row + M, first_column));
      else
        store_part(sum[M], &of.c(row + M, first_column), columns);
      store_rows<M + 1>(sum, row, columns);
    }
  }

  [[gnu::always_inline]] inline void store_row(const Row& sum, Scalar* to) const {
#pragma GCC unroll 8
    for (int n = 0; n < Vectors; ++n) {
      Scalar* const part = to + n * V::lanes;
      (of.update == Update::add ? V::load(part) + sum[n] : sum[n]).store(part);
    }
  }
  [[gnu::always_inline]] inline void store_part(const Row& sum, Scalar* to, Index columns) const {
    alignas(64) Scalar whole[static_cast<std::size_t>(Vectors * V::lanes)];
    for (int n = 0; n < Vectors; ++n) sum[n].store(whole + n * V::lanes);
    for (Index k = 0; k < columns; ++k) to[k] = of.update == Update::add ? to[k] + whole[k] : whole[k];
  }
};

struct ProductKernel {
  template <class Isa, class Scalar> [[gnu::always_inline]] static inline void run(const Product<Scalar>& product) {
    column_groups<Isa, Isa::product_vectors>(product, 0);
  }

 private:
  /// As many full groups as there are, then the panels that are left one by one: tiles of every width between would be
  /// twice the code.
  template <class Isa, int Vectors, class Scalar>
  [[gnu::always_inline]] static inline void column_groups(const Product<Scalar>& product, Index column) {
    constexpr Index width = Vectors * Isa::bytes / static_cast<Index>(sizeof(Scalar));
    for (; column + width <= padded<Scalar>(product.c.columns); column += width)
      for_each_tile<Isa::product_rows>(ProductTile<Isa, Vectors, Scalar>{product, column}, 0, product.a.rows);
    if constexpr (width > panel_width<Scalar>) {
      if (column < product.c.columns) column_groups<Isa, 64 / Isa::bytes>(product, column);
    }
  }
};

/// c = a b or c += a b, [m x n] = [m x k] [k x n]; a may be a transposed view, rows of c are contiguous. Every element
/// adds its k terms in order, so it does not depend on m, n or the width of a vector. `ahead` as in Product.
/// Valid types: float, double.
template <class Scalar>
void product(const std::type_identity_t<View<const Scalar>>& a, const RightFactor<Scalar>& b, const View<Scalar>& c,
             Update update, const std::type_identity_t<View<const Scalar>>& ahead = {nullptr, 0, 0}) {
  eigen_assert(a.columns == b.rows && a.rows == c.rows && b.columns == c.columns && c.column_stride == 1);
  dispatch<ProductKernel>(Product<Scalar>{a, b, c, update, ahead});
}
template <class Scalar>
void product(const std::type_identity_t<View<const Scalar>>& a, const Panels<Scalar>& b, const View<Scalar>& c,
             Update update, const std::type_identity_t<View<const Scalar>>& ahead = {nullptr, 0, 0}) {
  product(a, b.factor(), c, update, ahead);
}

/// How many rows of b a product takes at once: 256 rows of 256 float columns are 256 KiB, a second-level cache.
inline constexpr Index product_depth = 256;

/// The same for any b, part by part, so that a part stays in the cache while it is used. A part that is no right factor
/// where it is, is packed into `panels`.
template <class Scalar>
void product(const std::type_identity_t<View<const Scalar>>& a, const std::type_identity_t<View<const Scalar>>& b,
             const View<Scalar>& c, Update update, Panels<Scalar>& panels) {
  for (Index k = 0; k < std::max<Index>(b.rows, 1); k += product_depth) {
    const Index count = (std::min)(product_depth, b.rows - k);
    const View<const Scalar> part(b.data + k * b.row_stride, count, b.columns, b.row_stride, b.column_stride);
    if (!is_right_factor(part)) pack(part, panels);
    product({a.data + k * a.column_stride, a.rows, count, a.row_stride, a.column_stride},
            is_right_factor(part) ? in_place<Scalar>(part) : panels.factor(), c, k == 0 ? update : Update::add);
  }
}

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void product<float>(const View<const float>&, const RightFactor<float>&, const View<float>&, Update,
                                    const View<const float>&);
extern template void product<double>(const View<const double>&, const RightFactor<double>&, const View<double>&, Update,
                                     const View<const double>&);

}  // namespace weft::kernels
#endif
