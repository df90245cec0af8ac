// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/packed_sequence.hpp>
#include <weft/recurrent/detail/dropout/input_dropout.hpp>

namespace weft::detail {

/// What a recurrent layer's input adds to its pre-activations: x W, computed once for rows that are shared, and its
/// gradient.
template <class Units, class Scalar, class Weight = Scalar> class InputProduct {
 public:
  using View = kernels::View<const Scalar>;
  using Weights = CellWeights<Units, Scalar, Weight>;
  using Dropout = InputDropout<Units, Scalar>;

  /// Computes x W before the steps where that pays: where rows are shared, and where a step has so few rows that W is
  /// not worth reading in every one, and where gates have masks of their own. Elsewhere the cells do it.
  void project(const PackedSequence<Scalar>& x, const Tensor<Scalar, 2>& kernel, Weights& weights, Dropout& dropout) {
    is_projected_ = dropout.is_by_gate() || is_worth_it(x);
    if (!is_projected_) return weights.pack_for_cells(kernel);
    if (dropout.is_by_gate()) return dropout.project(kernel, weights, z_);
    weights.pack_for_tables(kernel);
    multiply(x, weights);
  }
  /// The same without dropout, with weights that are packed for the cells and for tables already.
  void project(const PackedSequence<Scalar>& x, const Weights& weights) {
    is_projected_ = is_worth_it(x);
    if (is_projected_) multiply(x, weights);
  }

  /// x W of a row.
  [[nodiscard]] const Scalar* projected(Index row) const { return z_.row(row); }

  /// Tells the cells of a step, rows of the packed batch from at.first on, where their x W is; `index` says which rows
  /// of x they are if they are shared.
  void set_input(const PackedSequence<Scalar>& x, const Weights& weights, const int* index, const Packing::Step& at,
                 kernels::CellStep<Units, Scalar, Weight>& step) const {
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
  void begin_gradients(const PackedSequence<Scalar>& x, PackedSequence<Scalar>& dx) {
    if (x.is_indexed()) z_.resize_zero(z_.count(), z_.features());
    dx.packing = x.packing;
    dx.index = x.index;
    dx.values.resize(x.values.count(), x.features());
  }

  /// Adds dz of rows that share rows of x: dz of row r belongs to row index[r].
  void add_shared(const View& dz, const int* index) { kernels::scatter_add(dz, index, z_.data()); }
  /// The same where all of them share one row.
  void add_shared(const View& dz, Index row) { kernels::add_rows(dz, z_.row(row)); }

  void finish_shared(const PackedSequence<Scalar>& x, Weights& weights, PackedSequence<Scalar>& dx) const {
    const View dz(z_.data(), z_.count(), z_.features());
    add_to_weights(x, 0, dz, weights);
    set_dx(x, 0, dz, weights, dx);
  }

  /// dW, db and dx for the rows of x from `first` on.
  static void finish(const PackedSequence<Scalar>& x, Index first, const View& dz, Weights& weights, Dropout& dropout,
                     PackedSequence<Scalar>& dx) {
    if (dropout.is_by_gate()) {
      weights.add_input_bias(dz);
      return dropout.finish(first, dz, weights, dx);
    }
    add_to_weights(x, first, dz, weights);
    set_dx(x, first, dz, weights, dx);
  }

 private:
  static bool is_worth_it(const PackedSequence<Scalar>& x) {
    constexpr Index few = 4;
    return x.is_indexed() || x.packing.rows() < few * x.packing.steps();
  }
  void multiply(const PackedSequence<Scalar>& x, const Weights& weights) {
    z_.resize(x.values.count(), weights.input_columns());
    kernels::product(View(x.values.data(), x.values.count(), x.features()), weights.kernel,
                     kernels::View<Scalar>(z_.data(), z_.count(), z_.features()), kernels::Update::overwrite);
  }
  static void add_to_weights(const PackedSequence<Scalar>& x, Index first, const View& dz, Weights& weights) {
    weights.add_input(View(x.values.row(first), dz.rows, x.features()), dz);
  }
  ///   dx = dz W^T
  static void set_dx(const PackedSequence<Scalar>& x, Index first, const View& dz, const Weights& weights,
                     PackedSequence<Scalar>& dx) {
    kernels::product(dz, weights.kernel_transposed, kernels::View<Scalar>(dx.values.row(first), dz.rows, x.features()),
                     kernels::Update::overwrite);
  }

  Rows<Scalar> z_;  ///< [distinct rows x input columns]
  bool is_projected_ = false;
};

}  // namespace weft::detail
