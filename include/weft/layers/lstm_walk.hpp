// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/purpose.hpp>
#include <weft/layers/lstm_weights.hpp>

namespace weft {

/// What an LSTM's cells saw and made, a row each: enough to differentiate them.
template <class Scalar> struct LSTMCells {
  Rows<Scalar> gates;                   ///< [rows x 4 padded units]: i | f | g | o; after backward dz
  Rows<Scalar> h_previous, c_previous;  ///< [rows x padded units], and as many rows more as were asked for

  void resize(Index rows, Index spare, Index padded_units) {
    gates.resize(rows, 4 * padded_units);
    h_previous.resize(rows + spare, padded_units);
    c_previous.resize(rows + spare, padded_units);
  }
};

/// A state h, c of several sequences, [sequences x padded units] each, or its gradient.
template <class Scalar> struct LSTMState {
  Rows<Scalar> h, c;

  void resize_zero(Index sequences, Index padded_units) {
    h.resize_zero(sequences, padded_units);
    c.resize_zero(sequences, padded_units);
  }
  void resize(Index sequences, Index padded_units) {
    h.resize(sequences, padded_units);
    c.resize(sequences, padded_units);
  }
};

/// The recurrence over a packed batch, from a state each sequence begins with to the one it ends with.
///
/// A step writes its c and h where the next step of the walk reads h_previous and c_previous. What sequences that end
/// there leave is behind those rows, until the step after overwrites it: hence a batch of spare rows. An inference
/// keeps two states, which take turns, and the cells of one step.
template <class Scalar> class LSTMWalk {
 public:
  using View = kernels::View<const Scalar>;

  LSTMCells<Scalar> cells;
  LSTMState<Scalar> state;     ///< in: where sequences begin; out: where they end
  LSTMState<Scalar> gradient;  ///< in: dL/d(where they end); out: dL/d(where they begin)

  /// (1) - (7) for every step; before each, feed(step, cell) tells the cells where x W is, and after each give(step, h)
  /// sees the h of its rows, [step.rows x padded units].
  template <class Feed, class Give>
  void forward(const Packing& packing, Direction direction, Purpose purpose, const LSTMWeights<Scalar>& weights,
               const Feed& feed, const Give& give) {
    cells.resize(purpose == Purpose::training ? packing.rows() : packing.batch(), packing.batch(),
                 weights.padded_units);
    for (Index k = 0; k < packing.steps(); ++k) {
      const Packing::Step step = packing.step(k, direction);
      const Place place = purpose == Purpose::training
                              ? Place{step.first, step.first, step.next}
                              : Place{0, k % 2 * packing.batch(), (k + 1) % 2 * packing.batch()};
      begin_sequences(step, place.before);
      kernels::CellStep<Scalar> cell = cell_at(place, step.rows, weights);
      cell.order = k % 2 == 0 ? kernels::BlockOrder::up : kernels::BlockOrder::down;
      feed(step, cell);
      kernels::cell_forward(cell);
      end_sequences(step, place.after);
      give(step, cells.h_previous.row(place.after));
    }
  }

  /// (8) - (15) for every step, the other way. take(step, dh) adds to the dh of its rows before; rows whose dz is
  /// complete are handed to use(first row, dz), some hundred at a time: enough work for a product, and little enough to
  /// be in the cache still.
  template <class Take, class Use>
  void backward(const Packing& packing, Direction direction, LSTMWeights<Scalar>& weights, const Take& take,
                const Use& use) {
    Index first = 0, rows = 0;
    for (Index k = packing.steps() - 1; k >= 0; --k) {
      const Packing::Step step = packing.step(k, direction);
      take(step, gradient.h);
      kernels::cell_backward<Scalar>(cell_gradient(step, weights));
      step_back(step, weights);
      first = rows == 0 ? step.first : std::min(first, step.first);
      rows += step.rows;
      if (rows < 256 && k > 0) continue;
      const View dz(cells.gates.row(first), rows, weights.columns());
      weights.add_recurrent(View(cells.h_previous.row(first), rows, weights.units, weights.padded_units), dz);
      use(first, dz);
      rows = 0;
    }
  }

 private:
  /// The rows of a step: of its gates, of the state it reads and of the one it writes.
  struct Place {
    Index gates, before, after;
  };

  void begin_sequences(const Packing::Step& step, Index before) {
    copy(state.h, step.carried_in, cells.h_previous, before + step.carried_in, step.rows - step.carried_in);
    copy(state.c, step.carried_in, cells.c_previous, before + step.carried_in, step.rows - step.carried_in);
  }
  void end_sequences(const Packing::Step& step, Index after) {
    copy(cells.h_previous, after + step.carried_out, state.h, step.carried_out, step.rows - step.carried_out);
    copy(cells.c_previous, after + step.carried_out, state.c, step.carried_out, step.rows - step.carried_out);
  }
  static void copy(const Rows<Scalar>& from, Index from_row, Rows<Scalar>& to, Index to_row, Index rows) {
    std::copy_n(from.row(from_row), rows * from.features(), to.row(to_row));
  }

  kernels::CellStep<Scalar> cell_at(const Place& place, Index rows, const LSTMWeights<Scalar>& weights) {
    return {.rows = rows,
            .padded_units = weights.padded_units,
            .bias = weights.bias.data(),
            .recurrent = weights.recurrent_product(cells.h_previous.row(place.before)),
            .c_previous = cells.c_previous.row(place.before),
            .gates = cells.gates.row(place.gates),
            .c = cells.c_previous.row(place.after),
            .h = cells.h_previous.row(place.after)};
  }

  kernels::CellGradientStep<Scalar> cell_gradient(const Packing::Step& step, const LSTMWeights<Scalar>& weights) {
    return {.rows = step.rows,
            .padded_units = weights.padded_units,
            .c_previous = cells.c_previous.row(step.first),
            .dh = gradient.h.data(),
            .dc = gradient.c.data(),
            .gates = cells.gates.row(step.first)};
  }

  ///   dh' = dz U'        (14)
  void step_back(const Packing::Step& step, const LSTMWeights<Scalar>& weights) {
    const View dz(cells.gates.row(step.first), step.rows, weights.columns());
    const kernels::View<Scalar> dh(gradient.h.data(), step.rows, weights.units, weights.padded_units);
    kernels::product(dz, weights.recurrent_transposed, dh, kernels::Update::overwrite);
  }
};

}  // namespace weft
