// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/product.hpp>

/// One step of an LSTM over a block of rows; the numbers in comments are those of docs/math/lstm.md.
///
/// The four gates are interleaved: columns of z, of the gates and of the weights go
///
///   [block of units][gate i | f | g | o][panel_width units]
///
/// so that one register tile holds all four gates of its units, and the cell finds them side by side. Units are padded
/// to whole panels; the weights of the padding are zero, and so are its c, h and gradients.
namespace weft::kernels {

/// Column of unit u of a gate among interleaved columns; Keras has it at gate * units + u.
template <class Scalar> constexpr Index interleaved_column(Index gate, Index unit) {
  constexpr Index width = panel_width<Scalar>;
  return (unit / width * 4 + gate) * width + unit % width;
}

/// [rows x 4 units] in Keras's order of columns to [rows x 4 padded units], interleaved.
template <class Scalar> void interleave(const View<const Scalar>& weights, Buffer<Scalar>& interleaved) {
  const Index units = weights.columns / 4, columns = 4 * padded<Scalar>(units);
  interleaved.resize_zero(weights.rows * columns);
  for (Index row = 0; row < weights.rows; ++row)
    for (Index unit = 0; unit < units; unit += panel_width<Scalar>)
      for (Index gate = 0; gate < 4; ++gate)
        std::copy_n(&weights(row, gate * units + unit), (std::min)(panel_width<Scalar>, units - unit),
                    &interleaved[row * columns + interleaved_column<Scalar>(gate, unit)]);
}

/// W or U, in Keras's order of columns, as the cells read it, [block of panel_width units][rows][4 panel_width], so
/// that all a tile reads is in one piece.
template <class Scalar> void pack_blocks(const View<const Scalar>& weights, Buffer<Scalar>& blocks) {
  constexpr Index width = panel_width<Scalar>;
  const Index units = weights.columns / 4;
  blocks.resize(weights.rows * 4 * padded<Scalar>(units));
  Scalar* to = blocks.data();
  for (Index unit = 0; unit < units; unit += width)
    for (Index row = 0; row < weights.rows; ++row)
      for (Index gate = 0; gate < 4; ++gate, to += width) {
        const Index count = (std::min)(width, units - unit);
        std::copy_n(&weights(row, gate * units + unit), count, to);
        std::fill(to + count, to + width, Scalar(0));
      }
}

/// weights += the interleaved ones, back in Keras's order of columns.
template <class Scalar> void add_interleaved(const Buffer<Scalar>& interleaved, const View<Scalar>& weights) {
  const Index units = weights.columns / 4, columns = 4 * padded<Scalar>(units);
  for (Index row = 0; row < weights.rows; ++row)
    for (Index gate = 0; gate < 4; ++gate)
      for (Index unit = 0; unit < units; ++unit)
        weights(row, gate * units + unit) += interleaved[row * columns + interleaved_column<Scalar>(gate, unit)];
}

/// Which blocks of units come first.
enum class BlockOrder { up, down };

/// a B, [rows x depth] [depth x 4 padded units], as a step adds it to z.
template <class Scalar> struct CellProduct {
  const Scalar* a = nullptr;
  Index row_stride = 0;            ///< of a
  const Scalar* blocks = nullptr;  ///< B, in blocks
  Index depth = 0;
};

/// What one step reads and writes; every pointer is to the first of `rows` rows.
template <class Scalar> struct CellStep {
  Index rows, padded_units;
  const Scalar* bias;                 ///< [4 padded units]
  CellProduct<Scalar> recurrent;      ///< h' U
  CellProduct<Scalar> input = {};     ///< x W; or, if its a is null, it is read from
  const Scalar* projected = nullptr;  ///< x W, [distinct rows x 4 padded units], all of them
  const int* index = nullptr;         ///< which row of `projected`; null: row r is row first_row + r
  Index first_row = 0;
  const int* next_index = nullptr;  ///< the step after's, of its first `next_rows` rows: they are fetched meanwhile
  Index next_rows = 0;
  const Scalar* c_previous;           ///< [rows x padded units]
  Scalar* gates;                      ///< [rows x 4 padded units]: i | f | g | o
  Scalar* c;                          ///< [rows x padded units]
  Scalar* h;                          ///< [rows x padded units]
  BlockOrder order = BlockOrder::up;  ///< no matter to the result
};

/// c, the same to the bit in forward and backward.
template <class V> [[gnu::always_inline]] inline V next_state(const V& i, const V& f, const V& g, const V& c_previous) {
  return multiply_add(f, c_previous, i * g);
}

/// Some rows of `Blocks` vectors of units, with all four gates of each.
template <class Isa, int Blocks, class Scalar> struct CellTile {
  using V = typename Isa::template Vector<Scalar>;
  static constexpr Index width = panel_width<Scalar>;
  static constexpr int vectors = 4 * Blocks;
  using Row = V[static_cast<std::size_t>(vectors)];
  const CellStep<Scalar>& step;
  Index first_unit;

  [[gnu::always_inline]] inline Index unit(int block) const { return first_unit + block * V::lanes; }
  [[gnu::always_inline]] inline Index column(int block, int gate) const {
    return (unit(block) / width * 4 + gate) * width + unit(block) % width;
  }

  /// (1), in this order whichever way x W comes, so that the bits are the same: (b + x W) + h' U.
  template <int Rows> [[gnu::always_inline]] inline void run(Index row) const {
    fetch_next<Rows>(row);
    Row z[static_cast<std::size_t>(Rows)] = {};
    if (step.input.a == nullptr) {
#pragma GCC unroll 8
      for (int m = 0; m < Rows; ++m)
#pragma GCC unroll 16
        for (int n = 0; n < vectors; ++n) z[m][n] = V::load(projected(row + m) + column(n / 4, n % 4));
    }
    for (int last = step.input.a == nullptr; last < 2; ++last) {
      if (last == 1) add_bias(z);
      add_product(last == 1 ? step.recurrent : step.input, row, z);
    }
#pragma GCC unroll 8
    for (int m = 0; m < Rows; ++m)
#pragma GCC unroll 16
      for (int n = 0; n < vectors; ++n) z[m][n].store(gates(row + m, n / 4) + n % 4 * width);
  }

  template <std::size_t Rows> [[gnu::always_inline]] inline void add_bias(Row (&z)[Rows]) const {
#pragma GCC unroll 16
    for (int n = 0; n < vectors; ++n) {
      const V b = V::load(step.bias + column(n / 4, n % 4));
#pragma GCC unroll 8
      for (std::size_t m = 0; m < Rows; ++m) z[m][n] = b + z[m][n];
    }
  }

  template <std::size_t Rows>
  [[gnu::always_inline]] inline void add_product(const CellProduct<Scalar>& product, Index row, Row (&z)[Rows]) const {
    const Scalar* b[static_cast<std::size_t>(vectors)];
#pragma GCC unroll 16
    for (int n = 0; n < vectors; ++n)
      b[n] = product.blocks + unit(n / 4) / width * product.depth * 4 * width + unit(n / 4) % width + n % 4 * width;
    accumulate_tile(z, product.a + row * product.row_stride, product.row_stride, 1, b, 4 * width, product.depth);
  }

  /// Rows of `projected` are all over a table larger than a cache; they come while the sums of this tile are computed.
  template <int Rows> [[gnu::always_inline]] inline void fetch_next(Index row) const {
    for (Index m = row; m < std::min<Index>(row + Rows, step.next_rows); ++m) {
      const Scalar* next = step.projected + step.next_index[m] * 4 * step.padded_units;
#pragma GCC unroll 16
      for (int n = 0; n < vectors; ++n) prefetch(next + column(n / 4, n % 4));
    }
  }

  /// Where the gates of a block are kept, and z before.
  [[gnu::always_inline]] inline Scalar* gates(Index row, int block) const {
    return step.gates + row * 4 * step.padded_units + column(block, 0);
  }

  [[gnu::always_inline]] inline const Scalar* projected(Index row) const {
    const Index r = step.index != nullptr ? step.index[row] : step.first_row + row;
    return step.projected + r * 4 * step.padded_units;
  }

  /// The cells of one row, (2) - (7). In a loop of their own, so that neither this nor the sums' is short of registers.
  [[gnu::always_inline]] inline void cell(Index row, int block) const {
    Scalar* z = gates(row, block);
    const Index at = row * step.padded_units + unit(block);
    const V i = sigmoid(V::load(z)), f = sigmoid(V::load(z + width));               // (2), (3)
    const V g = tanh(V::load(z + 2 * width)), o = sigmoid(V::load(z + 3 * width));  // (4), (5)
    const V c = next_state(i, f, g, V::load(step.c_previous + at));                 // (6)
    i.store(z);
    f.store(z + width);
    g.store(z + 2 * width);
    o.store(z + 3 * width);
    c.store(step.c + at);
    (o * tanh(c)).store(step.h + at);  // (7)
  }
};

struct CellForwardKernel {
  template <class Isa, class Scalar> [[gnu::always_inline]] static inline void run(const CellStep<Scalar>& step) {
    constexpr Index lanes = Isa::template Vector<Scalar>::lanes, several = Isa::row_blocks * lanes;
    // One row's sums alone would wait for each other.
    const Index at_once = step.rows == 1 ? step.padded_units / several * several : 0;
    for (Index unit = 0; unit < at_once; unit += several) {
      const Index first = step.order == BlockOrder::up ? unit : at_once - several - unit;
      compute(CellTile<Isa, Isa::row_blocks, Scalar>{step, first});
    }
    for (Index unit = at_once; unit < step.padded_units; unit += lanes) compute(CellTile<Isa, 1, Scalar>{step, unit});
  }

 private:
  template <class Isa, int Blocks, class Scalar>
  [[gnu::always_inline]] static inline void compute(const CellTile<Isa, Blocks, Scalar>& tile) {
    for_each_tile<Blocks == 1 ? Isa::gate_rows : 1>(tile, 0, tile.step.rows);
    for (Index row = 0; row < tile.step.rows; ++row)
#pragma GCC unroll 1
      for (int block = 0; block < Blocks; ++block) tile.cell(row, block);
  }
};

/// Computes the gates, c and h of one step. Valid types: float, double.
template <class Scalar> void cell_forward(const CellStep<Scalar>& step) { dispatch<CellForwardKernel>(step); }

/// What one step of backward reads and writes; every pointer is to the first of `rows` rows.
template <class Scalar> struct CellGradientStep {
  Index rows, padded_units;
  const Scalar* c_previous;  ///< [rows x padded units]
  const Scalar* dh;          ///< [rows x padded units]
  Scalar* dc;                ///< [rows x padded units]: dL/dc from the step after; becomes that for the step before
  Scalar* gates;             ///< [rows x 4 padded units]: i | f | g | o; becomes dz
  Scalar* h = nullptr;       ///< [h_rows x padded units]: h of the first rows, the same to the bit as in forward
  Index h_rows = 0;
  const Scalar* next_c_previous = nullptr;  ///< of the step that is taken back next; its first rows are fetched
  Index next_rows = 0;
};

struct CellBackwardKernel {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(const CellGradientStep<Scalar>& step) {
    for (Index row = 0; row < step.rows; ++row)
      for (Index unit = 0; unit < step.padded_units; unit += Isa::template Vector<Scalar>::lanes)
        gradient<typename Isa::template Vector<Scalar>>(step, row, unit);
  }

 private:
  template <class V, class Scalar>
  [[gnu::always_inline]] static inline void gradient(const CellGradientStep<Scalar>& step, Index row, Index unit) {
    constexpr Index width = panel_width<Scalar>;
    Scalar* z = step.gates + row * 4 * step.padded_units + unit / width * 4 * width + unit % width;
    const Index at = row * step.padded_units + unit;
    if (row < step.next_rows) prefetch(step.next_c_previous + at);
    const V one = V::broadcast(Scalar(1));
    const V i = V::load(z), f = V::load(z + width), g = V::load(z + 2 * width), o = V::load(z + 3 * width);
    const V c_previous = V::load(step.c_previous + at), dh = V::load(step.dh + at);
    const V tanh_c = tanh(next_state(i, f, g, c_previous));  // again: it costs less than to keep it
    const V dc = multiply_add(dh * o, one - tanh_c * tanh_c, V::load(step.dc + at));  // (8)
    (dc * g * i * (one - i)).store(z);                                                // (9)
    (dc * c_previous * f * (one - f)).store(z + width);                               // (10)
    (dc * i * (one - g * g)).store(z + 2 * width);                                    // (11)
    (dh * tanh_c * o * (one - o)).store(z + 3 * width);                               // (12)
    (dc * f).store(step.dc + at);                                                     // (13)
    if (row < step.h_rows) (o * tanh_c).store(step.h + at);                           // (7)
  }
};

/// Turns the gates of one step into dz, and dc into the gradient for the step before. Valid types: float, double.
template <class Scalar> void cell_backward(const CellGradientStep<Scalar>& step) { dispatch<CellBackwardKernel>(step); }

}  // namespace weft::kernels
