// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../golden/recurrent_cases.hpp"

namespace {

using namespace weft::golden;
using weft::Returns;

template <class L> typename L::State initial_state() {
  typename L::State state;
  using Scalar = typename L::Scalar;
  state.each[0] = initial_h<Scalar>();
  if constexpr (L::State::count > 1) state.each[1] = initial_c<Scalar>();
  return state;
}
template <class L> typename L::State final_gradient() {
  typename L::State state;
  using Scalar = typename L::Scalar;
  state.each[0] = final_dh<Scalar>();
  if constexpr (L::State::count > 1) state.each[1] = final_dc<Scalar>();
  return state;
}

template <class State> void check_state(const State& state, std::span<const double> h, std::span<const double> c) {
  check_near("h", state.each[0], h);
  if constexpr (State::count > 1) check_near("c", state.each[1], c);
}

/// Runs a built layer over a case, from its states and with the gradients of its final ones.
template <class L> void check(const L& layer, const RecurrentCase& pass) {
  using Scalar = typename L::Scalar;
  const auto x = recurrent_input<Scalar>(pass.masked);
  auto tape = make_tape(layer);
  tape.draws_masks = false;
  if (pass.dropout != DropoutMasks::none) tape.dropout.masks.set(input_masks<Scalar>(pass), x.packing);
  if (pass.dropout == DropoutMasks::gates) tape.cell.general.masks.set(state_masks<Scalar>(pass), x.packing);
  L gradient = weft::zeros_like(layer);
  const auto y = pass.initial_states ? layer.forward(x, initial_state<L>(), tape) : layer.forward(x, tape);
  check_near("y", unpacked(y), pass.y);
  typename L::State state;
  layer.final_state(x, tape, state);
  check_state(state, pass.h, pass.c);
  const auto dy = gradient_like(y, x.packing);
  const auto dx = pass.final_gradients ? layer.backward(x, dy, final_gradient<L>(), tape, gradient)
                                       : layer.backward(x, dy, tape, gradient);
  check_near("dx", unpack(dx), pass.dx);
  check_near("dkernel", gradient.kernel, pass.dkernel);
  check_near("drecurrent_kernel", gradient.recurrent_kernel, pass.drecurrent_kernel);
  if (pass.use_bias) check_near("dbias", gradient.bias, pass.dbias);
  if (!pass.initial_states) return;
  layer.initial_state_gradient(x, tape, state);
  check_state(state, pass.dh0, pass.dc0);
}

weft::Activation named(std::string_view name) {
  for (const weft::Activation f : {weft::tanh, weft::sigmoid, weft::relu, weft::hard_sigmoid, weft::softsign,
                                   weft::silu, weft::softmax, weft::linear})
    if (weft::activation_name(f) == name) return f;
  FAIL("an activation that the test does not know: ", std::string(name));
  return {};
}

template <class Options> Options options_of(const RecurrentCase& pass) {
  Options options;
  options.activation = named(pass.activation);
  if constexpr (requires { options.recurrent_activation; })
    options.recurrent_activation = named(pass.recurrent_activation);
  options.use_bias = pass.use_bias;
  options.go_backwards = pass.direction == weft::Direction::backward;
  return options;
}

template <class LastState, class Sequences, class Options> void check(const RecurrentCase& pass) {
  const auto run = [&](auto layer) {
    set_weights(layer, case_weights);
    check(layer, pass);
  };
  if (pass.sequences)
    run(Sequences(units, options_of<Options>(pass)));
  else
    run(LastState(units, options_of<Options>(pass)));
}

template <template <class, Returns, auto...> class L, class Scalar, class Options, auto... more>
void check_both(const RecurrentCase& pass) {
  check<L<Scalar, Returns::last_state, more...>, L<Scalar, Returns::sequences, more...>, Options>(pass);
}

}  // namespace

TEST_CASE_TEMPLATE("recurrent layers give Keras's outputs, states and gradients", Scalar, double, float) {
  for (const RecurrentCase& pass : recurrent_cases) {
    INFO(std::string(pass.name));
    switch (pass.kind) {
      case RecurrentKind::lstm:
        check_both<weft::LSTM, Scalar, weft::LSTMOptions>(pass);
        break;
      case RecurrentKind::gru_reset_after:
        check_both<weft::GRU, Scalar, weft::GRUOptions, true>(pass);
        break;
      case RecurrentKind::gru_reset_before:
        check_both<weft::GRU, Scalar, weft::GRUOptions, false>(pass);
        break;
      case RecurrentKind::simple_rnn:
        check_both<weft::SimpleRNN, Scalar, weft::SimpleRNNOptions>(pass);
        break;
    }
  }
}
