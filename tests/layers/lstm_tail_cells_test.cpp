// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "fed_lstm.hpp"

namespace {

using weft::Index;
using weft::testing::FedLSTM;
using Cells = weft::LSTMTailCells<double>;

constexpr auto no_use = [](const Cells::View&) {};

struct Given {
  weft::Rng rng{1};
  FedLSTM fed{3, 1.0, rng};
  weft::LSTMTrajectories<double> trajectories;
  Cells cells;

  Given() {
    fed.weights.begin_gradients(fed.lstm.kernel, fed.lstm.recurrent_kernel);
    trajectories.walk(std::vector<Index>{900, 70, 5}, fed.begin, fed.weights, fed.input.projected(0));
    cells.begin(trajectories, fed.weights);
  }
};

}  // namespace

TEST_CASE("gathered gates are those of the steps after the points, on a cycle or before") {
  Given given;
  const std::vector<Cells::Point> points{{0, 880}, {1, 30}, {2, 4}, {0, 20}};
  const auto repeats = [&](const Cells::Point& point) {
    const auto& cycle = given.trajectories.cycle(point.trajectory);
    return cycle.period > 0 && point.steps >= cycle.begin;
  };
  REQUIRE(repeats(points[0]));
  for (std::size_t k = 1; k < 4; ++k) REQUIRE_FALSE(repeats(points[k]));
  weft::LSTMState<double> state, after;
  state.resize(1, given.fed.weights.padded_units);
  after.resize(1, given.fed.weights.padded_units);
  std::vector<double> gates(static_cast<std::size_t>(given.fed.weights.columns()));

  for (const auto& some : {std::span(points).first(3), std::span(points).last(3), std::span(points).first(1)}) {
    given.cells.gather(given.trajectories, some, given.fed.weights, no_use);
    for (std::size_t k = 0; k < some.size(); ++k) {
      given.trajectories.copy_state(some[k], state, 0);
      given.trajectories.step(state, 0, 1, given.fed.weights, gates.data(), after.c.data(), after.h.data());
      const Index row = static_cast<Index>(k);
      CHECK(std::equal(gates.begin(), gates.end(), given.cells.gates.row(row)));
      CHECK(std::equal(state.c.row(0), state.c.row(0) + FedLSTM::units, given.cells.c_previous.row(row)));
    }
  }
}

TEST_CASE("the gradients of the weights get every dz that was kept once, with its own h") {
  Given given;
  constexpr Index units = FedLSTM::units;
  weft::Tensor<double, 2> expected(units, 4 * units), du(units, 4 * units), dw(3, 4 * units);
  weft::Tensor<double, 1> db(4 * units);
  for (auto* sum : {&expected, &du, &dw}) sum->setZero();
  db.setZero();
  double kept = 0, used = 0;
  const auto use = [&](const Cells::View& dz) {
    for (Index r = 0; r < dz.rows; ++r) used += std::accumulate(&dz(r, 0), &dz(r, 0) + dz.columns, 0.0);
  };
  for (Index step = 0; step < 400; ++step) {
    const std::vector<Cells::Point> points{{0, 899 - step}, {1, step % 70}, {2, step % 5}};
    given.cells.gather(given.trajectories, std::span(points).first(step % 2 == 0 ? 3 : 2), given.fed.weights, use);
    for (std::size_t k = 0; k < (step % 2 == 0 ? 3 : 2); ++k) {
      double* dz = given.cells.gates.row(static_cast<Index>(k));
      for (Index n = 0; n < given.cells.gates.features(); ++n) kept += dz[n] = given.rng.uniform(-1, 1);
      weft::testing::add_outer(given.trajectories.h(points[k]), dz, expected);
    }
    given.cells.keep();
  }
  given.cells.finish(given.fed.weights, use);
  given.fed.weights.give_gradients(dw, du, db);
  CHECK(used == doctest::Approx(kept).epsilon(1e-9));
  for (Index k = 0; k < du.size(); ++k) CHECK(du.data()[k] == doctest::Approx(expected.data()[k]).epsilon(1e-9));
}
