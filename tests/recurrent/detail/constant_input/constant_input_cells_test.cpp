// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "constant_input_steps.hpp"

namespace {

using weft::Index;
using weft::testing::ConstantInputSteps;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;

constexpr auto ignore_dz = [](const weft::kernels::View<const double>&) {};

template <class L> struct Given : ConstantInputSteps<L> {
  using Cells = weft::detail::ConstantInputCells<typename L::Units, double>;
  using Point = typename Cells::Point;

  weft::detail::ConstantInputStates<typename L::Units, double> trajectories;
  Cells cells;

  explicit Given(weft::Rng& rng) : ConstantInputSteps<L>(3, 0.9, rng) {
    this->begin_gradients();
    trajectories.forward(std::vector<Index>{900, 70, 5}, this->begin, this->cell, this->projected());
    cells.begin(trajectories, this->cell);
  }
};

}  // namespace

TEST_CASE_TEMPLATE("what is gathered is what the steps after the points keep, on a cycle or before", L, LSTMLayer,
                   GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  Given<L> given(rng);
  const std::vector<typename Given<L>::Point> points{{0, 880}, {1, 30}, {2, 4}, {0, 20}};
  const auto repeats = [&](const auto& point) {
    const auto& cycle = given.trajectories.cycle(point.trajectory);
    return cycle.period > 0 && point.steps >= cycle.begin;
  };
  REQUIRE(repeats(points[0]));
  for (std::size_t k = 1; k < 4; ++k) REQUIRE_FALSE(repeats(points[k]));

  for (const auto& some : {std::span(points).first(3), std::span(points).last(3), std::span(points).first(1)}) {
    given.cells.gather(given.trajectories, some, given.cell, ignore_dz);
    for (std::size_t k = 0; k < some.size(); ++k) {
      const auto row = static_cast<Index>(k);
      const auto before = given.unrolled(some[k].trajectory, some[k].steps),
                 after = given.unrolled(some[k].trajectory, some[k].steps + 1);
      CHECK(Given<L>::row(given.cells.kept.gates, row) == after.gates);
      CHECK(Given<L>::row(given.cells.kept.extra, row) == after.extra);
      for (std::size_t s = L::Units::first_kept_state; s < L::Units::states; ++s)
        CHECK(Given<L>::row(given.cells.previous.each[s], row) == Given<L>::row(before.states.each[s]));
    }
  }
}

namespace {

/// Random dz for the rows that were gathered; returns the sum of those of the input.
template <class L> double fill_dz(Given<L>& given, Index rows, weft::Rng& rng) {
  double sum = 0;
  for (Index r = 0; r < rows; ++r) {
    weft::Rows<double>&dz = given.cells.kept.gates, &of_state = given.cells.gathered_state_dz();
    for (Index n = 0; n < of_state.features(); ++n) of_state.row(r)[n] = rng.uniform(-1, 1);
    for (Index n = 0; n < dz.features(); ++n) sum += dz.row(r)[n] = rng.uniform(-1, 1);
  }
  return sum;
}

}  // namespace

TEST_CASE_TEMPLATE("the gradients of the weights get every dz that was added once, with its own h", L, LSTMLayer,
                   GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  Given<L> given(rng);
  weft::Tensor<double, 2> expected(given.layer.recurrent_kernel.dimensions());
  expected.setZero();
  double added = 0, used = 0;
  const auto use = [&](const weft::kernels::View<const double>& dz) {
    for (Index r = 0; r < dz.rows; ++r) used += std::accumulate(&dz(r, 0), &dz(r, 0) + dz.columns, 0.0);
  };
  for (Index step = 0; step < 400; ++step) {
    const std::vector<typename Given<L>::Point> points{{0, 899 - step}, {1, step % 70}, {2, step % 5}};
    const std::size_t some = step % 2 == 0 ? 3 : 2;
    given.cells.gather(given.trajectories, std::span(points).first(some), given.cell, use);
    added += fill_dz(given, static_cast<Index>(some), rng);
    for (std::size_t k = 0; k < some; ++k)
      weft::testing::add_outer(given.trajectories.state(points[k], 0),
                               given.cells.gathered_state_dz().row(static_cast<Index>(k)), L::Units::state_gates,
                               expected);
    given.cells.add_gathered();
  }
  given.cells.finish(given.cell, use);
  CHECK(used == doctest::Approx(added).epsilon(1e-9));
  weft::testing::check_close(given.gradient().recurrent_kernel, expected, 1e-9);
}
