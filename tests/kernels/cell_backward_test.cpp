// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include "cell_block.hpp"

namespace {

using weft::Index;
using weft::detail::is_exactly;
using weft::reference::Numbers;
using weft::testing::CellBlock;
using weft::testing::error;

/// One step back over a block of rows, from random gradients of the states after.
template <class Block> struct BackStep {
  using States = typename Block::Reference::States;
  const Block& block;
  std::vector<typename Block::Reference::Gradient> expected;
  typename Block::Output forward, kept;
  typename Block::Gradient gradient;

  BackStep(const Block& of, weft::Rng& rng) : block(of), forward(of.output()) {
    typename Block::Reference unused(block.reference().features, block.reference().units);
    std::vector<States> d;
    for (Index row = 0; row < block.rows; ++row) {
      d.push_back(block.random_states(rng));
      expected.push_back(block.reference().backward(block.expected(row), d.back(), unused));
    }
    weft::kernels::cell_forward(block.step(weft::testing::Source::cells, forward));
    kept = forward;
    gradient = block.gradient(d);
  }

  void run(const auto& change) {
    auto step = block.gradient_step(kept, gradient);
    change(step);
    weft::kernels::cell_backward(step);
  }
};

/// The gradients of the states, of those that backward gives.
template <class Units> constexpr std::size_t first_gradient = Units::h_has_direct_way ? 0 : 1;

template <class Block> double worst_of_states(const BackStep<Block>& back) {
  double worst = 0;
  back.block.for_each_unit([&](Index row, Index unit) {
    const auto& to = back.expected[static_cast<std::size_t>(row)].units[static_cast<std::size_t>(unit)];
    for (std::size_t s = first_gradient<typename Block::Units>; s < to.before.size(); ++s)
      worst = std::max(worst, error(back.gradient.states[s][row * back.block.padded_units + unit], to.before[s]));
  });
  return worst;
}

/// dz of the input, and that of the state where it is apart.
template <class Block> double worst_of_dz(const BackStep<Block>& back) {
  double worst = 0;
  const auto& block = back.block;
  block.for_each_unit([&](Index row, Index unit) {
    const auto& to = back.expected[static_cast<std::size_t>(row)].units[static_cast<std::size_t>(unit)];
    for (int panel = 0; panel < Block::panels; ++panel) {
      const int first_of_state = Block::panels - Block::of_state;
      if (const int gate = Block::input_gate(panel); gate >= 0)
        worst = std::max(worst, error(back.kept.gates[block.at(row, Block::inputs, panel, unit)],
                                      to.da[static_cast<std::size_t>(gate)]));
      if (const int gate = Block::state_gate(panel); gate >= 0 && Block::extras > 0)
        worst =
            std::max(worst, error(back.gradient.state_dz[block.at(row, Block::of_state, panel - first_of_state, unit)],
                                  to.dq[static_cast<std::size_t>(gate)]));
    }
  });
  return worst;
}

template <class Block> bool padding_is_zero(const BackStep<Block>& back) {
  bool zero = true;
  const auto& block = back.block;
  block.for_each_unit_of_padding([&](Index row, Index unit) {
    for (const auto& state : back.gradient.states) zero = zero && is_exactly(state[row * block.padded_units + unit], 0);
    for (int panel = 0; panel < Block::inputs; ++panel)
      zero = zero && is_exactly(back.kept.gates[block.at(row, Block::inputs, panel, unit)], 0);
    for (int panel = 0; panel < Block::of_state; ++panel)
      zero = zero && is_exactly(back.gradient.state_dz[block.at(row, Block::of_state, panel, unit)], 0);
  });
  return zero;
}

template <class Units, class Scalar> void check_backward() {
  using Block = CellBlock<Units, Scalar>;
  weft::Rng rng(2);
  weft::testing::for_each_block<Units, Scalar>([&](const Block& block, double rounding) {
    BackStep<Block> back(block, rng);
    back.run([&](auto& step) { step.h = back.gradient.h.data(); });
    CHECK(worst_of_states(back) < 2 * rounding);
    CHECK(worst_of_dz(back) < 2 * rounding);
    CHECK(padding_is_zero(back));
  });
}

/// The sum of the reference's states weighted with d.
template <class Equations>
double weighted_sum(const weft::reference::Cell<Equations>& cell, const Numbers& x,
                    const typename weft::reference::Cell<Equations>::States& before,
                    const typename weft::reference::Cell<Equations>::States& d) {
  const auto step = cell.forward(x, before);
  double sum = 0;
  for (std::size_t s = 0; s < d.size(); ++s)
    for (std::size_t u = 0; u < cell.units; ++u) sum += d[s][u] * step.after[s][u];
  return sum;
}

/// Holds derivatives to differences of f(), which depends on the values.
void check_derivatives(Numbers& values, const Numbers& derivatives, const auto& f) {
  REQUIRE(values.size() == derivatives.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    constexpr double e = 1e-5;
    const double kept = std::exchange(values[k], values[k] + e);
    const double up = f();
    values[k] = kept - e;
    const double down = f();
    values[k] = kept;
    CHECK(derivatives[k] == doctest::Approx((up - down) / (2 * e)).epsilon(1e-8));
  }
}

}  // namespace

TEST_CASE_TEMPLATE("the reference's gradient agrees with numerical derivatives", Equations,
                   weft::reference::LSTMEquations, weft::reference::GRUEquations, weft::reference::SimpleRNNEquations) {
  using Cell = weft::reference::Cell<Equations>;
  weft::Rng rng(3);
  Cell cell(3, 4), gradient(3, 4);
  Numbers x(3);
  typename Cell::States before, d;
  for (auto* states : {&before, &d}) states->fill(Numbers(4));
  for (Numbers* numbers : {&cell.W, &cell.U, &cell.b, &cell.b_state, &x}) weft::testing::fill(*numbers, rng);
  for (auto* states : {&before, &d})
    for (Numbers& state : *states) weft::testing::fill(state, rng);
  const auto to = cell.backward(cell.forward(x, before), d, gradient);

  const auto sum = [&] { return weighted_sum(cell, x, before, d); };
  check_derivatives(cell.W, gradient.W, sum);
  check_derivatives(cell.U, gradient.U, sum);
  check_derivatives(cell.b, gradient.b, sum);
  check_derivatives(cell.b_state, gradient.b_state, sum);
  check_derivatives(x, to.dx, sum);
  for (std::size_t s = 0; s < before.size(); ++s) check_derivatives(before[s], to.before[s], sum);
}

TEST_CASE_TEMPLATE("cell_backward agrees with the reference for all sizes", Scalar, float, double) {
  SUBCASE("LSTM") { check_backward<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_backward<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("SimpleRNN") { check_backward<weft::kernels::SimpleRNNUnits, Scalar>(); }
}

TEST_CASE_TEMPLATE("an LSTM's backward gives the h of forward to the bit, of as many rows as it is asked for", Scalar,
                   float, double) {
  using Block = CellBlock<weft::kernels::LSTMUnits, Scalar>;
  weft::Rng rng(4);
  weft::testing::for_each_block<weft::kernels::LSTMUnits, Scalar>([&](const Block& block, double) {
    BackStep<Block> back(block, rng);
    const Index h_rows = (block.rows + 1) / 2;
    back.run([&](auto& step) { step.h = back.gradient.h.data(), step.h_rows = h_rows; });
    auto expected = weft::testing::zeros<Scalar>(block.rows * block.padded_units);
    std::copy_n(back.forward.states[0].data(), h_rows * block.padded_units, expected.data());
    CHECK(weft::testing::same_bits(back.gradient.h, expected));
  });
}

TEST_CASE("what backward is told to fetch makes no difference") {
  using Block = CellBlock<weft::kernels::GRUUnits, float>;
  weft::Rng rng(5);
  const Block block(20, 5, rng);
  BackStep<Block> with(block, rng), without = with;
  with.run([&](auto& step) { step.next_previous = with.forward.states[0].data(), step.next_rows = 4; });
  without.run([](auto&) {});
  CHECK(with.kept == without.kept);
  CHECK(weft::testing::same_bits(with.gradient.states[0], without.gradient.states[0]));
  CHECK(weft::testing::same_bits(with.gradient.state_dz, without.gradient.state_dz));
}
