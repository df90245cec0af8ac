// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/tensor.hpp>
#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/rows.hpp>

namespace weft::detail {

/// A bias where it lies, [gates units]; null where there is none.
template <class Scalar> struct Biases {
  Scalar* input = nullptr;
  Scalar* state = nullptr;  ///< that of the state's product, where a cell has two (GRU with reset_after)
};

/// Whether a cell's input and state have pre-activations of their own, so that their gradients differ.
template <class Units>
inline constexpr bool has_state_dz =
    kernels::input_panels<Units> != kernels::state_panels<Units> || kernels::extra_panels<Units> != 0;

/// A recurrent cell's weights in the kernels' layout (kernels/cell_layout.hpp), and the sums of their gradients in the
/// same layout. What the cells read may be stored as another type, for passes that are not taken back.
template <class Units, class Scalar, class Weight = Scalar> class CellWeights {
 public:
  using View = kernels::View<const Scalar>;

  Index units = 0, padded_units = 0;
  kernels::Panels<Scalar> kernel;                                   ///< W, [input_dim x input columns]
  Buffer<Weight> kernel_blocks, recurrent_blocks;                   ///< W and U as the cells read them
  kernels::Panels<Scalar> kernel_transposed, recurrent_transposed;  ///< W^T, U^T
  Buffer<Scalar> bias;                                              ///< b, [panels padded units]

  [[nodiscard]] Index input_columns() const { return kernels::input_panels<Units> * padded_units; }
  [[nodiscard]] Index state_columns() const { return kernels::state_panels<Units> * padded_units; }
  [[nodiscard]] Index extra_columns() const { return kernels::extra_panels<Units> * padded_units; }

  /// x W and h_prev U of a step, for x [rows x input_dim] and h_prev [rows x padded units].
  kernels::CellProduct<Scalar, Weight> input_product(const Scalar* x, Index input_dim) const {
    return {x, input_dim, kernel_blocks.data(), input_dim};
  }
  kernels::CellProduct<Scalar, Weight> recurrent_product(const Scalar* h_previous) const {
    return {h_previous, padded_units, recurrent_blocks.data(), units};
  }

  /// What the cells need of U and b. W is packed as its products are taken: for the cells, or for whole tables of rows.
  void pack(const Tensor<Scalar, 2>& u, const Biases<const Scalar>& b) {
    units = u.dimension(0);
    padded_units = kernels::padded<Scalar>(units);
    kernels::pack_blocks(kernels::view(u), Units::state_gates, units, recurrent_blocks);
    bias.resize_zero(Units::panels * padded_units);
    add_bias(b.input, Units::input_gates, 0);
    add_bias(b.state, Units::state_gates, Units::panels - kernels::state_panels<Units>);
  }
  void pack_for_cells(const Tensor<Scalar, 2>& w) {
    kernels::pack_blocks(kernels::view(w), Units::input_gates, units, kernel_blocks);
  }
  void pack_for_tables(const Tensor<Scalar, 2>& w) {
    kernels::interleave(kernels::view(w), Units::input_gates, units, dw_);
    kernels::pack(View(dw_.data(), w.dimension(0), input_columns()), kernel);
  }

  /// The transposes, which only backward needs. The interleaved weights they are made of then make room for their
  /// gradients.
  void begin_gradients(const Tensor<Scalar, 2>& w, const Tensor<Scalar, 2>& u) {
    kernels::interleave(kernels::view(w), Units::input_gates, units, dw_);
    kernels::interleave(kernels::view(u), Units::state_gates, units, du_);
    kernels::pack(transposed(View(dw_.data(), w.dimension(0), input_columns())), kernel_transposed);
    kernels::pack(transposed(View(du_.data(), units, state_columns())), recurrent_transposed);
    dw_.resize_zero(w.dimension(0) * input_columns());
    du_.resize_zero(units * state_columns());
    db_.resize_zero(input_columns());
    if (has_state_dz<Units>) db_state_.resize_zero(state_columns());
  }

  ///   dU += sum of h_prev^T dz
  void add_recurrent(const View& h_previous, const View& dz) {
    kernels::product(transposed(h_previous), dz, kernels::View<Scalar>(du_.data(), units, state_columns()),
                     kernels::Update::add, scratch_);
  }
  ///   db of the state's product += sum of dz
  void add_state_bias(const View& dz) {
    if (has_state_dz<Units>) kernels::add_rows(dz, db_state_.data());
  }

  ///   dW += sum of x^T dz     db += sum of dz
  void add_input(const View& x, const View& dz) {
    kernels::product(transposed(x), dz, kernels::View<Scalar>(dw_.data(), x.columns, input_columns()),
                     kernels::Update::add, scratch_);
    add_input_bias(dz);
  }
  void add_input_bias(const View& dz) { kernels::add_rows(dz, db_.data()); }

  /// Adds the sums to gradients in Keras's order of columns.
  void add_gradients_to(Tensor<Scalar, 2>& dw, Tensor<Scalar, 2>& du, const Biases<Scalar>& db) const {
    kernels::add_interleaved(dw_, Units::input_gates, units, kernels::view(dw));
    kernels::add_interleaved(du_, Units::state_gates, units, kernels::view(du));
    if (db.input != nullptr)
      kernels::add_interleaved(db_, Units::input_gates, units, row(db.input, Units::input_gates));
    if (db.state != nullptr)
      kernels::add_interleaved(db_state_, Units::state_gates, units, row(db.state, Units::state_gates));
  }

 private:
  template <std::size_t Panels>
  kernels::View<Scalar> row(Scalar* bias_gradient, const kernels::GateOrder<Panels>&) const {
    return {bias_gradient, 1, static_cast<Index>(Panels) * units};
  }

  /// Adds a bias to the panels from `first` on.
  template <std::size_t Panels> void add_bias(const Scalar* b, const kernels::GateOrder<Panels>& gates, int first) {
    if (b == nullptr) return;
    for (std::size_t p = 0; p < Panels; ++p)
      for (Index unit = 0; unit < units; ++unit)
        bias[kernels::interleaved_column<Scalar>(Units::panels, first + static_cast<Index>(p), unit)] +=
            b[gates[p] * units + unit];
  }

  Buffer<Scalar> dw_, du_;  // the weights, interleaved; from begin_gradients on the sums of their gradients
  Buffer<Scalar> db_, db_state_;
  kernels::Panels<Scalar> scratch_;
};

}  // namespace weft::detail
