// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cell_backward.hpp>
#include <weft/recurrent/detail/dropout/dropout_masks.hpp>
#include <weft/recurrent/detail/general_cell/gate_products.hpp>
#include <weft/recurrent/detail/general_cell/row_equations.hpp>

namespace weft::detail {

/// A product of some rows with the columns of one gate of U within a step; the rows are those of the first sequences.
template <class Products, class Scalar> struct GateProduct {
  Products& products;
  const DropoutMasks<Scalar>& masks;
  Index gate;

  /// masked = mask * h, or h where there is no dropout.
  void mask(const Rows<Scalar>& h, Rows<Scalar>& masked) const { mask(h.data(), h.features(), masked); }
  void mask(const Scalar* h, Index row_stride, Rows<Scalar>& masked) const {
    if (masks.count() > 0) return multiply_rows(masks.of_gate(gate), h, row_stride, masked);
    for (Index row = 0; row < masked.count(); ++row)
      std::copy_n(h + row * row_stride, masked.features(), masked.row(row));
  }
  void multiply(const Rows<Scalar>& a, Rows<Scalar>& z) const { products.multiply(view(a), gate, z); }
  void multiply_back(const Rows<Scalar>& dz, Rows<Scalar>& da) const { products.multiply_back(dz, gate, da); }
  void add_gradient(const Rows<Scalar>& a, const Rows<Scalar>& dz) const { products.add_gradient(view(a), dz, gate); }

 private:
  static kernels::View<const Scalar> view(const Rows<Scalar>& rows) {
    return {rows.data(), rows.count(), rows.features()};
  }
};

/// What a cell does that the kernels do not: activations other than tanh and sigmoid, masks of the state for each gate,
/// and a product within the step. Its steps read and keep what the kernels' do, so that all else is the same; but where
/// its equations are those over rows, they keep pre-activations instead of gates.
template <class Units, class Scalar, class Weight = Scalar> class GeneralCell {
 public:
  using Step = kernels::CellStep<Units, Scalar, Weight>;
  using GradientStep = kernels::CellGradientStep<Units, Scalar>;
  using Scratch = DenseStep<Units, Scalar>;

  CellFunctions functions;
  DropoutMasks<Scalar> masks;  ///< of the state, one for each gate; none without dropout

  [[nodiscard]] bool masks_state() const { return masks.count() > 0; }
  /// Whether the steps are the kernels' alone.
  [[nodiscard]] bool is_idle() const {
    return kernels::VectorUnits<Units> && !masks_state() && functions.are_default();
  }

  void pack(const Tensor<Scalar, 2>& u, Index units) {
    if (has_products()) products_.pack(u, units);
  }
  void begin_gradients(const Tensor<Scalar, 2>& u) {
    if (has_products()) products_.begin_gradients(u);
  }
  void add_gradients_to(Tensor<Scalar, 2>& du) const {
    if (has_products()) products_.add_gradients_to(du);
  }

  void forward(Step step, Index units, Scratch& s) const {
    step.part = kernels::StepPart::products;
    if (masks_state()) step.recurrent = {};
    kernels::cell_forward(step);
    s.resize(step.rows, units);
    if (masks_state()) add_masked_products(step, s);
    if (has_row_equations()) return forward_rows(step, s);
    step.part = kernels::StepPart::cells;
    kernels::cell_forward(step);
  }

  /// h_previous is asked for where the state is masked: [rows x padded units].
  void backward(const GradientStep& step, const Scalar* h_previous, Index units, Scratch& s) {
    s.resize(step.rows, units);
    if (has_row_equations())
      backward_rows(step, s);
    else
      cell_backward_in_kernel(step);
    if (masks_state()) masked_products_back(step, h_previous, s);
  }

 private:
  static constexpr int inputs = kernels::input_panels<Units>, extras = kernels::extra_panels<Units>,
                       of_state = kernels::state_panels<Units>;
  static constexpr bool known_over_rows = requires { sizeof(RowEquations<Units>); };
  static constexpr std::size_t candidate_gate = Units::keras_gates - 1;

  [[nodiscard]] bool has_products() const { return masks_state() || !kernels::VectorUnits<Units>; }
  [[nodiscard]] bool has_row_equations() const {
    return known_over_rows && (!functions.are_default() || !kernels::VectorUnits<Units>);
  }

  /// Of products that may be const, as they are in forward, where threads share them.
  template <class Products> [[nodiscard]] GateProduct<Products, Scalar> product(Products& products, Index gate) const {
    return {products, masks, gate};
  }

  /// Where a panel is kept.
  template <class S> static PanelRows<S> panel(S* gates, S* extra, int p, Index padded_units) {
    if (p < inputs) return {gates, inputs, p, padded_units};
    return {extra, extras, p - inputs, padded_units};
  }
  static PanelRows<Scalar> kept(const Step& step, int p) { return panel(step.gates, step.extra, p, step.padded_units); }
  /// The dz of the state's product with its p-th gate.
  static PanelRows<const Scalar> state_dz(const GradientStep& step, int p) {
    if constexpr (inputs == of_state && extras == 0) return {step.gates, inputs, p, step.padded_units};
    return {step.state_dz, of_state, p, step.padded_units};
  }

  void add_masked_products(const Step& step, Scratch& s) const {
    for (int p = 0; p < of_state; ++p) {
      const auto of = product(products_, Units::state_gates[static_cast<std::size_t>(p)]);
      of.mask(step.previous[0], step.padded_units, s.scratch);
      of.multiply(s.scratch, s.more_scratch);
      add_to_panel(s.more_scratch, kept(step, Units::panels - of_state + p));
    }
  }

  /// dh_prev += mask * (dz U^T)     dU += (mask * h_prev)^T dz, for each gate
  void masked_products_back(const GradientStep& step, const Scalar* h_previous, Scratch& s) {
    Scalar* dh = step.gradient[0];
    if constexpr (!Units::h_has_direct_way) std::fill_n(dh, step.rows * step.padded_units, Scalar(0));
    for (int p = 0; p < of_state; ++p) {
      const auto of = product(products_, Units::state_gates[static_cast<std::size_t>(p)]);
      Rows<Scalar>&dz = s.z[0], &masked = s.scratch, &da = s.more_scratch;
      copy_to_dense(state_dz(step, p), dz);
      of.mask(h_previous, step.padded_units, masked);
      of.add_gradient(masked, dz);
      of.multiply_back(dz, da);
      of.mask(da, masked);
      for (Index row = 0; row < step.rows; ++row)
        for (Index unit = 0; unit < masked.features(); ++unit)
          dh[row * step.padded_units + unit] += masked.row(row)[unit];
    }
  }

  void forward_rows(const Step& step, Scratch& s) const {
    if constexpr (known_over_rows) {
      for (int p = 0; p < Units::panels; ++p) copy_to_dense(as_const(kept(step, p)), s.z[static_cast<std::size_t>(p)]);
      for (std::size_t k = 0; k < Units::states; ++k) copy_to_dense(step.previous[k], step.padded_units, s.previous[k]);
      RowEquations<Units>::forward(functions, s, product(products_, candidate_gate));
      if constexpr (!kernels::VectorUnits<Units>) copy_to_panel(s.z[0], kept(step, 0));
      for (std::size_t k = 0; k < Units::states; ++k) copy_to_padded(s.next[k], step.next[k], step.padded_units);
    }
  }

  void backward_rows(const GradientStep& step, Scratch& s) {
    if constexpr (known_over_rows) {
      for (int p = 0; p < Units::panels; ++p)
        copy_to_dense(panel<const Scalar>(step.gates, step.extra, p, step.padded_units),
                      s.z[static_cast<std::size_t>(p)]);
      for (std::size_t k = Units::first_kept_state; k < Units::states; ++k)
        copy_to_dense(step.previous[k], step.padded_units, s.previous[k]);
      for (std::size_t k = 0; k < Units::states; ++k)
        copy_to_dense(static_cast<const Scalar*>(step.gradient[k]), step.padded_units, s.gradient[k]);
      RowEquations<Units>::backward(functions, s, product(products_, candidate_gate));
      write_back(step, s);
    }
  }

  void write_back(const GradientStep& step, Scratch& s) const {
    for (int p = 0; p < inputs; ++p)
      copy_to_panel(s.z[static_cast<std::size_t>(p)], {step.gates, inputs, p, step.padded_units});
    if constexpr (inputs != of_state || extras > 0) {
      constexpr int first = Units::panels - of_state;
      for (int p = first; p < Units::panels; ++p)
        copy_to_panel(s.z[static_cast<std::size_t>(p)], {step.state_dz, of_state, p - first, step.padded_units});
    }
    for (std::size_t k = 0; k < Units::states; ++k) copy_to_padded(s.gradient[k], step.gradient[k], step.padded_units);
    if (step.h_rows == 0) return;
    s.next[0].resize(step.h_rows, s.next[0].features());
    copy_to_padded(s.next[0], step.h, step.padded_units);
  }

  static PanelRows<const Scalar> as_const(const PanelRows<Scalar>& p) {
    return {p.first, p.panels, p.panel, p.padded_units};
  }
  static void cell_backward_in_kernel([[maybe_unused]] const GradientStep& step) {
    if constexpr (kernels::VectorUnits<Units>) kernels::cell_backward(step);
  }

  GateProducts<Scalar> products_;  // of U
};

}  // namespace weft::detail
