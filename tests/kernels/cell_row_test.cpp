// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/kernels/cell_row.hpp>

#include "cell_block.hpp"

namespace {

using weft::Index;
using weft::kernels::BlockOrder;
using weft::testing::CellBlock;
using weft::testing::Source;

/// A block's step, row by row.
template <class Block> typename Block::Output row_by_row(const Block& block, Source source, BlockOrder order) {
  auto output = block.output();
  for (Index row = 0; row < block.rows; ++row) {
    auto step = block.step(source, output, row);
    step.units = block.units;
    step.order = order;
    weft::kernels::cell_row(step);
  }
  return output;
}

template <class Units, class Scalar> void check_states() {
  using Block = CellBlock<Units, Scalar>;
  weft::testing::for_each_block<Units, Scalar>([](const Block& block, double) {
    for (const Source source : {Source::table, Source::index, Source::cells}) {
      auto expected = block.output();
      weft::kernels::cell_forward(block.step(source, expected));
      expected.gates = block.output().gates;
      expected.extra = block.output().extra;
      CHECK(row_by_row(block, source, BlockOrder::up) == expected);
      CHECK(row_by_row(block, source, BlockOrder::down) == expected);
    }
  });
}

}  // namespace

TEST_CASE_TEMPLATE("cell_row gives cell_forward's states to the bit, in both orders, and keeps nothing", Scalar, float,
                   double) {
  SUBCASE("LSTM") { check_states<weft::kernels::LSTMUnits, Scalar>(); }
  SUBCASE("GRU") { check_states<weft::kernels::GRUUnits, Scalar>(); }
  SUBCASE("SimpleRNN") { check_states<weft::kernels::SimpleRNNUnits, Scalar>(); }
}
