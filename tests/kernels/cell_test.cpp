// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "cell_block.hpp"

namespace {

using weft::Index;
using weft::kernels::BlockOrder;
using weft::kernels::StepPart;
using weft::testing::CellBlock;
using weft::testing::error;
using weft::testing::Source;

constexpr Source sources[] = {Source::table, Source::index, Source::cells};

template <class Block> typename Block::Output run(const Block& block, Source source) {
  auto output = block.output();
  weft::kernels::cell_forward(block.step(source, output));
  return output;
}

/// The same with a step that was changed.
template <class Block> typename Block::Output run(const Block& block, Source source, const auto& change) {
  auto output = block.output();
  auto step = block.step(source, output);
  change(step);
  weft::kernels::cell_forward(step);
  return output;
}

/// What a panel of a unit is after the products.
template <class Block> double pre_activation(const auto& unit, int panel) {
  double z = 0;
  if (const int gate = Block::input_gate(panel); gate >= 0) z += unit.a[static_cast<std::size_t>(gate)];
  if (const int gate = Block::state_gate(panel); gate >= 0) z += unit.q[static_cast<std::size_t>(gate)];
  return z;
}

/// What is kept of it: what the gate comes to, and of a panel beyond the input's what it was.
template <class Block> double kept(const auto& unit, int panel) {
  const int gate = Block::input_gate(panel);
  return gate < 0 ? pre_activation<Block>(unit, panel) : unit.gates[static_cast<std::size_t>(gate)];
}

/// The largest difference between what was kept and expected(the reference's unit, panel).
template <class Block>
double worst_of_kept(const Block& block, const typename Block::Output& output, const auto& expected) {
  double worst = 0;
  block.for_each_unit([&](Index row, Index unit) {
    const auto& of_unit = block.expected(row).units[static_cast<std::size_t>(unit)];
    for (int panel = 0; panel < Block::panels; ++panel)
      worst = std::max(worst, error(block.kept(output, row, panel, unit), expected(of_unit, panel)));
  });
  return worst;
}

template <class Block> double worst_of_states(const Block& block, const typename Block::Output& output) {
  double worst = 0;
  block.for_each_unit([&](Index row, Index unit) {
    for (std::size_t s = 0; s < output.states.size(); ++s)
      worst = std::max(worst, error(output.states[s][row * block.padded_units + unit],
                                    block.expected(row).after[s][static_cast<std::size_t>(unit)]));
  });
  return worst;
}

template <class Block> bool padding_is_zero(const Block& block, const typename Block::Output& output) {
  bool zero = true;
  block.for_each_unit_of_padding([&](Index row, Index unit) {
    for (const auto& state : output.states)
      zero = zero && weft::detail::is_exactly(state[row * block.padded_units + unit], 0);
  });
  return zero;
}

template <class Units, class Scalar> void check_against_reference() {
  using Block = CellBlock<Units, Scalar>;
  weft::testing::for_each_block<Units, Scalar>([](const Block& block, double rounding) {
    for (const Source source : sources) {
      const auto output = run(block, source);
      CHECK(worst_of_kept(block, output, kept<Block, typename Block::Reference::Unit>) < rounding);
      CHECK(worst_of_states(block, output) < rounding);
      CHECK(padding_is_zero(block, output));
    }
  });
}

template <class Units, class Scalar> void check_products() {
  using Block = CellBlock<Units, Scalar>;
  weft::testing::for_each_block<Units, Scalar>([](const Block& block, double rounding) {
    for (const Source source : sources) {
      const auto output = run(block, source, [](auto& step) { step.part = StepPart::products; });
      CHECK(worst_of_kept(block, output, pre_activation<Block, typename Block::Reference::Unit>) < rounding);
    }
  });
}

/// A step of only those vectors that hold a unit: what the others keep is left as it was.
template <class Units, class Scalar> void check_without_padding() {
  using Block = CellBlock<Units, Scalar>;
  weft::testing::for_each_block<Units, Scalar>([](const Block& block, double rounding) {
    for (const Source source : sources) {
      const auto whole = run(block, source);
      const auto output = run(block, source, [&](auto& step) { step.units = block.units; });
      CHECK(std::equal(output.states.begin(), output.states.end(), whole.states.begin(),
                       weft::testing::same_bits<Scalar>));
      CHECK(worst_of_kept(block, output, kept<Block, typename Block::Reference::Unit>) < rounding);
    }
  });
}

/// All ways to compute a step whose results must be the same to the bit.
template <class Units, class Scalar> void check_bits() {
  using Block = CellBlock<Units, Scalar>;
  weft::testing::for_each_block<Units, Scalar>([](const Block& block, double) {
    for (const Source source : sources) {
      const auto output = run(block, source);
      CHECK(output == run(block, source, [](auto& step) { step.order = BlockOrder::down; }));
      auto in_parts = run(block, source, [](auto& step) { step.part = StepPart::products; });
      auto cells = block.step(source, in_parts);
      cells.part = StepPart::cells;
      weft::kernels::cell_forward(cells);
      CHECK(output == in_parts);
      auto row_by_row = block.output();
      for (Index row = 0; row < block.rows; ++row) weft::kernels::cell_forward(block.step(source, row_by_row, row));
      CHECK(output == row_by_row);
    }
    const auto fetch = [&](auto& step) { step.next_index = step.index, step.next_rows = block.rows; };
    CHECK(run(block, Source::index) == run(block, Source::table));
    CHECK(run(block, Source::index) == run(block, Source::index, fetch));
  });
}

}  // namespace

TEST_CASE_TEMPLATE("cell_forward agrees with the reference for all sizes, wherever x W comes from", Scalar, float,
                   double) {
  SUBCASE("LSTM") { check_against_reference<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_against_reference<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("SimpleRNN") { check_against_reference<weft::kernels::SimpleRNNUnits, Scalar>(); }
}

TEST_CASE_TEMPLATE("the products alone leave pre-activations where the gates are kept", Scalar, float, double) {
  SUBCASE("LSTM") { check_products<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_products<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("GRU with the reset gate before the product") {
    check_products<weft::kernels::GRUResetBeforeUnits, Scalar>();
  }
  SUBCASE("SimpleRNN") { check_products<weft::kernels::SimpleRNNUnits, Scalar>(); }
}

TEST_CASE_TEMPLATE(
    "a step is the same to the bit in whichever order, in one part or two, with other rows or without, fetched or not",
    Scalar, float, double) {
  SUBCASE("LSTM") { check_bits<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_bits<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("SimpleRNN") { check_bits<weft::kernels::SimpleRNNUnits, Scalar>(); }
}

TEST_CASE_TEMPLATE("a step without its padding gives the same states", Scalar, float, double) {
  SUBCASE("LSTM") { check_without_padding<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_without_padding<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("SimpleRNN") { check_without_padding<weft::kernels::SimpleRNNUnits, Scalar>(); }
}

TEST_CASE("a cell of which the kernels know only products has no equations for a vector of units") {
  CHECK(weft::kernels::VectorUnits<weft::kernels::LSTMUnits>);
  CHECK(weft::kernels::VectorUnits<weft::kernels::GRUUnits>);
  CHECK(weft::kernels::VectorUnits<weft::kernels::SimpleRNNUnits>);
  CHECK_FALSE(weft::kernels::VectorUnits<weft::kernels::GRUResetBeforeUnits>);
}
