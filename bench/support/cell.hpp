// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/lstm.hpp>
#include "support/examples.hpp"
#include "support/flop.hpp"

namespace bench {

/// One LSTM step after another on weights that were packed once, as a program does that is handed one input at a time:
/// from x, h and c to the next h and c, which the next call goes on from; and from their gradients back to those of x,
/// h, c and the weights.
class Cell {
 public:
  Cell(Index input, Index units, Index batch) : batch_(batch), input_(input), units_(units), lstm_(units) {
    weft::Rng rng(42);
    lstm_.build(input, rng);
    weights_.pack(lstm_.recurrent_kernel, lstm_.bias);
    weights_.pack_for_cells(lstm_.kernel);
    weights_.begin_gradients(lstm_.kernel, lstm_.recurrent_kernel);
    x_ = sequence(batch, 1, input, rng);
    cells_.resize(batch, batch, weights_.padded_units);
    h_.resize(2 * batch, weights_.padded_units);
    gradient_.resize_zero(batch, weights_.padded_units);
    dh_previous_.resize_zero(batch, weights_.padded_units);
    dz_.resize(batch, weights_.columns());
    dx_.values.resize(batch, input);
    fill(h_, rng), fill(cells_.c_previous, rng), fill(gradient_.h, rng);
    forward();
  }

  void forward() {
    const Index before = steps_ % 2 * batch_, after = batch_ - before;
    weft::kernels::cell_forward<float>(
        {.rows = batch_,
         .padded_units = weights_.padded_units,
         .bias = weights_.bias.data(),
         .recurrent = weights_.recurrent_product(h_.row(before)),
         .input = weights_.input_product(x_.values.data(), input_),
         .c_previous = cells_.c_previous.row(before),
         .gates = cells_.gates.data(),
         .c = cells_.c_previous.row(after),
         .h = h_.row(after),
         .order = steps_ % 2 == 0 ? weft::kernels::BlockOrder::up : weft::kernels::BlockOrder::down});
    ++steps_;
  }

  /// With a copy of the gates, since dz is written over them.
  void backward() {
    using View = weft::kernels::View<const float>;
    std::copy_n(cells_.gates.data(), batch_ * weights_.columns(), dz_.data());
    weft::kernels::cell_backward<float>({.rows = batch_,
                                         .padded_units = weights_.padded_units,
                                         .c_previous = cells_.c_previous.data(),
                                         .dh = gradient_.h.data(),
                                         .dc = gradient_.c.data(),
                                         .gates = dz_.data(),
                                         .h = dh_previous_.data(),
                                         .h_rows = batch_});
    const View dz(dz_.data(), batch_, weights_.columns());
    weft::kernels::product(dz, weights_.recurrent_transposed,
                           weft::kernels::View<float>(dh_previous_.data(), batch_, units_, weights_.padded_units),
                           weft::kernels::Update::overwrite);
    weights_.add_recurrent(View(h_.data(), batch_, units_, weights_.padded_units), dz);
    weft::LSTMInput<float>::finish(x_, 0, dz, weights_, dx_);
  }

  const float* h() const { return h_.data(); }
  double flop() const { return flop::lstm(batch_, input_, units_); }

 private:
  static void fill(weft::Rows<float>& rows, weft::Rng& rng) {
    for (Index k = 0; k < rows.count() * rows.features(); ++k)
      rows.data()[k] = static_cast<float>(rng.uniform(-0.5, 0.5));
  }

  Index batch_, input_, units_, steps_ = 0;
  weft::LSTM<> lstm_;
  weft::LSTMWeights<float> weights_;
  weft::LSTMCells<float> cells_;
  weft::LSTMState<float> gradient_;
  weft::Rows<float> h_, dz_, dh_previous_;
  weft::Sequence<float> x_, dx_;
};

}  // namespace bench
