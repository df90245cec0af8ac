// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/sequence.hpp>
#include <weft/core/thread_pool.hpp>
#include <weft/kernels/lstm_cell.hpp>
#include <weft/kernels/rows.hpp>

namespace weft {

/// An LSTM's weights in the kernels' layout, gates interleaved and units padded (kernels/lstm_cell.hpp), and the sums
/// of their gradients in the same layout.
template <class Scalar> class LSTMWeights {
 public:
  using View = kernels::View<const Scalar>;

  Index units = 0, padded_units = 0;
  kernels::Panels<Scalar> kernel;                                   ///< W, [input_dim x 4 padded units]
  Buffer<Scalar> kernel_blocks, recurrent_blocks;                   ///< W and U as the cells read them
  kernels::Panels<Scalar> kernel_transposed, recurrent_transposed;  ///< W', U'
  Buffer<Scalar> bias;                                              ///< b, [4 padded units]

  Index columns() const { return 4 * padded_units; }

  /// x W and h' U of a step, for x [rows x input_dim] and h' [rows x padded units].
  kernels::CellProduct<Scalar> input_product(const Scalar* x, Index input_dim) const {
    return {x, input_dim, kernel_blocks.data(), input_dim};
  }
  kernels::CellProduct<Scalar> recurrent_product(const Scalar* h_previous) const {
    return {h_previous, padded_units, recurrent_blocks.data(), units};
  }

  /// What the cells need of U and b. W is packed as its products are taken: for the cells, or for whole tables of rows.
  void pack(const Tensor<Scalar, 2>& u, const Tensor<Scalar, 1>& b) {
    units = u.dimension(0);
    padded_units = kernels::padded<Scalar>(units);
    kernels::pack_blocks(kernels::view(u), recurrent_blocks);
    kernels::interleave(View(b.data(), 1, b.size()), bias);
  }
  void pack_for_cells(const Tensor<Scalar, 2>& w) { kernels::pack_blocks(kernels::view(w), kernel_blocks); }
  void pack_for_tables(const Tensor<Scalar, 2>& w) {
    kernels::interleave(kernels::view(w), dw_);
    kernels::pack(all(dw_, w.dimension(0)), kernel);
  }

  /// The transposes, which only backward needs. The interleaved weights they are made of then make room for their
  /// gradients.
  void begin_gradients(const Tensor<Scalar, 2>& w, const Tensor<Scalar, 2>& u) {
    kernels::interleave(kernels::view(w), dw_);
    kernels::interleave(kernels::view(u), du_);
    kernels::pack(transposed(all(dw_, w.dimension(0))), kernel_transposed);
    kernels::pack(transposed(all(du_, units)), recurrent_transposed);
    dw_.resize_zero(w.dimension(0) * columns());
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

  /// Computes x W before the walk where that pays: where rows are shared, and where a step has so few rows that W is
  /// not worth reading in every one. Elsewhere the cells do it.
  void project(const Sequence<Scalar>& x, const Tensor<Scalar, 2>& kernel, LSTMWeights<Scalar>& weights) {
    constexpr Index few = 4;
    is_projected_ = x.is_indexed() || x.packing.rows() < few * x.packing.steps();
    if (!is_projected_) return weights.pack_for_cells(kernel);
    weights.pack_for_tables(kernel);
    z_.resize(x.values.count(), weights.columns());
    kernels::product(View(x.values.data(), x.values.count(), x.features()), weights.kernel, all(z_),
                     kernels::Update::overwrite);
  }

  /// x W of a row.
  const Scalar* projected(Index row) const { return z_.row(row); }

  /// Lets a step's rows, those of the packed batch from `first` on, take their x W from here; `index` says which rows
  /// of x they are if they are shared.
  void give(const Sequence<Scalar>& x, const LSTMWeights<Scalar>& weights, const int* index, const Packing::Step& at,
            kernels::CellStep<Scalar>& step) const {
    if (!is_projected_) {
      step.input = weights.input_product(x.values.row(at.first), x.features());
      return;
    }
    step.projected = z_.data();
    step.first_row = at.first;
    if (index == nullptr) return;
    step.index = index + at.first;
    step.next_index = index + at.next;
    step.next_rows = at.carried_out;
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

  void finish_shared(const Sequence<Scalar>& x, LSTMWeights<Scalar>& weights, Sequence<Scalar>& dx,
                     ThreadPool* pool) const {
    const View dz(z_.data(), z_.count(), z_.features());
    run_both(
        pool, [&] { add_to_weights(x, 0, dz, weights); }, [&] { give_back(x, 0, dz, weights, dx); });
  }

  /// (16) - (18) for the rows of x from `first` on.
  static void finish(const Sequence<Scalar>& x, Index first, const View& dz, LSTMWeights<Scalar>& weights,
                     Sequence<Scalar>& dx) {
    add_to_weights(x, first, dz, weights);
    give_back(x, first, dz, weights, dx);
  }

 private:
  static void add_to_weights(const Sequence<Scalar>& x, Index first, const View& dz, LSTMWeights<Scalar>& weights) {
    weights.add_input(View(x.values.row(first), dz.rows, x.features()), dz);
  }
  ///   dx = dz W'      (18)
  static void give_back(const Sequence<Scalar>& x, Index first, const View& dz, const LSTMWeights<Scalar>& weights,
                        Sequence<Scalar>& dx) {
    kernels::product(dz, weights.kernel_transposed, kernels::View<Scalar>(dx.values.row(first), dz.rows, x.features()),
                     kernels::Update::overwrite);
  }

  static kernels::View<Scalar> all(Rows<Scalar>& rows) { return {rows.data(), rows.count(), rows.features()}; }

  Rows<Scalar> z_;  ///< [distinct rows x 4 padded units]
  bool is_projected_ = false;
};

}  // namespace weft
