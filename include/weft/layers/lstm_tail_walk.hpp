// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstring>
#include <limits>
#include <weft/layers/lstm_walk.hpp>

namespace weft {

/// The recurrence while its input stays the same: over padding that is not masked.
///
/// A state that is fed the same input again and again settles: after one or two hundred steps it repeats to the bit,
/// with a period of a few steps. From there on nothing needs to be computed, in forward; in backward, the gradient that
/// is carried back through such steps fades, and is dropped where it can no longer change a sum it would be added to.
///
/// Several trajectories, each of a length of its own, are walked together; packed as sequences are, with state s of a
/// trajectory, after s steps, in the row of step s. The results are those of the plain walk: bit for bit in forward,
/// to rounding in backward.
template <class Scalar> class LSTMTailWalk {
 public:
  using View = kernels::View<const Scalar>;

  /// Walks trajectories of the given lengths from the given states, all fed x W = `projected`. Returns whether all of
  /// them ended or settled within `most_steps`; if not, the plain walk is the way.
  bool forward(std::span<const Index> lengths, const LSTMState<Scalar>& begin, const LSTMWeights<Scalar>& weights,
               const Scalar* projected) {
    place(lengths, weights.padded_units);
    for (Index i = 0; i < packing_.batch(); ++i) {
      std::copy_n(begin.h.row(packing_.order(i)), weights.padded_units, cells_.h_previous.row(i));
      std::copy_n(begin.c.row(packing_.order(i)), weights.padded_units, cells_.c_previous.row(i));
    }
    for (Index s = 0; s < packing_.steps() - 1; ++s) {
      if (s == most_steps) return false;
      kernels::cell_forward<Scalar>(cell(s, weights, projected));
      if (settled(s + 1)) break;
    }
    return true;
  }

  /// State of the trajectory given as the k-th, after s steps.
  const Scalar* h(Index k, Index s) const { return cells_.h_previous.row(row(place_[at(k)], s)); }
  const Scalar* c(Index k, Index s) const { return cells_.c_previous.row(row(place_[at(k)], s)); }

  /// Where a state was read in forward, whose gradient comes back.
  struct Reader {
    Index trajectory, steps;
  };

  /// Takes back the gradients of states: row r of `read` is that of the state readers[r]. `begin` becomes the gradient
  /// of the states the trajectories begin with; use(dz) sees every dz that counts.
  template <class Use>
  void backward(std::span<const Reader> readers, const LSTMState<Scalar>& read, LSTMWeights<Scalar>& weights,
                LSTMState<Scalar>& begin, const Use& use) {
    sort(readers);
    begin.resize_zero(packing_.batch(), weights.padded_units);
    gradient_.resize_zero(packing_.batch(), weights.padded_units);
    scale_ = 0;
    pending_ = 0;
    std::size_t next = 0;
    for (Index u = 0; u < packing_.steps(); ++u) {
      for (; next < order_.size() && from_end(readers[order_[next]]) == u; ++next)
        add(readers[order_[next]], read, order_[next]);
      finish(u, begin);
      const Index running = packing_.active(u + 1);
      if (is_faded(running)) {
        gradient_.resize_zero(packing_.batch(), weights.padded_units);
        if (next == order_.size()) break;
        u = from_end(readers[order_[next]]) - 1;
        continue;
      }
      step_back(u, running, weights, use);
    }
    hand_over(weights, use);
  }

 private:
  static constexpr Index most_steps = 512, snapshot_every = 64;
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  /// One more step than there are in a trajectory, so that its last state has a row too.
  void place(std::span<const Index> lengths, Index padded_units) {
    states_.clear();
    for (const Index length : lengths) states_.push_back(length + 1);
    packing_.assign(states_);
    place_.resize(lengths.size());
    for (Index i = 0; i < packing_.batch(); ++i) place_[at(packing_.order(i))] = i;
    cycle_.assign(lengths.size(), Cycle{});
    same_row_.assign(lengths.size(), 0);
    cells_.resize(packing_.first(std::min(most_steps + 1, packing_.steps())), 0, padded_units);
  }

  kernels::CellStep<Scalar> cell(Index s, const LSTMWeights<Scalar>& weights, const Scalar* projected) {
    return {.rows = packing_.active(s + 1),
            .padded_units = weights.padded_units,
            .recurrent_kernel = weights.recurrent.factor(),
            .bias = weights.bias.data(),
            .projected = projected,
            .index = same_row_.data(),
            .first_row = 0,
            .h_previous = cells_.h_previous.row(packing_.first(s)),
            .c_previous = cells_.c_previous.row(packing_.first(s)),
            .gates = cells_.gates.row(packing_.first(s)),
            .tanh_c = cells_.tanh_c.row(packing_.first(s)),
            .c = cells_.c_previous.row(packing_.first(s + 1)),
            .h = cells_.h_previous.row(packing_.first(s + 1))};
  }

  /// A trajectory whose state after `begin` steps is that after begin + period steps, if the period is not 0.
  struct Cycle {
    Index begin = 0, period = 0;
  };

  /// Compares the states after s steps with those at the last snapshot; whether all that still run have settled.
  bool settled(Index s) {
    const Index snapshot = (s - 1) / snapshot_every * snapshot_every;
    bool all = true;
    for (Index i = 0; i < packing_.active(s + 1); ++i) {
      Cycle& cycle = cycle_[at(i)];
      if (cycle.period == 0 && same_state(i, s, snapshot)) cycle = {snapshot, s - snapshot};
      all = all && cycle.period > 0;
    }
    return all;
  }
  bool same_state(Index i, Index s, Index t) const {
    const auto bytes = static_cast<std::size_t>(cells_.c_previous.features()) * sizeof(Scalar);
    const Index a = packing_.row(s, i), b = packing_.row(t, i);
    return std::memcmp(cells_.c_previous.row(a), cells_.c_previous.row(b), bytes) == 0 &&
           std::memcmp(cells_.h_previous.row(a), cells_.h_previous.row(b), bytes) == 0;
  }

  /// Row of the cells that stands for step s of the trajectory in place i.
  Index row(Index i, Index s) const {
    const Cycle& cycle = cycle_[at(i)];
    if (cycle.period > 0 && s >= cycle.begin) s = cycle.begin + (s - cycle.begin) % cycle.period;
    return packing_.row(s, i);
  }

  Index length(Index i) const { return packing_.length(i) - 1; }
  Index from_end(const Reader& reader) const { return length(place_[at(reader.trajectory)]) - reader.steps; }

  void sort(std::span<const Reader> readers) {
    order_.resize(readers.size());
    for (std::size_t r = 0; r < readers.size(); ++r) order_[r] = r;
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      const Index ua = from_end(readers[a]), ub = from_end(readers[b]);
      return ua != ub ? ua < ub : a < b;
    });
  }

  void add(const Reader& reader, const LSTMState<Scalar>& read, std::size_t r) {
    const Index i = place_[at(reader.trajectory)];
    for (Index unit = 0; unit < read.h.features(); ++unit) {
      const Scalar dh = read.h.row(static_cast<Index>(r))[unit], dc = read.c.row(static_cast<Index>(r))[unit];
      gradient_.h.row(i)[unit] += dh;
      gradient_.c.row(i)[unit] += dc;
      scale_ = std::max({scale_, std::abs(dh), std::abs(dc)});
    }
  }

  /// Trajectories u steps long are back at their beginning.
  void finish(Index u, LSTMState<Scalar>& begin) const {
    for (Index i = packing_.active(u + 1); i < packing_.active(u); ++i) {
      std::copy_n(gradient_.h.row(i), begin.h.features(), begin.h.row(packing_.order(i)));
      std::copy_n(gradient_.c.row(i), begin.c.features(), begin.c.row(packing_.order(i)));
    }
  }

  /// Whether what is carried back is lost in the rounding of what has been added up: below a thousandth of the last bit
  /// of the largest gradient that came in.
  bool is_faded(Index running) const {
    const Scalar limit = scale_ * std::numeric_limits<Scalar>::epsilon() / 1024;
    const auto small = [&](Scalar x) { return std::abs(x) <= limit; };
    const Index size = running * gradient_.h.features();
    return std::all_of(gradient_.h.data(), gradient_.h.data() + size, small) &&
           std::all_of(gradient_.c.data(), gradient_.c.data() + size, small);
  }

  /// (8) - (14) for the step u from the end of each running trajectory; their rows are gathered, since the trajectories
  /// are at different steps.
  template <class Use> void step_back(Index u, Index running, LSTMWeights<Scalar>& weights, const Use& use) {
    if (pending_ + running > used_.gates.count()) hand_over(weights, use);
    if (pending_ == 0) used_.resize(std::max<Index>(256, running), 0, weights.padded_units);
    for (Index i = 0; i < running; ++i) gather(row(i, length(i) - u - 1), pending_ + i);
    const kernels::CellGradientStep<Scalar> step{.rows = running,
                                                 .padded_units = weights.padded_units,
                                                 .c_previous = used_.c_previous.row(pending_),
                                                 .tanh_c = used_.tanh_c.row(pending_),
                                                 .dh = gradient_.h.data(),
                                                 .dc = gradient_.c.data(),
                                                 .gates = used_.gates.row(pending_)};
    kernels::cell_backward<Scalar>(step);
    const View dz(used_.gates.row(pending_), running, weights.columns());
    const kernels::View<Scalar> dh(gradient_.h.data(), running, weights.units, weights.padded_units);
    kernels::product(dz, weights.recurrent_transposed, dh, kernels::Update::overwrite);
    pending_ += running;
  }
  void gather(Index from, Index to) {
    std::copy_n(cells_.gates.row(from), cells_.gates.features(), used_.gates.row(to));
    std::copy_n(cells_.tanh_c.row(from), cells_.tanh_c.features(), used_.tanh_c.row(to));
    std::copy_n(cells_.c_previous.row(from), cells_.c_previous.features(), used_.c_previous.row(to));
    std::copy_n(cells_.h_previous.row(from), cells_.h_previous.features(), used_.h_previous.row(to));
  }

  /// (15) for the rows that were gathered, and what the caller does with their dz.
  template <class Use> void hand_over(LSTMWeights<Scalar>& weights, const Use& use) {
    if (pending_ == 0) return;
    const View dz(used_.gates.data(), pending_, weights.columns());
    weights.add_recurrent(View(used_.h_previous.data(), pending_, weights.units, weights.padded_units), dz);
    use(dz);
    pending_ = 0;
  }

  Packing packing_;
  std::vector<Index> states_, place_;
  std::vector<Cycle> cycle_;
  std::vector<int> same_row_;
  std::vector<std::size_t> order_;
  LSTMCells<Scalar> cells_, used_;
  LSTMState<Scalar> gradient_;
  Scalar scale_ = 0;
  Index pending_ = 0;
};

}  // namespace weft
