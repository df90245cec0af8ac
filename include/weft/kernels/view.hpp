// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

#include <Eigen/Core>

namespace weft::kernels {

using Eigen::Index;

/// A matrix that lives elsewhere: element (r, c) is data[r * row_stride + c * column_stride].
template <class Scalar> struct View {
  Scalar* data;
  Index rows, columns;
  Index row_stride, column_stride = 1;

  View(Scalar* first, Index row_count, Index column_count) : View(first, row_count, column_count, column_count) {}
  View(Scalar* first, Index row_count, Index column_count, Index rows_apart, Index columns_apart = 1)
      : data(first), rows(row_count), columns(column_count), row_stride(rows_apart), column_stride(columns_apart) {}

  Scalar& operator()(Index row, Index column) const { return data[row * row_stride + column * column_stride]; }
  operator View<const Scalar>() const requires(!std::is_const_v<Scalar>) {
    return {data, rows, columns, row_stride, column_stride};
  }
};

template <class Scalar> View<Scalar> transposed(const View<Scalar>& m) {
  return {m.data, m.columns, m.rows, m.column_stride, m.row_stride};
}

/// The rank-2 tensor's elements, without a copy.
template <class Tensor> auto view(Tensor& tensor) {
  return View<std::remove_pointer_t<decltype(tensor.data())>>(tensor.data(), tensor.dimension(0), tensor.dimension(1));
}

}  // namespace weft::kernels
