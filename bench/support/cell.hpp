// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include "support/examples.hpp"
#include "support/flop.hpp"

namespace bench {

/// One step of a layer's cell after another on weights that were packed once, as a program does that is handed one
/// input at a time: from x and the states to the next states, which the next call goes on from; and from their
/// gradients back to those of x, the states and the weights.
template <class L> class Cell {
  using Units = typename L::Units;

 public:
  Cell(Index input, Index units, Index batch) : batch_(batch), input_(input), units_(units) {
    weft::Rng rng(42);
    L layer(units);
    layer.build(input, rng);
    pack(layer);
    x_ = sequence(batch, 1, input, rng);
    dx_.values.resize(batch, input);
    resize();
    for (auto& state : states_.each) fill(state, rng);
    fill(dh_, rng);
    forward();
  }

  void forward() {
    const Index before = steps_ % 2 * batch_, after = batch_ - before;
    auto step = cell_.step(batch_, rows_of(std::as_const(states_), before), kept_, 0, rows_of(states_, after));
    step.input = cell_.weights.input_product(x_.values.data(), input_);
    step.order = steps_ % 2 == 0 ? weft::kernels::BlockOrder::up : weft::kernels::BlockOrder::down;
    weft::kernels::cell_forward(step);
    ++steps_;
  }

  /// With copies of the gates and of dh, since what backward finds is written over them.
  void backward() {
    std::copy_n(kept_.gates.data(), batch_ * kept_.gates.features(), dz_.data());
    std::copy_n(dh_.data(), batch_ * dh_.features(), gradient_.h().data());
    weft::kernels::cell_backward<Units, float>({.rows = batch_,
                                                .padded_units = cell_.weights.padded_units,
                                                .previous = rows_of(std::as_const(states_), 0),
                                                .gradient = rows_of(gradient_, 0),
                                                .gates = dz_.data(),
                                                .extra = kept_.extra.data(),
                                                .state_dz = state_dz_.data(),
                                                .h = h_again_.data(),
                                                .h_rows = batch_});
    const View dz = view(dz_), state_dz = weft::detail::has_state_dz<Units> ? view(state_dz_) : dz;
    cell_.add_state_product(state_dz, gradient_.h().data());
    cell_.add_recurrent(View(states_.h().data(), batch_, units_, cell_.weights.padded_units), state_dz);
    weft::detail::InputProduct<Units, float>::finish(x_, 0, dz, cell_.weights, no_dropout_, dx_);
  }

  const float* h() const { return states_.h().data(); }
  double flop() const { return flop::recurrent(batch_, input_, units_, Units::keras_gates); }

 private:
  using View = weft::kernels::View<const float>;

  static View view(const weft::Rows<float>& rows) { return {rows.data(), rows.count(), rows.features()}; }

  static void fill(weft::Rows<float>& rows, weft::Rng& rng) {
    for (Index k = 0; k < rows.count() * rows.features(); ++k)
      rows.data()[k] = static_cast<float>(rng.uniform(-0.5, 0.5));
  }

  void pack(const L& layer) {
    const float* bias = layer.bias.data();
    const bool has_two = layer.bias.size() > Units::keras_gates * units_;
    cell_.pack(layer.recurrent_kernel, {bias, has_two ? bias + Units::keras_gates * units_ : nullptr});
    cell_.weights.pack_for_cells(layer.kernel);
    cell_.begin_gradients(layer.kernel, layer.recurrent_kernel);
  }

  void resize() {
    const auto& weights = cell_.weights;
    cell_.resize(batch_, kept_);
    states_.resize(2 * batch_, weights.padded_units);
    gradient_.resize_zero(batch_, weights.padded_units);
    dh_.resize(batch_, weights.padded_units);
    h_again_.resize(batch_, weights.padded_units);
    dz_.resize(batch_, weights.input_columns());
    state_dz_.resize(batch_, weights.state_columns());
  }

  Index batch_, input_, units_, steps_ = 0;
  weft::detail::Cell<Units, float> cell_;
  weft::detail::KeptSteps<Units, float> kept_;
  weft::detail::States<float, Units::states> states_, gradient_;
  weft::detail::InputDropout<Units, float> no_dropout_;
  weft::Rows<float> dh_, h_again_, dz_, state_dz_;
  weft::PackedSequence<float> x_, dx_;
};

}  // namespace bench
