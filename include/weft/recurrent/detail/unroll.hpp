// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <weft/core/packing.hpp>
#include <weft/core/purpose.hpp>
#include <weft/recurrent/detail/pending_rows.hpp>

namespace weft::detail {

/// A cell unrolled over a packed batch, from the states each sequence begins with to those it ends with, and back
/// (backpropagation through time).
///
/// A step writes its kept states where the next step reads its previous ones. What sequences that end there leave is
/// behind those rows, until the step after overwrites it: hence a batch of spare rows. Of states that are not kept two
/// steps are there, which take turns; in an inference that is so for all, and for what the steps keep.
template <class Units, class Scalar, class Weight = Scalar> class Unroll {
 public:
  using View = kernels::View<const Scalar>;
  using Cell = detail::Cell<Units, Scalar, Weight>;
  using States = typename Cell::States;

  KeptSteps<Units, Scalar> kept;
  States begin, end;  ///< of each sequence
  States gradient;    ///< in: dL/d(end); out: dL/d(begin)

  /// Every step; before each, set_input(step, cell step) tells where its x W is, and after each on_step(step, h) sees
  /// the h of its rows, [step.rows x padded units].
  template <std::derived_from<Cell> Forward, class SetInput, class OnStep>
  void forward(const Packing& packing, Direction direction, Purpose purpose, const Forward& cell,
               const SetInput& set_input, const OnStep& on_step) {
    resize(packing, purpose, cell);
    for (Index k = 0; k < packing.steps(); ++k) {
      const Packing::Step step = packing.step(k, direction);
      const Place place = place_of(k, step, packing.batch(), purpose);
      begin_sequences(step, place);
      auto cells = cell_step(step, place, cell);
      cells.order = k % 2 == 0 ? kernels::BlockOrder::up : kernels::BlockOrder::down;
      set_input(step, cells);
      cell.forward(cells, kept, place.gates);
      end_sequences(step, place);
      on_step(step, cells.next[0]);
    }
  }

  /// Every step, the other way. add_output_gradient(step, dh) adds to the dh of its rows before; rows whose dz is
  /// complete are handed to add_input_gradient(first row, dz), some hundred at a time.
  template <class AddOutputGradient, class AddInputGradient>
  void backward(const Packing& packing, Direction direction, Cell& cell, const AddOutputGradient& add_output_gradient,
                const AddInputGradient& add_input_gradient) {
    pending_.begin(packing.batch(), cell.weights);
    for (Index k = packing.steps() - 1; k >= 0; --k) {
      const Packing::Step step = packing.step(k, direction);
      const Packing::Step next = k > 0 ? packing.step(k - 1, direction) : Packing::Step{};
      add_output_gradient(step, gradient.h());
      if (Pending::keeps_h) make_pending(step, direction, cell, add_input_gradient);
      cell.backward(gradient_step(step, next, cell), kept, step.first);
      if (!Pending::keeps_h) make_pending(step, direction, cell, add_input_gradient);  // now that their h_prev is there
      cell.add_state_product(state_dz(step.first, step.rows, cell), gradient.h().data(),
                             View(kept.gates.row(next.first), next.rows, cell.weights.input_columns()));
    }
    finish_pending(cell, add_input_gradient);
  }

 private:
  using Pending = PendingRows<Units, Scalar>;

  /// The rows of a step: of what it keeps, and of the states it reads and writes, kept ones and others.
  struct Place {
    Index gates, kept_before, kept_after, before, after;
  };

  static Place place_of(Index k, const Packing::Step& step, Index batch, Purpose purpose) {
    const Index before = k % 2 * batch, after = batch - before;
    if (purpose == Purpose::inference) return {0, before, after, before, after};
    return {step.first, step.first, step.next, before, after};
  }

  static Index row_of(std::size_t state, Index kept_row, Index row) {
    return state < Units::first_kept_state ? row : kept_row;
  }
  std::array<Scalar*, Units::states> rows_at(Index kept_row, Index row) {
    std::array<Scalar*, Units::states> rows;
    for (std::size_t s = 0; s < Units::states; ++s) rows[s] = states_.each[s].row(row_of(s, kept_row, row));
    return rows;
  }

  void resize(const Packing& packing, Purpose purpose, const Cell& cell) {
    const Index batch = packing.batch(), padded_units = cell.weights.padded_units;
    const Index rows = purpose == Purpose::training ? packing.rows() : batch;
    cell.resize(rows, kept);
    for (std::size_t s = 0; s < Units::states; ++s)
      states_.each[s].resize(row_of(s, rows, batch) + batch, padded_units);
    end.resize(batch, padded_units);
    copy_states(begin, packing.active(0), end, packing.active(0), batch - packing.active(0));
  }

  void begin_sequences(const Packing::Step& step, const Place& place) {
    const Index in = step.carried_in;
    for (std::size_t s = 0; s < Units::states; ++s)
      copy_rows(begin.each[s], in, states_.each[s], row_of(s, place.kept_before, place.before) + in, step.rows - in);
  }
  void end_sequences(const Packing::Step& step, const Place& place) {
    const Index out = step.carried_out;
    for (std::size_t s = 0; s < Units::states; ++s)
      copy_rows(states_.each[s], row_of(s, place.kept_after, place.after) + out, end.each[s], out, step.rows - out);
  }

  typename Cell::Step cell_step(const Packing::Step& step, const Place& place, const Cell& cell) {
    const auto previous = rows_at(place.kept_before, place.before);
    std::array<const Scalar*, Units::states> before;
    std::copy(previous.begin(), previous.end(), before.begin());
    return cell.step(step.rows, before, kept, place.gates, rows_at(place.kept_after, place.after));
  }

  typename Cell::GradientStep gradient_step(const Packing::Step& step, const Packing::Step& next, const Cell& cell) {
    typename Cell::GradientStep back{.rows = step.rows,
                                     .padded_units = cell.weights.padded_units,
                                     .previous = {},
                                     .gradient = rows_of(gradient, 0),
                                     .gates = kept.gates.row(step.first),
                                     .extra = kept.extra.row(step.first),
                                     .next_previous = states_.each[Units::first_kept_state].row(next.first),
                                     .next_rows = next.rows};
    for (std::size_t s = Units::first_kept_state; s < Units::states; ++s)
      back.previous[s] = states_.each[s].row(step.first);
    if constexpr (has_state_dz<Units>) back.state_dz = pending_.state_dz(step.first);
    if constexpr (!Pending::keeps_h) {
      back.h = step.carried_out > 0 ? pending_.h_previous(step.next) : nullptr;
      back.h_rows = step.carried_out;
    }
    return back;
  }

  View state_dz(Index first, Index rows, const Cell& cell) {
    if constexpr (has_state_dz<Units>)
      return {pending_.state_dz(first), rows, cell.weights.state_columns()};
    else
      return {kept.gates.row(first), rows, cell.weights.input_columns()};
  }
  View h_previous(Index first, Index rows, const Cell& cell) {
    Scalar* h = nullptr;
    if constexpr (Pending::keeps_h)
      h = states_.h().row(first);
    else
      h = pending_.h_previous(first);
    return {h, rows, cell.weights.units, cell.weights.padded_units};
  }

  /// Makes the rows of a step pending, after those that were have been used if they were enough.
  template <class AddInputGradient>
  void make_pending(const Packing::Step& step, Direction direction, Cell& cell,
                    const AddInputGradient& add_input_gradient) {
    if (pending_.are_enough()) finish_pending(cell, add_input_gradient);
    pending_.add(step, direction);
    if constexpr (!Pending::keeps_h)
      std::copy_n(begin.h().row(step.carried_in), (step.rows - step.carried_in) * cell.weights.padded_units,
                  pending_.h_previous(step.first + step.carried_in));
  }

  /// dU for the pending rows, and what the caller does with their dz.
  template <class AddInputGradient> void finish_pending(Cell& cell, const AddInputGradient& add_input_gradient) {
    const Index first = pending_.first, count = pending_.count;
    if (count == 0) return;
    cell.add_recurrent(h_previous(first, count, cell), state_dz(first, count, cell));
    add_input_gradient(first, View(kept.gates.row(first), count, cell.weights.input_columns()));
    pending_.count = 0;
  }

  States states_;  // previous states of the packed rows, and those that sequences end with
  Pending pending_;
};

}  // namespace weft::detail
