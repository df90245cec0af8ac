// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/kernels/cell_layout.hpp>
#include <weft/kernels/product.hpp>

/// One step of a recurrent cell over a block of rows, forward and backward.
///
/// What the cell computes is a class of equations, Units, for one vector of units (cells/):
///
///   input_gates, state_gates   which of Keras's blocks of columns the input's product fills, in the first panels of a
///                              block of units, and which the state's product fills, in its last ones
///   panels, states             how many pre-activations and states a unit has; state 0 is h
///   first_kept_state           which states backward needs to have been kept: from this one on. Where that is not 0,
///                              backward finds h again
///   h_has_direct_way           whether h_prev reaches h by another way than the state's product
///   forward(z, previous, next)               z becomes what backward needs of it
///   backward(gates, previous, gradient, h)   these become dz; gradients of states become those of the states before,
///                                            where h's lacks what the state's product adds to it
///
/// Where a step cannot be computed for one vector of units alone, Units has neither forward nor backward: the kernels
/// then make its pre-activations, and the rest is done elsewhere.
namespace weft::kernels {

/// Which blocks of units come first.
enum class BlockOrder { up, down };

/// Panels of a block of units that the input's product fills, and the state's; and those beyond the input's.
template <class Units> inline constexpr int input_panels = static_cast<int>(Units::input_gates.size());
template <class Units> inline constexpr int state_panels = static_cast<int>(Units::state_gates.size());
template <class Units> inline constexpr int extra_panels = Units::panels - input_panels<Units>;

/// Whether the kernels know a cell's equations.
template <class Units>
concept VectorUnits = requires(ArrayVec<float> (&z)[Units::panels], const ArrayVec<float> (&previous)[Units::states],
                               ArrayVec<float> (&next)[Units::states]) {
  Units::forward(z, previous, next);
};

/// a B, [rows x depth] [depth x panels padded units], as a step adds it to z. B's numbers may be stored as another type
/// (half.hpp).
template <class Scalar, class Weight = Scalar> struct CellProduct {
  const Scalar* a = nullptr;
  Index row_stride = 0;            ///< of a
  const Weight* blocks = nullptr;  ///< B, in blocks
  Index depth = 0;
};

/// Which half of a step is computed: the products, which leave z where the gates will be kept, or what the cell makes
/// of these.
enum class StepPart { both, products, cells };

/// What one step reads and writes; every pointer is to the first of `rows` rows.
template <class U, class S, class W = S> struct CellStep {
  using Units = U;
  using Scalar = S;
  using Weight = W;

  Index rows, padded_units;
  const Scalar* bias;                      ///< [panels padded units]
  CellProduct<Scalar, Weight> recurrent;   ///< h_prev U
  CellProduct<Scalar, Weight> input = {};  ///< x W; or, if its a is null, it is read from
  const Scalar* projected = nullptr;       ///< x W, [distinct rows x input panels padded units], all of them
  const int* index = nullptr;              ///< which row of `projected`; null: row r is row first_row + r
  Index first_row = 0;
  const int* next_index = nullptr;  ///< the step after's, of its first `next_rows` rows: they are fetched meanwhile
  Index next_rows = 0;
  std::array<const Scalar*, Units::states> previous;  ///< [rows x padded units] each
  Scalar* gates;                                      ///< [rows x input panels padded units]
  Scalar* extra = nullptr;                            ///< [rows x extra panels padded units]
  std::array<Scalar*, Units::states> next;            ///< [rows x padded units] each
  BlockOrder order = BlockOrder::up;                  ///< no matter to the result
  StepPart part = StepPart::both;
  /// Where it is not 0, only vectors that hold one of so many units are computed: for steps whose padding nobody reads.
  Index units = 0;

  /// Where the units end that are computed, in vectors of so many.
  [[nodiscard]] Index end(Index lanes) const {
    return units > 0 ? (std::min)((units + lanes - 1) / lanes * lanes, padded_units) : padded_units;
  }
};

/// Some rows of `Blocks` vectors of units, with all panels of each.
template <class Isa, class Step, int Blocks> struct CellTile {
  using Units = typename Step::Units;
  using Scalar = typename Step::Scalar;
  using V = typename Isa::template Vector<Scalar>;
  static constexpr Index width = panel_width<Scalar>;
  static constexpr int inputs = input_panels<Units>, extras = extra_panels<Units>, vectors = Units::panels * Blocks;
  using Row = V[static_cast<std::size_t>(vectors)];
  const Step& step;
  Index first_unit;

  [[gnu::always_inline]] [[nodiscard]] inline Index unit(int block) const { return first_unit + block * V::lanes; }
  /// Where a panel of a block is among so many panels.
  [[gnu::always_inline]] [[nodiscard]] inline Index column(int block, int panel, int of) const {
    return (unit(block) / width * of + panel) * width + unit(block) % width;
  }

  template <int Rows> [[gnu::always_inline]] inline void run(Index row) const {
    fetch_next<Rows>(row);
    Row z[static_cast<std::size_t>(Rows)] = {};
    add_sums(z, row);
#pragma GCC unroll 8
    for (int m = 0; m < Rows; ++m)
#pragma GCC unroll 16
      for (int n = 0; n < vectors; ++n) z[m][n].store(kept(row + m, n / Units::panels, n % Units::panels));
  }

  /// z = (b + x W) + h_prev U, in this order whichever way x W comes, so that the bits are the same. z is zero before.
  template <std::size_t Rows> [[gnu::always_inline]] inline void add_sums(Row (&z)[Rows], Index row) const {
    if (step.input.a == nullptr) load_projected(z, row);
    if constexpr (inputs == Units::panels && state_panels<Units> == Units::panels) {
      for (int last = step.input.a == nullptr; last < 2; ++last) {  // one piece of code for both products
        if (last == 1) add_bias(z);
        add_product<0, Units::panels>(last == 1 ? step.recurrent : step.input, row, z);
      }
    } else {
      if (step.input.a != nullptr) add_product<0, inputs>(step.input, row, z);
      add_bias(z);
      add_product<Units::panels - state_panels<Units>, state_panels<Units>>(step.recurrent, row, z);
    }
  }

  template <std::size_t Rows> [[gnu::always_inline]] inline void load_projected(Row (&z)[Rows], Index row) const {
#pragma GCC unroll 8
    for (std::size_t m = 0; m < Rows; ++m)
#pragma GCC unroll 16
      for (int n = 0; n < inputs * Blocks; ++n)
        z[m][n / inputs * Units::panels + n % inputs] =
            V::load(projected(row + static_cast<Index>(m)) + column(n / inputs, n % inputs, inputs));
  }

  template <std::size_t Rows> [[gnu::always_inline]] inline void add_bias(Row (&z)[Rows]) const {
#pragma GCC unroll 16
    for (int n = 0; n < vectors; ++n) {
      const V b = V::load(step.bias + column(n / Units::panels, n % Units::panels, Units::panels));
#pragma GCC unroll 8
      for (std::size_t m = 0; m < Rows; ++m) z[m][n] = b + z[m][n];
    }
  }

  /// Adds a product to `Count` panels of each block, from panel `First` on.
  template <int First, int Count, std::size_t Rows>
  [[gnu::always_inline]] inline void add_product(const CellProduct<Scalar, typename Step::Weight>& product, Index row,
                                                 Row (&z)[Rows]) const {
    using Weight = typename Step::Weight;
    constexpr Index together = rows_together<Weight>, row_size = together * Count * width;
    const Index block_size = (product.depth + together - 1) / together * row_size;
    const Weight* b[static_cast<std::size_t>(Count * Blocks)];
#pragma GCC unroll 16
    for (int n = 0; n < Count * Blocks; ++n)
      b[n] = product.blocks + unit(n / Count) / width * block_size +
             together * (unit(n / Count) % width + n % Count * width);
    accumulate_tile<Window<Units::panels, First, Count>>(z, product.a + row * product.row_stride, product.row_stride, 1,
                                                         b, row_size, product.depth);
  }

  /// Rows of `projected` are all over a table larger than a cache; they come while the sums of this tile are computed.
  template <int Rows> [[gnu::always_inline]] inline void fetch_next(Index row) const {
    for (Index m = row; m < std::min<Index>(row + Rows, step.next_rows); ++m) {
      const Scalar* next = step.projected + step.next_index[m] * inputs * step.padded_units;
#pragma GCC unroll 16
      for (int n = 0; n < inputs * Blocks; ++n) prefetch(next + column(n / inputs, n % inputs, inputs));
    }
  }

  /// Where a panel of a block is kept, and z before.
  [[gnu::always_inline]] [[nodiscard]] inline Scalar* kept(Index row, int block, int panel) const {
    if (panel < inputs) return step.gates + row * inputs * step.padded_units + column(block, panel, inputs);
    return step.extra + row * extras * step.padded_units + column(block, panel - inputs, extras);
  }

  [[gnu::always_inline]] [[nodiscard]] inline const Scalar* projected(Index row) const {
    const Index r = step.index != nullptr ? step.index[row] : step.first_row + row;
    return step.projected + r * inputs * step.padded_units;
  }

  /// The cells of one row. In a loop of their own, so that neither this nor the sums' is short of registers.
  [[gnu::always_inline]] inline void cell(Index row, int block) const {
    const Index at = row * step.padded_units + unit(block);
    V z[static_cast<std::size_t>(Units::panels)];
#pragma GCC unroll 8
    for (int p = 0; p < Units::panels; ++p) z[p] = V::load(kept(row, block, p));
    set_states(z, at);
#pragma GCC unroll 8
    for (int p = 0; p < Units::panels; ++p) z[p].store(kept(row, block, p));
  }

  /// The next states of one vector of units, which is there in each state; z becomes what backward needs of it.
  [[gnu::always_inline]] inline void set_states(V (&z)[static_cast<std::size_t>(Units::panels)], Index at) const {
    V previous[Units::states], next[Units::states];
#pragma GCC unroll 4
    for (std::size_t s = 0; s < Units::states; ++s) previous[s] = V::load(step.previous[s] + at);
    Units::forward(z, previous, next);
#pragma GCC unroll 4
    for (std::size_t s = 0; s < Units::states; ++s) next[s].store(step.next[s] + at);
  }
};

template <class Units> struct CellForwardKernel {
  template <class Isa, class Step> [[gnu::always_inline]] static inline void run(const Step& step) {
    // One row's sums alone would wait for each other, as would those of few panels.
    constexpr int wide = Units::panels < 4 ? 4 / Units::panels : 1;
    const Index done = step.rows == 1 ? blocks<Isa, Isa::row_blocks * wide>(step, 0) : 0;
    blocks<Isa, 1>(step, wide > 1 ? blocks<Isa, wide>(step, done) : done);
  }

 private:
  /// The units from `first` on in as many tiles of so many vectors as there are; returns where they end.
  template <class Isa, int Blocks, class Step>
  [[gnu::always_inline]] static inline Index blocks(const Step& step, Index first) {
    constexpr Index lanes = Isa::template Vector<typename Step::Scalar>::lanes, several = Blocks * lanes;
    const Index end = first + (step.end(lanes) - first) / several * several;
    for (Index unit = first; unit < end; unit += several)
      compute(CellTile<Isa, Step, Blocks>{step, step.order == BlockOrder::up ? unit : first + end - several - unit});
    return end;
  }

  template <class Isa, int Blocks, class Step>
  [[gnu::always_inline]] static inline void compute(const CellTile<Isa, Step, Blocks>& tile) {
    if (tile.step.part != StepPart::cells)
      for_each_tile<Blocks * Units::panels <= 4 ? Isa::gate_rows : 1>(tile, 0, tile.step.rows);
    if constexpr (VectorUnits<Units>) {
      if (tile.step.part == StepPart::products) return;
      for (Index row = 0; row < tile.step.rows; ++row)
#pragma GCC unroll 1
        for (int block = 0; block < Blocks; ++block) tile.cell(row, block);
    }
  }
};

/// Computes what is kept of a step and the next states. Valid types: float, double.
template <class Units, class Scalar, class Weight> void cell_forward(const CellStep<Units, Scalar, Weight>& step) {
  dispatch<CellForwardKernel<Units>>(step);
}

}  // namespace weft::kernels
