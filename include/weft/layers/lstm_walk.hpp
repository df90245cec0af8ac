// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/purpose.hpp>
#include <weft/layers/lstm_weights.hpp>

namespace weft {

/// What an LSTM's cells saw and made, a row each: with the state a walk began with, enough to differentiate them.
template <class Scalar> struct LSTMCells {
  Rows<Scalar> gates;       ///< [rows x 4 padded units]: i | f | g | o; after backward dz
  Rows<Scalar> c_previous;  ///< [rows x padded units], and as many rows more as were asked for

  void resize(Index rows, Index spare, Index padded_units) {
    gates.resize(rows, 4 * padded_units);
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

/// Copies so many rows.
template <class Scalar>
void copy_rows(const Rows<Scalar>& from, Index from_row, Rows<Scalar>& to, Index to_row, Index rows = 1) {
  std::copy_n(from.row(from_row), rows * from.features(), to.row(to_row));
}
template <class Scalar>
void copy_state(const LSTMState<Scalar>& from, Index from_row, LSTMState<Scalar>& to, Index to_row, Index rows = 1) {
  copy_rows(from.h, from_row, to.h, to_row, rows);
  copy_rows(from.c, from_row, to.c, to_row, rows);
}

/// The rows of a walk back whose dz is complete and has yet to be used: some hundred, enough work for a product, and
/// little enough to be in the cache still. They are neighbours, and have their h' in a window that moves with them: the
/// tape has no room for h, since backward comes by it anyway when it needs tanh(c).
template <class Scalar> class LSTMPendingRows {
 public:
  static constexpr Index enough = 256;
  Index first = 0, count = 0;

  void begin(Index batch, Index padded_units) {
    count = 0;
    window_.resize(enough + batch, padded_units);
  }

  /// Adds the rows of a step, next to those that are there.
  void add(const Packing::Step& step, Direction direction) {
    if (count == 0) base_ = direction == Direction::forward ? step.first + step.rows - window_.count() : step.first;
    first = count == 0 ? step.first : (std::min)(first, step.first);
    count += step.rows;
  }

  /// Where h' of a packed row is.
  Scalar* h_previous(Index row) { return window_.row(row - base_); }

 private:
  Rows<Scalar> window_;
  Index base_ = 0;  ///< the packed row of the window's first
};

/// The recurrence over a packed batch, from a state each sequence begins with to the one it ends with.
///
/// A step writes its c where the next step of the walk reads c_previous. What sequences that end there leave is behind
/// those rows, until the step after overwrites it: hence a batch of spare rows. Of h two steps are kept, which take
/// turns; in an inference so are c and the cells.
template <class Scalar> class LSTMWalk {
 public:
  using View = kernels::View<const Scalar>;

  LSTMCells<Scalar> cells;
  LSTMState<Scalar> begin, end;  ///< of each sequence
  LSTMState<Scalar> gradient;    ///< in: dL/d(end); out: dL/d(begin)

  /// (1) - (7) for every step; before each, feed(step, cell) tells the cells where x W is, and after each give(step, h)
  /// sees the h of its rows, [step.rows x padded units].
  template <class Feed, class Give>
  void forward(const Packing& packing, Direction direction, Purpose purpose, const LSTMWeights<Scalar>& weights,
               const Feed& feed, const Give& give) {
    const Index batch = packing.batch();
    cells.resize(purpose == Purpose::training ? packing.rows() : batch, batch, weights.padded_units);
    h_.resize(2 * batch, weights.padded_units);
    end.resize(batch, weights.padded_units);
    copy_state(begin, packing.active(0), end, packing.active(0), batch - packing.active(0));
    for (Index k = 0; k < packing.steps(); ++k) {
      const Packing::Step step = packing.step(k, direction);
      const Index before = k % 2 * batch, after = batch - before;
      const Place place = purpose == Purpose::training ? Place{step.first, step.first, step.next, before, after}
                                                       : Place{0, before, after, before, after};
      begin_sequences(step, place);
      kernels::CellStep<Scalar> cell = cell_at(place, step.rows, weights);
      cell.order = k % 2 == 0 ? kernels::BlockOrder::up : kernels::BlockOrder::down;
      feed(step, cell);
      kernels::cell_forward(cell);
      end_sequences(step, place);
      give(step, h_.row(after));
    }
  }

  /// (8) - (15) for every step, the other way. take(step, dh) adds to the dh of its rows before; rows whose dz is
  /// complete are handed to use(first row, dz), some hundred at a time.
  template <class Take, class Use>
  void backward(const Packing& packing, Direction direction, LSTMWeights<Scalar>& weights, const Take& take,
                const Use& use) {
    pending_.begin(packing.batch(), weights.padded_units);
    for (Index k = packing.steps() - 1; k >= 0; --k) {
      const Packing::Step step = packing.step(k, direction);
      take(step, gradient.h);
      const Packing::Step next = k > 0 ? packing.step(k - 1, direction) : Packing::Step{};
      kernels::cell_backward<Scalar>(cell_gradient(step, next, weights));
      if (pending_.count >= pending_.enough) hand_over(weights, use);  // now that their h' is there
      step_back(step, next, weights);
      pending_.add(step, direction);
      std::copy_n(begin.h.row(step.carried_in), (step.rows - step.carried_in) * weights.padded_units,
                  pending_.h_previous(step.first + step.carried_in));
    }
    hand_over(weights, use);
  }

 private:
  /// The rows of a step: of its gates, of the c and h it reads and of those it writes.
  struct Place {
    Index gates, c_before, c_after, h_before, h_after;
  };

  void begin_sequences(const Packing::Step& step, const Place& place) {
    const Index in = step.carried_in, count = step.rows - in;
    copy_rows(begin.h, in, h_, place.h_before + in, count);
    copy_rows(begin.c, in, cells.c_previous, place.c_before + in, count);
  }
  void end_sequences(const Packing::Step& step, const Place& place) {
    const Index out = step.carried_out, count = step.rows - out;
    copy_rows(h_, place.h_after + out, end.h, out, count);
    copy_rows(cells.c_previous, place.c_after + out, end.c, out, count);
  }

  kernels::CellStep<Scalar> cell_at(const Place& place, Index rows, const LSTMWeights<Scalar>& weights) {
    return {.rows = rows,
            .padded_units = weights.padded_units,
            .bias = weights.bias.data(),
            .recurrent = weights.recurrent_product(h_.row(place.h_before)),
            .c_previous = cells.c_previous.row(place.c_before),
            .gates = cells.gates.row(place.gates),
            .c = cells.c_previous.row(place.c_after),
            .h = h_.row(place.h_after)};
  }

  kernels::CellGradientStep<Scalar> cell_gradient(const Packing::Step& step, const Packing::Step& next,
                                                  const LSTMWeights<Scalar>& weights) {
    return {.rows = step.rows,
            .padded_units = weights.padded_units,
            .c_previous = cells.c_previous.row(step.first),
            .dh = gradient.h.data(),
            .dc = gradient.c.data(),
            .gates = cells.gates.row(step.first),
            .h = step.carried_out > 0 ? pending_.h_previous(step.next) : nullptr,
            .h_rows = step.carried_out,
            .next_c_previous = cells.c_previous.row(next.first),
            .next_rows = next.rows};
  }

  ///   dh' = dz U'        (14)
  ///
  /// Meanwhile the gates of the step that is taken back next are fetched.
  void step_back(const Packing::Step& step, const Packing::Step& next, const LSTMWeights<Scalar>& weights) {
    const View dz(cells.gates.row(step.first), step.rows, weights.columns());
    const kernels::View<Scalar> dh(gradient.h.data(), step.rows, weights.units, weights.padded_units);
    kernels::product(dz, weights.recurrent_transposed, dh, kernels::Update::overwrite,
                     View(cells.gates.row(next.first), next.rows, weights.columns()));
  }

  /// (15) for the pending rows, and what the caller does with their dz.
  template <class Use> void hand_over(LSTMWeights<Scalar>& weights, const Use& use) {
    if (pending_.count == 0) return;
    const View dz(cells.gates.row(pending_.first), pending_.count, weights.columns());
    weights.add_recurrent(
        View(pending_.h_previous(pending_.first), pending_.count, weights.units, weights.padded_units), dz);
    use(pending_.first, dz);
    pending_.count = 0;
  }

  Rows<Scalar> h_;
  LSTMPendingRows<Scalar> pending_;
};

}  // namespace weft
