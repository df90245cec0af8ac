// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <numeric>

#include <weft/layers/lstm_walk.hpp>

namespace weft {

/// States of an LSTM that is fed the same row again and again, from several beginnings at once. The states alone: what
/// the cells made on the way can be had again.
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
    start(lengths, weights, projected);
    for (std::size_t g = 0; !running_.empty(); ++g) {
      if (g == segments_.size()) segments_.emplace_back();
      segments_[g].assign(running_, lengths_, static_cast<Index>(g) * Segment::steps, weights.padded_units);
      if (g == 0)
        begin_from(begin);
      else
        continue_from(segments_[g - 1], segments_[g]);
      walk(segments_[g], weights);
      keep_running(static_cast<Index>(g + 1) * Segment::steps);
    }
  }

  Index count() const { return std::ssize(lengths_); }
  Index length(Index k) const { return lengths_[at(k)]; }

  /// After so many steps of a trajectory.
  struct Point {
    Index trajectory, steps;
  };

  /// The state at a point.
  const Scalar* h(const Point& point) const {
    const Place from = find(point);
    return from.states->h.row(from.row);
  }
  void copy_state(const Point& point, LSTMState<Scalar>& to, Index to_row) const {
    const Place from = find(point);
    weft::copy_state(*from.states, from.row, to, to_row);
  }
  /// A trajectory whose state after `begin` steps is that after begin + period steps, if the period is not 0.
  struct Cycle {
    Index begin = 0, period = 0;

    Index fold(Index s) const { return period > 0 && s >= begin ? begin + (s - begin) % period : s; }
  };
  const Cycle& cycle(Index k) const { return cycles_[at(k)]; }

  /// One step on from each of so many states, those in the rows of `from` from `row` on.
  void step(const LSTMState<Scalar>& from, Index row, Index rows, const LSTMWeights<Scalar>& weights, Scalar* gates,
            Scalar* c, Scalar* h) {
    if (std::ssize(same_row_) < rows) same_row_.resize(at(rows), 0);
    kernels::cell_forward<Scalar>({.rows = rows,
                                   .padded_units = weights.padded_units,
                                   .bias = weights.bias.data(),
                                   .recurrent = weights.recurrent_product(from.h.row(row)),
                                   .projected = projected_.data(),
                                   .index = same_row_.data(),
                                   .c_previous = from.c.row(row),
                                   .gates = gates,
                                   .c = c,
                                   .h = h});
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  void start(std::span<const Index> lengths, const LSTMWeights<Scalar>& weights, const Scalar* projected) {
    projected_.resize(1, weights.columns());
    std::copy_n(projected, weights.columns(), projected_.data());
    gates_.resize(std::ssize(lengths), weights.columns());
    same_row_.assign(lengths.size(), 0);
    cycles_.assign(lengths.size(), Cycle{});
    lengths_.assign(lengths.begin(), lengths.end());
    running_.resize(lengths.size());
    std::iota(running_.begin(), running_.end(), Index{0});
  }

  struct Segment {
    static constexpr Index steps = 64;

    Index first_step = 0;
    std::vector<Index> members;  // which trajectory the k-th packed one is
    std::vector<Index> place;    // of each trajectory that is a member: its k
    Packing packing;             // of their states: one more than they have steps in this segment
    LSTMState<Scalar> states;

    void assign(std::span<const Index> running, std::span<const Index> lengths, Index first, Index padded_units) {
      first_step = first;
      counts_.clear();
      for (const Index k : running) counts_.push_back((std::min)(lengths[at(k)] - first, steps) + 1);
      packing.assign(counts_);
      members.resize(running.size());
      place.resize(lengths.size());
      for (Index k = 0; k < std::ssize(members); ++k) {
        members[at(k)] = running[at(packing.order(k))];
        place[at(members[at(k)])] = k;
      }
      states.resize(packing.rows(), padded_units);
    }

   private:
    std::vector<Index> counts_;
  };

  void begin_from(const LSTMState<Scalar>& begin) {
    Segment& first = segments_.front();
    for (Index k = 0; k < std::ssize(first.members); ++k)
      weft::copy_state(begin, first.members[at(k)], first.states, k);
  }
  static void continue_from(const Segment& before, Segment& segment) {
    for (Index k = 0; k < std::ssize(segment.members); ++k) {
      const Index place = before.place[at(segment.members[at(k)])];
      weft::copy_state(before.states, before.packing.row(Segment::steps, place), segment.states, k);
    }
  }

  void walk(Segment& segment, const LSTMWeights<Scalar>& weights) {
    const Packing& packing = segment.packing;
    LSTMState<Scalar>& states = segment.states;
    for (Index q = 0; q + 1 < packing.steps(); ++q) {
      const Index next = packing.first(q + 1);
      step(states, packing.first(q), packing.active(q + 1), weights, gates_.data(), states.c.row(next),
           states.h.row(next));
      if (find_cycles(segment, q + 1)) return;
    }
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
    const LSTMState<Scalar>& states = segment.states;
    const auto bytes = static_cast<std::size_t>(states.c.features()) * sizeof(Scalar);
    const Index row = segment.packing.row(q, k);
    return std::memcmp(states.c.row(row), states.c.row(k), bytes) == 0 &&
           std::memcmp(states.h.row(row), states.h.row(k), bytes) == 0;
  }

  void keep_running(Index next_step) {
    std::erase_if(running_, [&](Index k) { return cycles_[at(k)].period > 0 || lengths_[at(k)] <= next_step; });
  }

  struct Place {
    const LSTMState<Scalar>* states;
    Index row;
  };
  /// The last state of a segment is there even where the trajectory is not in the next.
  Place find(const Point& point) const {
    const Index s = cycles_[at(point.trajectory)].fold(point.steps);
    const Segment& in = segments_[at(s == 0 ? 0 : (s - 1) / Segment::steps)];
    return {&in.states, in.packing.row(s - in.first_step, in.place[at(point.trajectory)])};
  }

  std::vector<Segment> segments_;
  std::vector<Cycle> cycles_;
  std::vector<Index> lengths_, running_;
  Rows<Scalar> projected_, gates_;  // what all are fed; those of one step
  std::vector<int> same_row_;
};

}  // namespace weft
