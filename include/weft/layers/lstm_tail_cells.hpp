// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/lstm_trajectories.hpp>

namespace weft {

/// The cells of trajectories, for the walk back over them: their gates, which are computed once more, and the sums of
/// their dz for the gradients of the weights.
///
/// Trajectories are at different steps, so that their states have to be gathered. Where one repeats itself, every step
/// of its cycle has the same gates each time, computed once, and the same h', whose share of (15) is one product of h'
/// and the sum of dz.
template <class Scalar> class LSTMTailCells {
 public:
  using View = kernels::View<const Scalar>;
  using Trajectories = LSTMTrajectories<Scalar>;
  using Point = typename Trajectories::Point;

  Rows<Scalar> gates;       ///< of the rows that were gathered, [rows x 4 padded units]; then their dz
  Rows<Scalar> c_previous;  ///< [rows x padded units]

  void begin(Trajectories& trajectories, const LSTMWeights<Scalar>& weights) {
    const Index slot_count = assign_slots(trajectories);
    resize(trajectories.count(), slot_count, weights);
    for (Index k = 0; k < trajectories.count(); ++k)
      for (Index phase = 0; first_slot_[at(k)] >= 0 && phase < trajectories.cycle(k).period; ++phase)
        trajectories.copy_state({k, trajectories.cycle(k).begin + phase}, cycle_states_, first_slot_[at(k)] + phase);
    step(trajectories, cycle_states_, 0, slot_count, weights, cycle_gates_.data());
  }

  /// Gathers the steps after these points, a row for each; use as in LSTMTailWalk::backward.
  template <class Use>
  void gather(Trajectories& trajectories, std::span<const Point> points, LSTMWeights<Scalar>& weights, const Use& use) {
    if (pending_ + std::ssize(points) > pending_dz_.count()) use_pending(weights, use);
    sort(trajectories, points);
    for (const auto& [slot, row] : repeating_) put(cycle_gates_, cycle_states_.c, slot, row);
    for (Index j = 0; j < moving(); ++j) trajectories.copy_state(points[at(moving_[at(j)])], states_, pending_ + j);
    step(trajectories, states_, pending_, moving(), weights, pending_dz_.row(pending_));
    for (Index j = 0; j < moving(); ++j) put(pending_dz_, states_.c, pending_ + j, moving_[at(j)]);
  }

  /// Takes the dz of the rows that were gathered.
  void keep() {
    for (const auto& [slot, row] : repeating_)
      kernels::add_rows(View(gates.row(row), 1, gates.features()), cycle_dz_.row(slot));
    for (Index j = 0; j < moving(); ++j) copy_rows(gates, moving_[at(j)], pending_dz_, pending_ + j);
    pending_ += moving();
  }

  /// Uses what has been kept.
  template <class Use> void finish(LSTMWeights<Scalar>& weights, const Use& use) {
    use_pending(weights, use);
    add_to_weights(cycle_states_, cycle_dz_, cycle_dz_.count(), weights, use);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }
  Index moving() const { return std::ssize(moving_); }

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
  Index slot_of(const Trajectories& trajectories, const Point& point) const {
    const auto& cycle = trajectories.cycle(point.trajectory);
    const Index first = first_slot_[at(point.trajectory)];
    return first >= 0 && point.steps >= cycle.begin ? first + cycle.fold(point.steps) - cycle.begin : -1;
  }

  void resize(Index count, Index slot_count, const LSTMWeights<Scalar>& weights) {
    const Index pending = (std::max)(LSTMPendingRows<Scalar>::enough, count);
    gates.resize(count, weights.columns());
    c_previous.resize(count, weights.padded_units);
    cycle_states_.resize(slot_count, weights.padded_units);
    cycle_gates_.resize(slot_count, weights.columns());
    cycle_dz_.resize_zero(slot_count, weights.columns());
    states_.resize(pending, weights.padded_units);
    pending_dz_.resize(pending, weights.columns());
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

  void step(Trajectories& trajectories, const LSTMState<Scalar>& states, Index row, Index rows,
            const LSTMWeights<Scalar>& weights, Scalar* to) {
    trajectories.step(states, row, rows, weights, to, after_.c.data(), after_.h.data());
  }
  void put(const Rows<Scalar>& from_gates, const Rows<Scalar>& from_c, Index from, Index row) {
    copy_rows(from_gates, from, gates, row);
    copy_rows(from_c, from, c_previous, row);
  }

  template <class Use> void use_pending(LSTMWeights<Scalar>& weights, const Use& use) {
    add_to_weights(states_, pending_dz_, pending_, weights, use);
    pending_ = 0;
  }
  /// (15) for so many rows, and what the caller does with their dz.
  template <class Use>
  static void add_to_weights(const LSTMState<Scalar>& states, const Rows<Scalar>& dz, Index rows,
                             LSTMWeights<Scalar>& weights, const Use& use) {
    if (rows == 0) return;
    const View all(dz.data(), rows, weights.columns());
    weights.add_recurrent(View(states.h.data(), rows, weights.units, weights.padded_units), all);
    use(all);
  }

  struct Repeating {
    Index slot, row;
  };
  std::vector<Repeating> repeating_;  // the rows that were gathered
  std::vector<Index> moving_;         // and the others
  std::vector<Index> first_slot_;     // of each trajectory's cycle, or -1
  LSTMState<Scalar> cycle_states_;    // before the step of each slot
  Rows<Scalar> cycle_gates_, cycle_dz_;
  LSTMState<Scalar> states_;  // of the rows that have yet to be used
  Rows<Scalar> pending_dz_;
  LSTMState<Scalar> after_;  // where steps lead to, which nobody needs
  Index pending_ = 0;
};

}  // namespace weft
