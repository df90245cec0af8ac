// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/lstm.hpp>

#include "laws.hpp"

namespace weft::testing {

/// An LSTM fed one row again and again, from random states.
struct FedLSTM {
  static constexpr Index units = 5;
  LSTMWeights<double> weights;
  LSTMInput<double> input;
  LSTMState<double> begin;
  LSTM<double> lstm{units};

  FedLSTM(Index trajectories, double scale, Rng& rng) {
    lstm.build(3, rng);
    for (double& w : numbers(lstm.recurrent_kernel)) w *= scale;
    weights.pack(lstm.recurrent_kernel, lstm.bias);
    input.project(random_sequence(std::vector<Index>{1}, 3, rng), lstm.kernel, weights);
    begin.resize_zero(trajectories, weights.padded_units);
    for (Index k = 0; k < trajectories; ++k)
      for (Index unit = 0; unit < units; ++unit) {
        begin.h.row(k)[unit] = rng.uniform(-1, 1);
        begin.c.row(k)[unit] = rng.uniform(-1, 1);
      }
  }

  /// The state of trajectory k after s steps, step by step.
  std::vector<double> plain(Index k, Index s) const {
    LSTMWalk<double> walk;
    walk.begin.resize(1, weights.padded_units);
    copy_state(begin, k, walk.begin, 0);
    const std::vector<int> same_row(static_cast<std::size_t>(s), 0);
    const auto feed = [&](const Packing::Step&, kernels::CellStep<double>& cell) {
      cell.projected = input.projected(0);
      cell.index = same_row.data();
    };
    walk.forward(Packing(std::vector<Index>{s}), Direction::forward, Purpose::training, weights, feed,
                 [](const Packing::Step&, const double*) {});
    std::vector<double> state(walk.end.h.row(0), walk.end.h.row(0) + units);
    state.insert(state.end(), walk.end.c.row(0), walk.end.c.row(0) + units);
    return state;
  }
};

/// sum += a' dz, for the real units of a and dz, whose gates are interleaved; sum is in Keras's order.
inline void add_outer(const double* a, const double* dz, Tensor<double, 2>& sum) {
  const Index units = sum.dimension(0);
  for (Index i = 0; i < units; ++i)
    for (Index gate = 0; gate < 4; ++gate)
      for (Index unit = 0; unit < units; ++unit)
        sum(i, gate * units + unit) += a[i] * dz[kernels::interleaved_column<double>(gate, unit)];
}

}  // namespace weft::testing
