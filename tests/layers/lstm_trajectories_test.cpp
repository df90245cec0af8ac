// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/lstm.hpp>

#include "laws.hpp"

namespace {

using weft::Index;

constexpr Index units = 5;

/// An LSTM fed one row again and again, from random states.
struct Given {
  weft::LSTMWeights<double> weights;
  weft::LSTMInput<double> input;
  weft::LSTMState<double> begin;

  Given(Index trajectories, double scale, weft::Rng& rng) {
    weft::LSTM<double> lstm(units);
    lstm.build(3, rng);
    for (double& w : weft::testing::numbers(lstm.recurrent_kernel)) w *= scale;
    weights.pack(lstm.recurrent_kernel, lstm.bias);
    input.project(weft::testing::random_sequence(std::vector<Index>{1}, 3, rng), lstm.kernel, weights);
    begin.resize_zero(trajectories, weights.padded_units);
    for (Index k = 0; k < trajectories; ++k)
      for (Index unit = 0; unit < units; ++unit) {
        begin.h.row(k)[unit] = rng.uniform(-1, 1);
        begin.c.row(k)[unit] = rng.uniform(-1, 1);
      }
  }

  /// The state of trajectory k after s steps, step by step.
  std::vector<double> plain(Index k, Index s) const {
    weft::LSTMWalk<double> walk;
    walk.state.resize(1, weights.padded_units);
    std::copy_n(begin.h.row(k), weights.padded_units, walk.state.h.row(0));
    std::copy_n(begin.c.row(k), weights.padded_units, walk.state.c.row(0));
    const std::vector<int> same_row(static_cast<std::size_t>(s), 0);
    const auto feed = [&](const weft::Packing::Step&, weft::kernels::CellStep<double>& cell) {
      cell.projected = input.projected(0);
      cell.index = same_row.data();
    };
    walk.forward(weft::Packing(std::vector<Index>{s}), weft::Direction::forward, weft::Purpose::training, weights, feed,
                 [](const weft::Packing::Step&, const double*) {});
    std::vector<double> state(walk.state.h.row(0), walk.state.h.row(0) + units);
    state.insert(state.end(), walk.state.c.row(0), walk.state.c.row(0) + units);
    return state;
  }
};

void check_states(const Given& given, const weft::LSTMTrajectories<double>& trajectories, Index k,
                  const std::vector<Index>& steps) {
  for (const Index s : steps) {
    INFO("trajectory ", k, " after ", s, " steps");
    const auto expected = given.plain(k, s);
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(trajectories.h(k, s)[unit] == expected[static_cast<std::size_t>(unit)]);
      CHECK(trajectories.c(k, s)[unit] == expected[static_cast<std::size_t>(units + unit)]);
    }
  }
}

}  // namespace

TEST_CASE("every state of every trajectory is that of the plain walk, to the bit, settled or not") {
  weft::Rng rng(1);
  const std::vector<Index> lengths{0, 1, 63, 64, 65, 127, 128, 129, 700, 3000};
  for (const double scale : {0.3, 1.0, 4.0}) {
    const Given given(std::ssize(lengths), scale, rng);
    weft::LSTMTrajectories<double> trajectories;
    trajectories.walk(lengths, given.begin, given.weights, given.input.projected(0));
    for (Index k = 0; k < trajectories.count(); ++k) {
      const Index length = trajectories.length(k);
      CHECK(length == lengths[static_cast<std::size_t>(k)]);
      for (const Index s : {Index{0}, length / 3, std::min<Index>(64, length), std::min<Index>(65, length), length})
        check_states(given, trajectories, k, {s});
    }
  }
}

TEST_CASE("a step's cell begins with the state before it") {
  weft::Rng rng(2);
  const Given given(2, 1.0, rng);
  weft::LSTMTrajectories<double> trajectories;
  trajectories.walk(std::vector<Index>{900, 70}, given.begin, given.weights, given.input.projected(0));
  weft::LSTMCells<double> cells;
  cells.resize(1, 0, given.weights.padded_units);
  for (const auto& [k, s] : {std::pair<Index, Index>{0, 0}, {0, 63}, {0, 64}, {0, 850}, {1, 69}}) {
    trajectories.copy_step(k, s, cells, 0);
    const auto before = given.plain(k, s), after = given.plain(k, s + 1);
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(cells.h_previous.row(0)[unit] == before[static_cast<std::size_t>(unit)]);
      CHECK(cells.c_previous.row(0)[unit] == before[static_cast<std::size_t>(units + unit)]);
      const double* gates = cells.gates.row(0) + unit;
      constexpr Index width = weft::kernels::panel_width<double>;
      const double c = gates[width] * cells.c_previous.row(0)[unit] + gates[0] * gates[2 * width];
      CHECK(c == doctest::Approx(after[static_cast<std::size_t>(units + unit)]).epsilon(1e-15));
      CHECK(gates[3 * width] * std::tanh(c) == doctest::Approx(after[static_cast<std::size_t>(unit)]).epsilon(1e-14));
    }
  }
}

TEST_CASE("trajectories walked again, longer and shorter, do not remember the walk before") {
  weft::Rng rng(3);
  weft::LSTMTrajectories<double> trajectories;
  for (const auto& lengths : {std::vector<Index>{40, 900}, {2000, 3, 5}, {1}, {}}) {
    const Given given(std::ssize(lengths), 1.0, rng);
    trajectories.walk(lengths, given.begin, given.weights, given.input.projected(0));
    for (Index k = 0; k < trajectories.count(); ++k) check_states(given, trajectories, k, {trajectories.length(k)});
  }
}
