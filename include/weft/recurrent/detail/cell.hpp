// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/cell_weights.hpp>
#include <weft/recurrent/detail/general_cell/general_cell.hpp>
#include <weft/recurrent/detail/states.hpp>

namespace weft::detail {

/// What several steps of a cell kept for backward, a row each; and where a general step computes.
template <class Units, class Scalar> struct KeptSteps {
  Rows<Scalar> gates;       ///< [rows x input columns]; after backward dz of the input
  Rows<Scalar> extra;       ///< [rows x extra columns]
  Rows<Scalar> h_previous;  ///< [rows x padded units], where the state is masked and h is no kept state
  DenseStep<Units, Scalar> scratch;

  template <class Weight> void resize(Index rows, const CellWeights<Units, Scalar, Weight>& weights) {
    gates.resize(rows, weights.input_columns());
    extra.resize(rows, weights.extra_columns());
  }
};

template <class Units, class Scalar>
void copy_kept(const KeptSteps<Units, Scalar>& from, Index from_row, KeptSteps<Units, Scalar>& to, Index to_row) {
  copy_rows(from.gates, from_row, to.gates, to_row);
  copy_rows(from.extra, from_row, to.extra, to_row);
}

/// A cell with its weights: one step of several rows, forward and back. A value that the tape owns; the layers' options
/// are set in it before a pass. A cell that only goes forward may store its weights as another type.
template <class Units, class Scalar, class Weight = Scalar> class Cell {
 public:
  using View = kernels::View<const Scalar>;
  using States = detail::States<Scalar, Units::states>;
  using Kept = KeptSteps<Units, Scalar>;
  using Step = kernels::CellStep<Units, Scalar, Weight>;
  using GradientStep = kernels::CellGradientStep<Units, Scalar>;

  CellWeights<Units, Scalar, Weight> weights;
  GeneralCell<Units, Scalar, Weight> general;

  void pack(const Tensor<Scalar, 2>& u, const Biases<const Scalar>& b) {
    weights.pack(u, b);
    general.pack(u, weights.units);
  }
  void begin_gradients(const Tensor<Scalar, 2>& w, const Tensor<Scalar, 2>& u) {
    weights.begin_gradients(w, u);
    general.begin_gradients(u);
  }
  void add_gradients_to(Tensor<Scalar, 2>& dw, Tensor<Scalar, 2>& du, const Biases<Scalar>& db) const {
    weights.add_gradients_to(dw, du, db);
    general.add_gradients_to(du);
  }

  void resize(Index rows, Kept& kept) const {
    kept.resize(rows, weights);
    kept.h_previous.resize(needs_h_previous() ? rows : 0, weights.padded_units);
  }

  /// A step without its input: previous states, what it keeps and next states, from these rows on.
  Step step(Index rows, const std::array<const Scalar*, Units::states>& previous, Kept& kept, Index kept_row,
            const std::array<Scalar*, Units::states>& next) const {
    return {.rows = rows,
            .padded_units = weights.padded_units,
            .bias = weights.bias.data(),
            .recurrent = weights.recurrent_product(previous[0]),
            .previous = previous,
            .gates = kept.gates.row(kept_row),
            .extra = kept.extra.row(kept_row),
            .next = next};
  }
  /// `kept` and its row are those that the step was made with.
  void forward(const Step& step, Kept& kept, Index kept_row) const {
    if (general.is_idle()) return kernels::cell_forward(step);
    if (needs_h_previous()) std::copy_n(step.previous[0], step.rows * step.padded_units, kept.h_previous.row(kept_row));
    general.forward(step, weights.units, kept.scratch);
  }

  /// Turns what a step kept into dz, and gradients of its states into those of the states before, but for what
  /// add_state_product adds to h_prev's.
  void backward(const GradientStep& step, Kept& kept, Index kept_row) {
    if constexpr (kernels::VectorUnits<Units>) {
      if (general.is_idle()) return kernels::cell_backward(step);
    }
    const Scalar* h_previous = needs_h_previous() ? kept.h_previous.row(kept_row) : step.previous[0];
    general.backward(step, h_previous, weights.units, kept.scratch);
  }

  ///   dh_prev = dz U^T, or that is added to it. Beside its rows, those of `ahead` are fetched.
  /// Where the state is masked backward has done it.
  void add_state_product(const View& state_dz, Scalar* dh, const View& ahead = {nullptr, 0, 0}) const {
    if (general.masks_state()) return;
    kernels::product(state_dz, weights.recurrent_transposed,
                     kernels::View<Scalar>(dh, state_dz.rows, weights.units, weights.padded_units),
                     Units::h_has_direct_way ? kernels::Update::add : kernels::Update::overwrite, ahead);
  }

  ///   dU += sum of h_prev^T dz, and that of a bias of the state. Where the state is masked dU has been added to.
  void add_recurrent(const View& h_previous, const View& state_dz) {
    if (!general.masks_state()) weights.add_recurrent(h_previous, state_dz);
    weights.add_state_bias(state_dz);
  }

 private:
  [[nodiscard]] bool needs_h_previous() const { return Units::first_kept_state > 0 && general.masks_state(); }
};

}  // namespace weft::detail
