// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/constant_input/constant_input_states.hpp>

namespace weft::detail {

/// The steps of trajectories with a constant input, for the way back over them: what they keep, which is computed once
/// more, and the sums of their dz for the gradients of the weights.
///
/// Trajectories are at different steps, so that their states have to be gathered. Where one repeats itself, every step
/// of its cycle keeps the same each time, computed once, and has the same h_prev, whose share of dU is one product of
/// h_prev and the sum of dz.
template <class Units, class Scalar> class ConstantInputCells {
 public:
  using View = kernels::View<const Scalar>;
  using Cell = detail::Cell<Units, Scalar>;
  using States = typename Cell::States;
  using Trajectories = ConstantInputStates<Units, Scalar>;
  using Point = typename Trajectories::Point;
  using Kept = KeptSteps<Units, Scalar>;

  Kept kept;              ///< of the rows that were gathered; after backward the dz of the input
  Rows<Scalar> state_dz;  ///< and the dz of the state, where it is another
  States previous;        ///< the states these steps began with

  void begin(Trajectories& trajectories, const Cell& cell) {
    const Index slot_count = assign_slots(trajectories);
    resize(trajectories.count(), slot_count, cell);
    for (Index k = 0; k < trajectories.count(); ++k)
      for (Index phase = 0; first_slot_[at(k)] >= 0 && phase < trajectories.cycle(k).period; ++phase)
        trajectories.copy_states({k, trajectories.cycle(k).begin + phase}, cycle_states_, first_slot_[at(k)] + phase);
    step(trajectories, cycle_states_, 0, slot_count, cell, cycle_kept_);
  }

  /// Gathers the steps after these points, a row for each; use as in ConstantInput::backward.
  template <class Visit>
  void gather(Trajectories& trajectories, std::span<const Point> points, Cell& cell, const Visit& visit) {
    if (pending_ + std::ssize(points) > pending_kept_.gates.count()) finish_pending(cell, visit);
    sort(trajectories, points);
    for (const auto& [slot, row] : repeating_) put(cycle_kept_, cycle_states_, slot, row);
    for (Index j = 0; j < moving(); ++j) trajectories.copy_states(points[at(moving_[at(j)])], states_, pending_ + j);
    step(trajectories, states_, pending_, moving(), cell, pending_kept_);
    for (Index j = 0; j < moving(); ++j) put(pending_kept_, states_, pending_ + j, moving_[at(j)]);
  }

  /// The dz of the rows that were gathered is complete: adds it to what will be used.
  void add_gathered() {
    for (const auto& [slot, row] : repeating_) add_to_cycle(slot, row);
    for (Index j = 0; j < moving(); ++j) {
      copy_rows(kept.gates, moving_[at(j)], pending_kept_.gates, pending_ + j);
      if (has_state_dz<Units>) copy_rows(state_dz, moving_[at(j)], pending_state_dz_, pending_ + j);
    }
    pending_ += moving();
  }

  /// Uses all that was added.
  template <class Visit> void finish(Cell& cell, const Visit& visit) {
    finish_pending(cell, visit);
    add_to_weights(cycle_states_, cycle_dz_, cycle_state_dz_, cycle_dz_.count(), cell, visit);
  }

  /// The dz of the state's product of the rows that were gathered.
  Rows<Scalar>& gathered_state_dz() { return has_state_dz<Units> ? state_dz : kept.gates; }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }
  [[nodiscard]] Index moving() const { return std::ssize(moving_); }

  /// Gives each step of a cycle that is gone through more than once a slot, and returns how many these are.
  Index assign_slots(const Trajectories& trajectories) {
    Index slot_count = 0;
    first_slot_.assign(at(trajectories.count()), -1);
    for (Index k = 0; k < trajectories.count(); ++k) {
      const auto& cycle = trajectories.cycle(k);
      if (cycle.period == 0 || trajectories.length(k) - cycle.begin <= cycle.period) continue;
      first_slot_[at(k)] = slot_count;
      slot_count += cycle.period;
    }
    return slot_count;
  }

  /// The slot of the step after a point, or -1.
  [[nodiscard]] Index slot_of(const Trajectories& trajectories, const Point& point) const {
    const auto& cycle = trajectories.cycle(point.trajectory);
    const Index first = first_slot_[at(point.trajectory)];
    return first >= 0 && point.steps >= cycle.begin ? first + cycle.fold(point.steps) - cycle.begin : -1;
  }

  void resize(Index count, Index slot_count, const Cell& cell) {
    const CellWeights<Units, Scalar>& weights = cell.weights;
    const Index pending = (std::max)(PendingRows<Units, Scalar>::enough, count);
    const Index state_columns = has_state_dz<Units> ? weights.state_columns() : 0;
    cell.resize(count, kept);
    state_dz.resize(count, state_columns);
    previous.resize(count, weights.padded_units);
    cycle_states_.resize(slot_count, weights.padded_units);
    cell.resize(slot_count, cycle_kept_);
    cycle_dz_.resize_zero(slot_count, weights.input_columns());
    cycle_state_dz_.resize_zero(slot_count, state_columns);
    states_.resize(pending, weights.padded_units);
    cell.resize(pending, pending_kept_);
    pending_state_dz_.resize(pending, state_columns);
    after_.resize((std::max)(count, slot_count), weights.padded_units);
    pending_ = 0;
  }

  void sort(const Trajectories& trajectories, std::span<const Point> points) {
    repeating_.clear();
    moving_.clear();
    for (Index row = 0; row < std::ssize(points); ++row) {
      const Index slot = slot_of(trajectories, points[at(row)]);
      if (slot >= 0)
        repeating_.push_back({slot, row});
      else
        moving_.push_back(row);
    }
  }

  /// What so many steps keep, from the states in rows of `states` from `row` on, into the same rows of `to`.
  void step(Trajectories& trajectories, const States& states, Index row, Index rows, const Cell& cell, Kept& to) {
    trajectories.step(states, row, rows, cell, to, row, rows_of(after_, 0));
  }
  void put(const Kept& from, const States& from_states, Index from_row, Index row) {
    copy_kept(from, from_row, kept, row);
    for (std::size_t s = Units::first_kept_state; s < Units::states; ++s)
      copy_rows(from_states.each[s], from_row, previous.each[s], row);
  }

  void add_to_cycle(Index slot, Index row) {
    kernels::add_rows(View(kept.gates.row(row), 1, kept.gates.features()), cycle_dz_.row(slot));
    if (has_state_dz<Units>)
      kernels::add_rows(View(state_dz.row(row), 1, state_dz.features()), cycle_state_dz_.row(slot));
  }

  template <class Visit> void finish_pending(Cell& cell, const Visit& visit) {
    add_to_weights(states_, pending_kept_.gates, pending_state_dz_, pending_, cell, visit);
    pending_ = 0;
  }
  /// dU for so many rows, and what the caller does with their dz.
  template <class Visit>
  static void add_to_weights(const States& states, const Rows<Scalar>& dz, const Rows<Scalar>& of_state, Index rows,
                             Cell& cell, const Visit& visit) {
    if (rows == 0) return;
    const View all(dz.data(), rows, dz.features()), of_states(of_state.data(), rows, of_state.features());
    cell.add_recurrent(View(states.h().data(), rows, cell.weights.units, cell.weights.padded_units),
                       has_state_dz<Units> ? of_states : all);
    visit(all);
  }

  struct Repeating {
    Index slot, row;
  };
  std::vector<Repeating> repeating_;  // the rows that were gathered
  std::vector<Index> moving_;         // and the others
  std::vector<Index> first_slot_;     // of each trajectory's cycle, or -1
  States cycle_states_;               // before the step of each slot
  Kept cycle_kept_;
  Rows<Scalar> cycle_dz_, cycle_state_dz_;
  States states_;  // of the rows that have yet to be used
  Kept pending_kept_;
  Rows<Scalar> pending_state_dz_;
  States after_;  // where steps lead to, which nobody needs
  Index pending_ = 0;
};

}  // namespace weft::detail
