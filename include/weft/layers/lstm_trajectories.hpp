// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <numeric>

#include <weft/layers/lstm_walk.hpp>

namespace weft {

/// States of an LSTM that is fed the same row again and again, from several beginnings at once.
///
/// A state that is fed the same row settles: after one or two hundred steps it repeats to the bit, most often every
/// step. From there on nothing needs to be computed. So the steps are walked a segment at a time; a trajectory that has
/// come to its end or has repeated itself within a segment is not in the next one. Within a segment trajectories are
/// packed as sequences are, with the state after q of its steps in the row of step q; the last state of a segment is
/// the first of the next.
template <class Scalar> class LSTMTrajectories {
 public:
  /// Walks trajectory k for lengths[k] steps from row k of `begin`, all fed x W = `projected`.
  void walk(std::span<const Index> lengths, const LSTMState<Scalar>& begin, const LSTMWeights<Scalar>& weights,
            const Scalar* projected) {
    cycles_.assign(lengths.size(), Cycle{});
    lengths_.assign(lengths.begin(), lengths.end());
    running_.resize(lengths.size());
    std::iota(running_.begin(), running_.end(), Index{0});
    for (std::size_t g = 0; !running_.empty(); ++g) {
      if (g == segments_.size()) segments_.emplace_back();
      segments_[g].assign(running_, lengths_, static_cast<Index>(g) * Segment::steps, weights.padded_units);
      if (g == 0)
        begin_from(begin);
      else
        continue_from(segments_[g - 1], segments_[g]);
      walk(segments_[g], weights, projected);
      keep_running(static_cast<Index>(g + 1) * Segment::steps);
    }
  }

  Index count() const { return std::ssize(lengths_); }
  Index length(Index k) const { return lengths_[at(k)]; }

  /// The state of trajectory k after s steps.
  const Scalar* h(Index k, Index s) const { return state_row(k, s).cells->h_previous.row(state_row(k, s).row); }
  const Scalar* c(Index k, Index s) const { return state_row(k, s).cells->c_previous.row(state_row(k, s).row); }

  /// Copies what the cell of trajectory k saw and made in the step after s steps.
  void copy_step(Index k, Index s, LSTMCells<Scalar>& to, Index to_row) const {
    const Cell from = step_cell(k, s);
    copy_row(from.cells->gates, from.row, to.gates, to_row);
    copy_row(from.cells->h_previous, from.row, to.h_previous, to_row);
    copy_row(from.cells->c_previous, from.row, to.c_previous, to_row);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }
  static void copy_row(const Rows<Scalar>& from, Index from_row, Rows<Scalar>& to, Index to_row) {
    std::copy_n(from.row(from_row), from.features(), to.row(to_row));
  }

  /// A trajectory whose state after `begin` steps is that after begin + period steps, if the period is not 0.
  struct Cycle {
    Index begin = 0, period = 0;

    Index fold(Index s) const { return period > 0 && s >= begin ? begin + (s - begin) % period : s; }
  };

  struct Segment {
    static constexpr Index steps = 64;

    Index first_step = 0;
    std::vector<Index> members;  // which trajectory the k-th packed one is
    std::vector<Index> place;    // of each trajectory that is a member: its k
    Packing packing;             // of their states: one more than they have steps in this segment
    LSTMCells<Scalar> cells;
    std::vector<int> same_row;

    void assign(std::span<const Index> running, std::span<const Index> lengths, Index first, Index padded_units) {
      first_step = first;
      states_.clear();
      for (const Index k : running) states_.push_back(std::min(lengths[at(k)] - first, steps) + 1);
      packing.assign(states_);
      members.resize(running.size());
      place.resize(lengths.size());
      for (Index k = 0; k < std::ssize(members); ++k) {
        members[at(k)] = running[at(packing.order(k))];
        place[at(members[at(k)])] = k;
      }
      cells.resize(packing.rows(), 0, padded_units);
      same_row.assign(running.size(), 0);
    }

   private:
    std::vector<Index> states_;
  };

  void begin_from(const LSTMState<Scalar>& begin) {
    Segment& first = segments_.front();
    for (Index k = 0; k < std::ssize(first.members); ++k) {
      copy_row(begin.h, first.members[at(k)], first.cells.h_previous, k);
      copy_row(begin.c, first.members[at(k)], first.cells.c_previous, k);
    }
  }
  static void continue_from(const Segment& before, Segment& segment) {
    for (Index k = 0; k < std::ssize(segment.members); ++k) {
      const Index row = before.packing.row(Segment::steps, before.place[at(segment.members[at(k)])]);
      copy_row(before.cells.h_previous, row, segment.cells.h_previous, k);
      copy_row(before.cells.c_previous, row, segment.cells.c_previous, k);
    }
  }

  void walk(Segment& segment, const LSTMWeights<Scalar>& weights, const Scalar* projected) {
    for (Index q = 0; q + 1 < segment.packing.steps(); ++q) {
      kernels::cell_forward<Scalar>(cell(segment, q, weights, projected));
      if (find_cycles(segment, q + 1)) return;
    }
  }

  static kernels::CellStep<Scalar> cell(Segment& segment, Index q, const LSTMWeights<Scalar>& weights,
                                        const Scalar* projected) {
    LSTMCells<Scalar>& cells = segment.cells;
    const Index now = segment.packing.first(q), next = segment.packing.first(q + 1);
    return {.rows = segment.packing.active(q + 1),
            .padded_units = weights.padded_units,
            .bias = weights.bias.data(),
            .recurrent = weights.recurrent_product(cells.h_previous.row(now)),
            .projected = projected,
            .index = segment.same_row.data(),
            .c_previous = cells.c_previous.row(now),
            .gates = cells.gates.row(now),
            .c = cells.c_previous.row(next),
            .h = cells.h_previous.row(next)};
  }

  /// Compares the states after q steps of the segment with those at its beginning. Whether all that go on have
  /// repeated.
  bool find_cycles(const Segment& segment, Index q) {
    bool all = true;
    for (Index k = 0; k < segment.packing.active(q); ++k) {
      const Index trajectory = segment.members[at(k)];
      Cycle& cycle = cycles_[at(trajectory)];
      if (cycle.period == 0 && same_state(segment, k, q)) cycle = {segment.first_step, q};
      all = all && (cycle.period > 0 || lengths_[at(trajectory)] == segment.first_step + q);
    }
    return all;
  }
  static bool same_state(const Segment& segment, Index k, Index q) {
    const LSTMCells<Scalar>& cells = segment.cells;
    const auto bytes = static_cast<std::size_t>(cells.c_previous.features()) * sizeof(Scalar);
    const Index row = segment.packing.row(q, k);
    return std::memcmp(cells.c_previous.row(row), cells.c_previous.row(k), bytes) == 0 &&
           std::memcmp(cells.h_previous.row(row), cells.h_previous.row(k), bytes) == 0;
  }

  void keep_running(Index next_step) {
    std::erase_if(running_, [&](Index k) { return cycles_[at(k)].period > 0 || lengths_[at(k)] <= next_step; });
  }

  struct Cell {
    const LSTMCells<Scalar>* cells;
    Index row;
  };
  Cell cell_in(Index segment, Index k, Index s) const {
    const Segment& in = segments_[at(segment)];
    return {&in.cells, in.packing.row(s - in.first_step, in.place[at(k)])};
  }
  Cell step_cell(Index k, Index s) const {
    s = cycles_[at(k)].fold(s);
    return cell_in(s / Segment::steps, k, s);
  }
  /// The last state of a segment is there even where the trajectory is not in the next.
  Cell state_row(Index k, Index s) const {
    s = cycles_[at(k)].fold(s);
    return cell_in(s == 0 ? 0 : (s - 1) / Segment::steps, k, s);
  }

  std::vector<Segment> segments_;
  std::vector<Cycle> cycles_;
  std::vector<Index> lengths_, running_;
};

}  // namespace weft
