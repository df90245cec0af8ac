// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/lstm.hpp>
#include "support/examples.hpp"
#include "support/flop.hpp"

namespace bench {

/// One LSTM step on weights that were packed once, as a program does that is handed one input at a time: from x, h and
/// c to the next h and c, and from their gradients back to those of x, h, c and the weights.
class Cell {
 public:
  Cell(Index input, Index units, Index batch) : batch_(batch), input_(input), units_(units) {
    weft::Rng rng(42);
    weft::LSTM lstm(units);
    lstm.build(input, rng);
    weights_.pack(lstm.kernel, lstm.recurrent_kernel, lstm.bias);
    weights_.begin_gradients();
    x_ = sequence(batch, 1, input, rng);
    input_product_.project(x_, weights_);
    cells_.resize(batch, 0, weights_.padded_units);
    next_.resize_zero(batch, weights_.padded_units);
    gradient_.resize_zero(batch, weights_.padded_units);
    dz_.resize(batch, weights_.columns());
    dx_.values.resize(batch, input);
    fill(cells_.h_previous, rng), fill(cells_.c_previous, rng), fill(gradient_.h, rng);
    forward();
  }

  void forward() {
    input_product_.project(x_, weights_);
    weft::kernels::cell_forward<float>({.rows = batch_,
                                        .padded_units = weights_.padded_units,
                                        .recurrent_kernel = weights_.recurrent.factor(),
                                        .bias = weights_.bias.data(),
                                        .projected = input_product_.projected(),
                                        .index = nullptr,
                                        .first_row = 0,
                                        .h_previous = cells_.h_previous.data(),
                                        .c_previous = cells_.c_previous.data(),
                                        .gates = cells_.gates.data(),
                                        .tanh_c = cells_.tanh_c.data(),
                                        .c = next_.c.data(),
                                        .h = next_.h.data()});
  }

  /// With a copy of the gates, since dz is written over them.
  void backward() {
    using View = weft::kernels::View<const float>;
    std::copy_n(cells_.gates.data(), batch_ * weights_.columns(), dz_.data());
    weft::kernels::cell_backward<float>({.rows = batch_,
                                         .padded_units = weights_.padded_units,
                                         .c_previous = cells_.c_previous.data(),
                                         .tanh_c = cells_.tanh_c.data(),
                                         .dh = gradient_.h.data(),
                                         .dc = gradient_.c.data(),
                                         .gates = dz_.data()});
    const View dz(dz_.data(), batch_, weights_.columns());
    weft::kernels::product(dz, weights_.recurrent_transposed,
                           weft::kernels::View<float>(next_.h.data(), batch_, units_, weights_.padded_units),
                           weft::kernels::Update::overwrite);
    weights_.add_recurrent(View(cells_.h_previous.data(), batch_, units_, weights_.padded_units), dz);
    weft::LSTMInput<float>::finish(x_, 0, dz, weights_, dx_);
  }

  const float* h() const { return next_.h.data(); }
  double flop() const { return flop::lstm(batch_, input_, units_); }

 private:
  static void fill(weft::Rows<float>& rows, weft::Rng& rng) {
    for (Index k = 0; k < rows.count() * rows.features(); ++k)
      rows.data()[k] = static_cast<float>(rng.uniform(-0.5, 0.5));
  }

  Index batch_, input_, units_;
  weft::LSTMWeights<float> weights_;
  weft::LSTMInput<float> input_product_;
  weft::LSTMCells<float> cells_;
  weft::LSTMState<float> next_, gradient_;
  weft::Rows<float> dz_;
  weft::Sequence<float> x_, dx_;
};

}  // namespace bench
