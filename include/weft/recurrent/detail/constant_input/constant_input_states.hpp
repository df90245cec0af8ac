// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <numeric>

#include <weft/recurrent/detail/unroll.hpp>

namespace weft::detail {

/// States of a cell whose input is the same row at every step, from several beginnings at once. The states alone: what
/// the steps kept on the way can be computed again.
///
/// Such a trajectory converges: after one or two hundred steps its states repeat to the bit, most often every step,
/// which is a fixed point. From there on nothing needs to be computed. So the steps are done a segment at a time; a
/// trajectory that has come to its end or has repeated itself within a segment is not in the next one. Within a segment
/// trajectories are packed as sequences are, with the states after q of its steps in the row of step q; the last states
/// of a segment are the first of the next.
template <class Units, class Scalar> class ConstantInputStates {
 public:
  using Cell = detail::Cell<Units, Scalar>;
  using States = typename Cell::States;

  /// Goes lengths[k] steps with trajectory k from row k of `begin`; x W is `projected` at each.
  void forward(std::span<const Index> lengths, const States& begin, const Cell& cell, const Scalar* projected) {
    start(lengths, cell, projected);
    for (std::size_t g = 0; !running_.empty(); ++g) {
      if (g == segments_.size()) segments_.emplace_back();
      segments_[g].assign(running_, lengths_, static_cast<Index>(g) * Segment::steps, cell.weights.padded_units);
      if (g == 0)
        begin_from(begin);
      else
        continue_from(segments_[g - 1], segments_[g]);
      run(segments_[g], cell);
      drop_finished(static_cast<Index>(g + 1) * Segment::steps);
    }
  }

  [[nodiscard]] Index count() const { return std::ssize(lengths_); }
  [[nodiscard]] Index length(Index k) const { return lengths_[at(k)]; }

  /// After so many steps of a trajectory.
  struct Point {
    Index trajectory, steps;
  };

  /// One of the states at a point, or all.
  [[nodiscard]] const Scalar* state(const Point& point, std::size_t s) const {
    const Place from = find(point);
    return from.states->each[s].row(from.row);
  }
  void copy_states(const Point& point, States& to, Index to_row) const {
    const Place from = find(point);
    detail::copy_states(*from.states, from.row, to, to_row);
  }
  /// A trajectory whose state after `begin` steps is that after begin + period steps, if the period is not 0.
  struct Cycle {
    Index begin = 0, period = 0;

    [[nodiscard]] Index fold(Index s) const { return period > 0 && s >= begin ? begin + (s - begin) % period : s; }
  };
  [[nodiscard]] const Cycle& cycle(Index k) const { return cycles_[at(k)]; }

  /// One step on from each of so many states, those in the rows of `from` from `row` on.
  void step(const States& from, Index row, Index rows, const Cell& cell, KeptSteps<Units, Scalar>& kept, Index kept_row,
            const std::array<Scalar*, Units::states>& next) {
    if (std::ssize(same_row_) < rows) same_row_.resize(at(rows), 0);
    auto cells = cell.step(rows, rows_of(from, row), kept, kept_row, next);
    cells.projected = projected_.data();
    cells.index = same_row_.data();
    cell.forward(cells, kept, kept_row);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  void start(std::span<const Index> lengths, const Cell& cell, const Scalar* projected) {
    projected_.resize(1, cell.weights.input_columns());
    std::copy_n(projected, projected_.features(), projected_.data());
    cell.resize(std::ssize(lengths), kept_);
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
    States states;

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

  void begin_from(const States& begin) {
    Segment& first = segments_.front();
    for (Index k = 0; k < std::ssize(first.members); ++k)
      detail::copy_states(begin, first.members[at(k)], first.states, k);
  }
  static void continue_from(const Segment& before, Segment& segment) {
    for (Index k = 0; k < std::ssize(segment.members); ++k) {
      const Index place = before.place[at(segment.members[at(k)])];
      detail::copy_states(before.states, before.packing.row(Segment::steps, place), segment.states, k);
    }
  }

  void run(Segment& segment, const Cell& cell) {
    const Packing& packing = segment.packing;
    States& states = segment.states;
    for (Index q = 0; q + 1 < packing.steps(); ++q) {
      const Index next = packing.first(q + 1);
      step(states, packing.first(q), packing.active(q + 1), cell, kept_, 0, rows_of(states, next));
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
    const States& states = segment.states;
    const Index row = segment.packing.row(q, k);
    return std::all_of(states.each.begin(), states.each.end(), [&](const Rows<Scalar>& state) {
      const auto bytes = static_cast<std::size_t>(state.features()) * sizeof(Scalar);
      return std::memcmp(state.row(row), state.row(k), bytes) == 0;
    });
  }

  void drop_finished(Index next_step) {
    std::erase_if(running_, [&](Index k) { return cycles_[at(k)].period > 0 || lengths_[at(k)] <= next_step; });
  }

  struct Place {
    const States* states;
    Index row;
  };
  /// The last state of a segment is there even where the trajectory is not in the next.
  [[nodiscard]] Place find(const Point& point) const {
    const Index s = cycles_[at(point.trajectory)].fold(point.steps);
    const Segment& in = segments_[at(s == 0 ? 0 : (s - 1) / Segment::steps)];
    return {&in.states, in.packing.row(s - in.first_step, in.place[at(point.trajectory)])};
  }

  std::vector<Segment> segments_;
  std::vector<Cycle> cycles_;
  std::vector<Index> lengths_, running_;
  Rows<Scalar> projected_;         // the input of all
  KeptSteps<Units, Scalar> kept_;  // what one step keeps, which nobody needs
  std::vector<int> same_row_;
};

}  // namespace weft::detail
