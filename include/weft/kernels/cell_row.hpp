// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cell.hpp>

/// One step of a cell for one row of which nothing is kept, as a stream computes it. There one step waits for the one
/// before, so that what counts is how long the way from h_prev to h takes, and not how many numbers are computed at
/// once.
namespace weft::kernels {

/// Some units of the row, from the sums to the states without a way through memory.
template <class Isa, class Step, int Blocks> struct CellRowTile {
  using Units = typename Step::Units;
  using V = typename Isa::template Vector<typename Step::Scalar>;
  using Tile = CellTile<Isa, Step, Blocks>;
  static constexpr Index units = Blocks * V::lanes;

  [[gnu::always_inline]] static inline void compute(const Step& step, Index unit) {
    const Tile tile{step, unit};
    typename Tile::Row z[1] = {};
    tile.add_sums(z, 0);
#pragma GCC unroll 4
    for (int block = 0; block < Blocks; ++block) {
      V of_block[static_cast<std::size_t>(Units::panels)];
#pragma GCC unroll 8
      for (int p = 0; p < Units::panels; ++p) of_block[p] = z[0][block * Units::panels + p];
      tile.set_states(of_block, tile.unit(block));
    }
  }
};

template <class Units> struct CellRowKernel {
  template <class Isa, class Step> [[gnu::always_inline]] static inline void run(const Step& step) {
    constexpr int wide = Units::panels < 4 ? 4 / Units::panels : 1;
    using Several = CellRowTile<Isa, Step, Isa::row_blocks * wide>;
    using One = CellRowTile<Isa, Step, 1>;
    using Half = CellRowTile<typename Isa::Half, Step, 1>;
    const Index several_end = step.units / Several::units * Several::units;
    Index unit = 0;
    for (; unit < several_end; unit += Several::units)
      Several::compute(step, step.order == BlockOrder::up ? unit : several_end - Several::units - unit);
    for (; unit + Half::units < step.units; unit += One::units) One::compute(step, unit);
    if (unit < step.units) Half::compute(step, unit);
  }
};

/// Computes the next states of the one row of a step whose `units` are told. Valid types: float, double.
template <VectorUnits Units, class Scalar, class Weight> void cell_row(const CellStep<Units, Scalar, Weight>& step) {
  dispatch<CellRowKernel<Units>>(step);
}

}  // namespace weft::kernels
