// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/cell_weights.hpp>
#include <weft/recurrent/detail/states.hpp>

namespace weft::detail {

/// What several steps of a cell kept for backward, a row each.
template <class Units, class Scalar> struct KeptSteps {
  Rows<Scalar> gates;  ///< [rows x input columns]; after backward dz of the input
  Rows<Scalar> extra;  ///< [rows x extra columns]

  void resize(Index rows, const CellWeights<Units, Scalar>& weights) {
    gates.resize(rows, weights.input_columns());
    extra.resize(rows, weights.extra_columns());
  }
};

template <class Units, class Scalar>
void copy_kept(const KeptSteps<Units, Scalar>& from, Index from_row, KeptSteps<Units, Scalar>& to, Index to_row) {
  copy_rows(from.gates, from_row, to.gates, to_row);
  copy_rows(from.extra, from_row, to.extra, to_row);
}

/// The dz of several steps of a cell: that of the input's product and that of the state's.
template <class Scalar> struct StepGradients { kernels::View<const Scalar> input, state; };

/// A cell with its weights: one step of several rows, forward and back. A value that the tape owns; the layers' options
/// are set in it before a pass.
template <class Units, class Scalar> class Cell {
 public:
  using View = kernels::View<const Scalar>;
  using States = detail::States<Scalar, Units::states>;
  using Step = kernels::CellStep<Units, Scalar>;
  using GradientStep = kernels::CellGradientStep<Units, Scalar>;

  CellWeights<Units, Scalar> weights;

  /// A step without its input: previous states, what it keeps and next states, from these rows on.
  Step step(Index rows, const std::array<const Scalar*, Units::states>& previous, KeptSteps<Units, Scalar>& kept,
            Index kept_row, const std::array<Scalar*, Units::states>& next) const {
    return {.rows = rows,
            .padded_units = weights.padded_units,
            .bias = weights.bias.data(),
            .recurrent = weights.recurrent_product(previous[0]),
            .previous = previous,
            .gates = kept.gates.row(kept_row),
            .extra = kept.extra.row(kept_row),
            .next = next};
  }
  void forward(const Step& step) const { kernels::cell_forward(step); }

  /// Turns what a step kept into dz, and gradients of its states into those of the states before, but for what the
  /// state's product adds to h_prev's.
  void backward(const GradientStep& step) const { kernels::cell_backward(step); }

  ///   dh_prev = dz U^T, or that is added to it. Beside its rows, those of `ahead` are fetched.
  void add_state_product(const View& state_dz, Scalar* dh, const View& ahead = {nullptr, 0, 0}) const {
    kernels::product(state_dz, weights.recurrent_transposed,
                     kernels::View<Scalar>(dh, state_dz.rows, weights.units, weights.padded_units),
                     Units::h_has_direct_way ? kernels::Update::add : kernels::Update::overwrite, ahead);
  }
};

}  // namespace weft::detail
