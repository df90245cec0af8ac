// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/exactly.hpp>
#include <weft/layers/lstm_tail_cells.hpp>

namespace weft {

/// The recurrence while its input stays the same: over padding that is not masked.
///
/// Forward it is LSTMTrajectories, whose states can be read anywhere on the way. In backward the gradients of what was
/// read are carried back to where the trajectories begin (LSTMTailCells), or until they are zero to the bit, as most
/// become on a long way. However small a gradient is, it is carried on: farther back the state may be one from which it
/// grows again. The results are those of the plain walk: to the bit in forward, to rounding in backward.
template <class Scalar> class LSTMTailWalk {
 public:
  using View = kernels::View<const Scalar>;

  LSTMTrajectories<Scalar> trajectories;

  /// Where a state was read, whose gradient comes back.
  using Reader = typename LSTMTrajectories<Scalar>::Point;

  /// Takes back the gradients of states: row r of `read` is that of the state readers[r]. `begin` becomes the gradient
  /// of the states the trajectories begin with; use(dz) sees every dz that counts.
  ///
  /// All trajectories are walked together, u steps from the end of each.
  template <class Use>
  void backward(std::span<const Reader> readers, const LSTMState<Scalar>& read, LSTMWeights<Scalar>& weights,
                LSTMState<Scalar>& begin, const Use& use) {
    sort();
    sort(readers);
    begin.resize_zero(trajectories.count(), weights.padded_units);
    gradient_.resize_zero(trajectories.count(), weights.padded_units);
    cells_.begin(trajectories, weights);
    std::size_t next = 0;
    for (Index u = 0; u < packing_.steps(); ++u) {
      for (; next < order_.size() && from_end(readers[order_[next]]) == u; ++next)
        add(readers[order_[next]], read, order_[next]);
      finish(u, begin);
      const Index running = packing_.active(u + 1);
      if (is_zero(running)) {
        if (next == order_.size()) break;
        u = from_end(readers[order_[next]]) - 1;
        continue;
      }
      step_back(u, running, weights, use);
    }
    cells_.finish(weights, use);
  }

 private:
  static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

  /// The longest trajectory first, so that those which still run are the first rows of the gradient. Packed with one
  /// state more than a trajectory has steps.
  void sort() {
    states_.clear();
    for (Index k = 0; k < trajectories.count(); ++k) states_.push_back(trajectories.length(k) + 1);
    packing_.assign(states_);
    place_.resize(states_.size());
    for (Index i = 0; i < packing_.batch(); ++i) place_[at(packing_.order(i))] = i;
  }
  void sort(std::span<const Reader> readers) {
    order_.resize(readers.size());
    for (std::size_t r = 0; r < readers.size(); ++r) order_[r] = r;
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      const Index ua = from_end(readers[a]), ub = from_end(readers[b]);
      return ua != ub ? ua < ub : a < b;
    });
  }
  Index from_end(const Reader& reader) const { return trajectories.length(reader.trajectory) - reader.steps; }

  void add(const Reader& reader, const LSTMState<Scalar>& read, std::size_t r) {
    const Index i = place_[at(reader.trajectory)];
    for (Index unit = 0; unit < read.h.features(); ++unit) {
      gradient_.h.row(i)[unit] += read.h.row(static_cast<Index>(r))[unit];
      gradient_.c.row(i)[unit] += read.c.row(static_cast<Index>(r))[unit];
    }
  }

  /// Trajectories u steps long are back at their beginning.
  void finish(Index u, LSTMState<Scalar>& begin) const {
    for (Index i = packing_.active(u + 1); i < packing_.active(u); ++i) {
      std::copy_n(gradient_.h.row(i), begin.h.features(), begin.h.row(packing_.order(i)));
      std::copy_n(gradient_.c.row(i), begin.c.features(), begin.c.row(packing_.order(i)));
    }
  }

  /// Whether nothing is carried back.
  bool is_zero(Index running) const {
    const auto zero = [](Scalar x) { return is_exactly(x, 0); };
    const Index size = running * gradient_.h.features();
    return std::all_of(gradient_.h.data(), gradient_.h.data() + size, zero) &&
           std::all_of(gradient_.c.data(), gradient_.c.data() + size, zero);
  }

  /// (8) - (14) for the step u from the end of each running trajectory.
  template <class Use> void step_back(Index u, Index running, LSTMWeights<Scalar>& weights, const Use& use) {
    points_.clear();
    for (Index i = 0; i < running; ++i) points_.push_back({packing_.order(i), packing_.length(i) - 1 - u - 1});
    cells_.gather(trajectories, points_, weights, use);
    kernels::cell_backward<Scalar>({.rows = running,
                                    .padded_units = weights.padded_units,
                                    .c_previous = cells_.c_previous.data(),
                                    .dh = gradient_.h.data(),
                                    .dc = gradient_.c.data(),
                                    .gates = cells_.gates.data()});
    const View dz(cells_.gates.data(), running, weights.columns());
    const kernels::View<Scalar> dh(gradient_.h.data(), running, weights.units, weights.padded_units);
    kernels::product(dz, weights.recurrent_transposed, dh, kernels::Update::overwrite);
    cells_.keep();
  }

  Packing packing_;
  std::vector<Index> states_, place_;
  std::vector<std::size_t> order_;
  std::vector<Reader> points_;
  LSTMTailCells<Scalar> cells_;
  LSTMState<Scalar> gradient_;
};

}  // namespace weft
