// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "fed_lstm.hpp"

namespace {

using weft::Index;
using weft::testing::FedLSTM;

constexpr Index units = FedLSTM::units;

void check_states(const FedLSTM& given, const weft::LSTMTrajectories<double>& trajectories, Index k,
                  const std::vector<Index>& steps) {
  for (const Index s : steps) {
    INFO("trajectory ", k, " after ", s, " steps");
    const auto expected = given.plain(k, s);
    weft::LSTMState<double> state;
    state.resize(1, given.weights.padded_units);
    trajectories.copy_state({k, s}, state, 0);
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(trajectories.h({k, s})[unit] == expected[static_cast<std::size_t>(unit)]);
      CHECK(state.c.row(0)[unit] == expected[static_cast<std::size_t>(units + unit)]);
    }
  }
}

}  // namespace

TEST_CASE("every state of every trajectory is that of the plain walk, to the bit, settled or not") {
  weft::Rng rng(1);
  const std::vector<Index> lengths{0, 1, 63, 64, 65, 127, 128, 129, 700, 3000};
  for (const double scale : {0.3, 1.0, 4.0}) {
    const FedLSTM given(std::ssize(lengths), scale, rng);
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

TEST_CASE("a step can be taken again from the state before it, to the bit") {
  weft::Rng rng(2);
  const FedLSTM given(2, 1.0, rng);
  weft::LSTMTrajectories<double> trajectories;
  trajectories.walk(std::vector<Index>{900, 70}, given.begin, given.weights, given.input.projected(0));
  weft::LSTMState<double> before, after;
  before.resize(2, given.weights.padded_units);
  after.resize(1, given.weights.padded_units);
  std::vector<double> gates(static_cast<std::size_t>(given.weights.columns()));
  for (const auto& [k, s] : {std::pair<Index, Index>{0, 0}, {0, 63}, {0, 64}, {0, 850}, {1, 69}}) {
    trajectories.copy_state({k, s}, before, 1);
    trajectories.step(before, 1, 1, given.weights, gates.data(), after.c.data(), after.h.data());
    const auto expected = given.plain(k, s + 1);
    for (Index unit = 0; unit < units; ++unit) {
      CHECK(after.h.data()[unit] == expected[static_cast<std::size_t>(unit)]);
      CHECK(after.c.data()[unit] == expected[static_cast<std::size_t>(units + unit)]);
      const double* gate = gates.data() + unit;
      constexpr Index width = weft::kernels::panel_width<double>;
      CHECK(gate[width] * before.c.row(1)[unit] + gate[0] * gate[2 * width] ==
            doctest::Approx(after.c.data()[unit]).epsilon(1e-15));
    }
  }
}

TEST_CASE("a trajectory comes to a cycle, and from there on every state is that of a period before, to the bit") {
  weft::Rng rng(4);
  const FedLSTM given(1, 1.0, rng);
  weft::LSTMTrajectories<double> trajectories;
  trajectories.walk(std::vector<Index>{900}, given.begin, given.weights, given.input.projected(0));
  const auto& cycle = trajectories.cycle(0);
  REQUIRE(cycle.period > 0);
  REQUIRE(cycle.begin > 3);
  REQUIRE(cycle.begin < 890);
  CHECK(given.plain(0, cycle.begin) != given.plain(0, 3));
  for (const Index s : {cycle.begin, cycle.begin + 1, Index{500}, 900 - cycle.period})
    CHECK(given.plain(0, s) == given.plain(0, s + cycle.period));
  for (const Index s : {Index{3}, cycle.begin, Index{500}, Index{900}})
    CHECK(given.plain(0, cycle.fold(s)) == given.plain(0, s));
}

TEST_CASE("trajectories walked again, longer and shorter, do not remember the walk before") {
  weft::Rng rng(3);
  weft::LSTMTrajectories<double> trajectories;
  for (const auto& lengths : {std::vector<Index>{40, 900}, {2000, 3, 5}, {1}, {}}) {
    const FedLSTM given(std::ssize(lengths), 1.0, rng);
    trajectories.walk(lengths, given.begin, given.weights, given.input.projected(0));
    for (Index k = 0; k < trajectories.count(); ++k) check_states(given, trajectories, k, {trajectories.length(k)});
  }
}
