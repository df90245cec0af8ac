// SPDX-License-Identifier: MIT
#pragma once

#include "recurrent/detail/built_cell.hpp"

namespace weft::testing {

/// A cell that reads one row again and again, from random states.
template <class L> struct ConstantInputSteps : BuiltCell<L> {
  using typename BuiltCell<L>::Units;
  using typename BuiltCell<L>::States;
  using Kept = detail::KeptSteps<Units, double>;

  detail::InputProduct<Units, double> input;
  States begin;

  ConstantInputSteps(Index trajectories, double recurrent_scale, Rng& rng) : BuiltCell<L>(rng, recurrent_scale) {
    detail::InputDropout<Units, double> none;
    input.project(random_sequence(std::vector<Index>{1}, this->features, rng), this->layer.kernel, this->cell.weights,
                  none);
    begin = this->random_states(trajectories, rng);
  }

  const double* projected() const { return input.projected(0); }

  /// The states of trajectory k after s steps, in a row of their own, and what the last of these steps kept.
  struct Reached {
    States states;
    std::vector<double> gates, extra;
  };
  Reached unrolled(Index k, Index s) const {
    detail::Unroll<Units, double> unroll;
    unroll.begin.resize(1, this->padded_units());
    copy_states(begin, k, unroll.begin, 0);
    const std::vector<int> same_row(static_cast<std::size_t>(s), 0);
    const auto set_input = [&](const Packing::Step&, kernels::CellStep<Units, double>& step) {
      step.projected = projected();
      step.index = same_row.data();
    };
    unroll.forward(Packing(std::vector<Index>{s}), Direction::forward, Purpose::inference, this->cell, set_input,
                   [](const Packing::Step&, const double*) {});
    return {unroll.end, row(unroll.kept.gates), row(unroll.kept.extra)};
  }

  static std::vector<double> row(const Rows<double>& rows, Index r = 0) {
    return {rows.row(r), rows.row(r) + rows.features()};
  }
};

}  // namespace weft::testing
