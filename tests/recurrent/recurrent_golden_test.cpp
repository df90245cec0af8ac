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
  L gradient = weft::zeros_like(layer);
  const auto y = pass.initial_states ? layer.forward(x, initial_state<L>(), tape) : layer.forward(x, tape);
  check_near("y", unpacked(y), pass.y);
  typename L::State state;
  layer.final_state(x, tape, state);
  check_state(state, pass.h, pass.c);
  const auto dy = gradient_like(y, x.packing);
  const auto dx =
      pass.final_gradients ? layer.backward(x, dy, final_gradient<L>(), tape, gradient) : layer.backward(x, dy, tape, gradient);
  check_near("dx", unpack(dx), pass.dx);
  check_near("dkernel", gradient.kernel, pass.dkernel);
  check_near("drecurrent_kernel", gradient.recurrent_kernel, pass.drecurrent_kernel);
  if (pass.use_bias) check_near("dbias", gradient.bias, pass.dbias);
  if (!pass.initial_states) return;
  layer.initial_state_gradient(x, tape, state);
  check_state(state, pass.dh0, pass.dc0);
}

template <template <class, Returns> class L, class Scalar, class Options> void check(const RecurrentCase& pass) {
  const Options options{.use_bias = pass.use_bias, .go_backwards = pass.direction == weft::Direction::backward};
  const auto run = [&](auto layer) {
    set_weights(layer, case_weights);
    check(layer, pass);
  };
  if (pass.sequences)
    run(L<Scalar, Returns::sequences>(units, weft::return_sequences, options));
  else
    run(L<Scalar, Returns::last_state>(units, options));
}

/// Whether the case has nothing that the layers cannot be told yet.
bool is_plain(const RecurrentCase& pass) {
  return pass.dropout == DropoutMasks::none && std::string(pass.activation) == "tanh" &&
         (pass.kind == RecurrentKind::simple_rnn || std::string(pass.recurrent_activation) == "sigmoid");
}

}  // namespace

TEST_CASE_TEMPLATE("recurrent layers give Keras's outputs, states and gradients", Scalar, double, float) {
  int checked = 0;
  for (const RecurrentCase& pass : recurrent_cases) {
    if (!is_plain(pass) || pass.kind == RecurrentKind::gru_reset_before) continue;
    INFO(std::string(pass.name));
    ++checked;
    if (pass.kind == RecurrentKind::lstm) check<weft::LSTM, Scalar, weft::LSTMOptions>(pass);
    if (pass.kind == RecurrentKind::gru_reset_after) check<weft::GRU, Scalar, weft::GRUOptions>(pass);
    if (pass.kind == RecurrentKind::simple_rnn) check<weft::SimpleRNN, Scalar, weft::SimpleRNNOptions>(pass);
  }
  CHECK(checked > 20);
}
