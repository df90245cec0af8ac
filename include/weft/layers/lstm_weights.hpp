// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/sequence.hpp>
#include <weft/kernels/lstm_cell.hpp>
#include <weft/kernels/rows.hpp>

namespace weft {

/// An LSTM's weights in the kernels' layout, gates interleaved and units padded (kernels/lstm_cell.hpp), and the sums
/// of their gradients in the same layout.
template <class Scalar> class LSTMWeights {
 public:
  using View = kernels::View<const Scalar>;

  Index units = 0, padded_units = 0;
  kernels::Panels<Scalar> kernel, kernel_transposed;        ///< W, [input_dim x 4 padded units]
  kernels::Panels<Scalar> recurrent, recurrent_transposed;  ///< U, [units x 4 padded units]
  Buffer<Scalar> bias;                                      ///< b, [4 padded units]

  Index columns() const { return 4 * padded_units; }

  void pack(const Tensor<Scalar, 2>& w, const Tensor<Scalar, 2>& u, const Tensor<Scalar, 1>& b) {
    units = u.dimension(0);
    padded_units = kernels::padded<Scalar>(units);
    kernels::interleave(kernels::view(w), dw_);
    kernels::interleave(kernels::view(u), du_);
    kernels::pack(all(dw_, w.dimension(0)), kernel);
    kernels::pack(all(du_, units), recurrent);
    kernels::interleave(View(b.data(), 1, b.size()), bias);
  }

  /// The transposes, which only backward needs; the interleaved weights then make room for their gradients.
  void begin_gradients() {
    kernels::pack(transposed(all(dw_, kernel.rows)), kernel_transposed);
    kernels::pack(transposed(all(du_, units)), recurrent_transposed);
    dw_.resize_zero(kernel.rows * columns());
    du_.resize_zero(units * columns());
    db_.resize_zero(columns());
  }

  ///   dU += sum of h'' dz, h'' being the transpose of h'        (15)
  void add_recurrent(const View& h_previous, const View& dz) {
    kernels::product(transposed(h_previous), dz, kernels::View<Scalar>(du_.data(), units, columns()),
                     kernels::Update::add, scratch_);
  }

  ///   dW += sum of x' dz      (16)         db += sum of dz      (17)
  void add_input(const View& x, const View& dz) {
    kernels::product(transposed(x), dz, kernels::View<Scalar>(dw_.data(), x.columns, columns()), kernels::Update::add,
                     scratch_);
    kernels::add_rows(dz, db_.data());
  }

  /// Adds the sums to gradients in Keras's order of columns.
  void give_gradients(Tensor<Scalar, 2>& dw, Tensor<Scalar, 2>& du, Tensor<Scalar, 1>& db) const {
    kernels::add_interleaved(dw_, kernels::view(dw));
    kernels::add_interleaved(du_, kernels::view(du));
    kernels::add_interleaved(db_, kernels::View<Scalar>(db.data(), 1, db.size()));
  }

 private:
  View all(const Buffer<Scalar>& interleaved, Index rows) const { return {interleaved.data(), rows, columns()}; }

  Buffer<Scalar> dw_, du_, db_;  // the weights, interleaved; from begin_gradients on the sums of their gradients
  kernels::Panels<Scalar> scratch_;
};

/// What an LSTM's input adds to z: x W, computed once for rows that are shared, and its gradient.
template <class Scalar> class LSTMInput {
 public:
  using View = kernels::View<const Scalar>;

  const Scalar* projected() const { return z_.data(); }
  const Scalar* projected(Index row) const { return z_.row(row); }

  void project(const Sequence<Scalar>& x, const LSTMWeights<Scalar>& weights) {
    z_.resize(x.values.count(), weights.columns());
    kernels::product(View(x.values.data(), x.values.count(), x.features()), weights.kernel, all(z_),
                     kernels::Update::overwrite);
  }

  /// From here on z holds its own gradient, if rows are shared.
  void begin_gradients(const Sequence<Scalar>& x, Sequence<Scalar>& dx) {
    if (x.is_indexed()) z_.resize_zero(z_.count(), z_.features());
    dx.packing = x.packing;
    dx.index = x.index;
    dx.values.resize(x.values.count(), x.features());
  }

  /// Adds dz of rows that share rows of x: dz of row r belongs to row index[r].
  void add_shared(const View& dz, const int* index) { kernels::scatter_add(dz, index, z_.data()); }
  /// The same where all of them share one row.
  void add_shared(const View& dz, Index row) { kernels::add_rows(dz, z_.row(row)); }

  void finish_shared(const Sequence<Scalar>& x, LSTMWeights<Scalar>& weights, Sequence<Scalar>& dx) const {
    finish(x, 0, View(z_.data(), z_.count(), z_.features()), weights, dx);
  }

  ///   dx = dz W'      (18), with (16) and (17), for the rows of x from `first` on
  static void finish(const Sequence<Scalar>& x, Index first, const View& dz, LSTMWeights<Scalar>& weights,
                     Sequence<Scalar>& dx) {
    weights.add_input(View(x.values.row(first), dz.rows, x.features()), dz);
    kernels::product(dz, weights.kernel_transposed, kernels::View<Scalar>(dx.values.row(first), dz.rows, x.features()),
                     kernels::Update::overwrite);
  }

 private:
  static kernels::View<Scalar> all(Rows<Scalar>& rows) { return {rows.data(), rows.count(), rows.features()}; }

  Rows<Scalar> z_;  ///< [distinct rows x 4 padded units]
};

}  // namespace weft
