// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/tile.hpp>

namespace weft::kernels {

struct ScatterAddKernel {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(const View<const Scalar>& from, const int* const& index,
                                                Scalar* const& to) {
    using V = typename Isa::template Vector<Scalar>;
    constexpr Index ahead = 8;
    for (Index r = 0; r < from.rows; ++r) {
      const Scalar* source = from.data + r * from.row_stride;
      if (index != nullptr && r + ahead < from.rows) fetch(to + index[r + ahead] * from.columns, from.columns);
      Scalar* sum = to + (index != nullptr ? index[r] : 0) * from.columns;
      for (Index k = 0; k < from.columns; k += V::lanes) (V::load(sum + k) + V::load(source + k)).store(sum + k);
    }
  }

 private:
  /// Brings a row that will be added to soon: they are all over a table that is larger than a cache.
  template <class Scalar> [[gnu::always_inline]] static inline void fetch(Scalar* row, Index columns) {
    for (Index k = 0; k < columns; k += panel_width<Scalar>) prefetch(row + k);
  }
};

/// Adds row r of `from` to row index[r] of `to`, in order. Both have from.columns columns, a multiple of panel_width.
/// Valid types: float, double.
template <class Scalar> void scatter_add(const View<const Scalar>& from, const int* index, Scalar* to) {
  eigen_assert(from.columns % panel_width<Scalar> == 0);
  dispatch<ScatterAddKernel>(from, index, to);
}

/// Adds all rows of `from` to `sum`, in order. The number of columns must be a multiple of panel_width.
/// Valid types: float, double.
template <class Scalar> void add_rows(const View<const Scalar>& from, Scalar* sum) {
  scatter_add<Scalar>(from, nullptr, sum);
}

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void scatter_add(const View<const float>&, const int*, float*);
extern template void scatter_add(const View<const double>&, const int*, double*);

}  // namespace weft::kernels
#endif
