// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../golden/bidirectional.hpp"
#include "../golden/recurrent.hpp"

namespace {

using namespace weft::golden;
using weft::Index;
using weft::MergeMode;
using weft::Returns;

template <class Y> Y output_gradient(const Y& y, const weft::Packing& packing) { return gradient_like(y, packing); }
template <class Y> weft::BothOutputs<Y> output_gradient(const weft::BothOutputs<Y>& y, const weft::Packing& packing) {
  return {gradient_like(y.forward, packing, 2), gradient_like(y.backward, packing, 3)};
}

template <class Y> void check_output(const Y& y, std::span<const double> keras) { check_near("y", unpacked(y), keras); }
template <class Y> void check_output(const weft::BothOutputs<Y>& y, std::span<const double> keras) {
  const auto forward = unpacked(y.forward), backward = unpacked(y.backward);
  const auto size = static_cast<std::size_t>(forward.size());
  REQUIRE(size <= keras.size());
  check_near("y.forward", forward, keras.first(size));
  check_near("y.backward", backward, keras.subspan(size));
}

template <class Both> void check(Both both, const BidirectionalCase& pass) {
  using Scalar = typename Both::Scalar;
  CHECK(weft::merge_mode_name(both.merge_mode()) == pass.merge_mode);
  set_weights(both.forward_layer, 10);
  set_weights(both.backward_layer, 20);
  const auto x = recurrent_input<Scalar>(pass.masked);
  auto tape = make_tape(both);
  Both gradient = weft::zeros_like(both);
  const auto y = both.forward(x, tape);
  const auto dx = both.backward(x, output_gradient(y, x.packing), tape, gradient);
  check_output(y, pass.y);
  check_near("dx", unpack(dx), pass.dx);
  check_near("dkernel", gradient.forward_layer.kernel, pass.dkernel);
  check_near("dkernel_2", gradient.backward_layer.kernel, pass.dkernel_2);
}

/// Over the layers that a case names, in its merge mode.
template <class Forward, class Backward> void check(const BidirectionalCase& pass, const Backward& backward) {
  const Forward forward(units);
  const std::string mode = pass.merge_mode;
  if (mode == "none") return check(weft::Bidirectional(forward, backward, weft::merge_mode_none), pass);
  for (const MergeMode known : {MergeMode::concat, MergeMode::sum, MergeMode::mul, MergeMode::ave})
    if (mode == weft::merge_mode_name(known)) return check(weft::Bidirectional(forward, backward, known), pass);
  FAIL("an unknown merge mode: ", mode);
}

template <class Scalar, Returns returns> void check(const BidirectionalCase& pass) {
  using LSTM = weft::LSTM<Scalar, returns>;
  const std::string backward = pass.backward;
  const Index n = pass.backward_units;
  if (backward == "lstm") return check<LSTM>(pass, LSTM(n, {.go_backwards = true}));
  if (backward == "gru") return check<LSTM>(pass, weft::GRU<Scalar, returns>(n, {.go_backwards = true}));
  if (backward == "simple_rnn") return check<LSTM>(pass, weft::SimpleRNN<Scalar, returns>(n, {.go_backwards = true}));
  FAIL("an unknown layer: ", backward);
}

}  // namespace

TEST_CASE_TEMPLATE("Bidirectional gives Keras's outputs and gradients in every merge mode", Scalar, double, float) {
  for (const BidirectionalCase& pass : bidirectional_cases) {
    INFO(std::string(pass.name));
    if (pass.sequences)
      check<Scalar, Returns::sequences>(pass);
    else
      check<Scalar, Returns::last_state>(pass);
  }
}

TEST_CASE_TEMPLATE("unpack gives what Keras's bare layers give with a mask", Scalar, double, float) {
  const auto x = recurrent_input<Scalar>(true);
  for (const bool backwards : {false, true}) {
    CAPTURE(backwards);
    weft::LSTM<Scalar, Returns::sequences> layer(units, {.go_backwards = backwards});
    set_weights(layer, 10);
    auto tape = make_tape(layer);
    const auto& y = layer.forward(x, tape);
    if (backwards)
      check_near("y", unpack(y, weft::AfterEnd::zero), repeated_lstm_backward_y);
    else
      check_near("y", unpack(y, weft::AfterEnd::repeat_last), repeated_lstm_y);
  }
}

TEST_CASE_TEMPLATE("a stack of LSTM, Bidirectional GRU and SimpleRNN gives Keras's outputs and gradients", Scalar,
                   double, float) {
  weft::LSTM<Scalar, Returns::sequences> lstm(units);
  set_weights(lstm, 10);
  weft::Bidirectional gru(weft::GRU<Scalar, Returns::sequences>(4), MergeMode::ave);
  weft::Rng rng(0);
  gru.build(units, rng);
  const auto fill_layer = [](auto& layer, std::uint32_t seed) {
    fill(layer.kernel, seed, 0.7);
    fill(layer.recurrent_kernel, seed + 1, 0.5);
    fill(layer.bias, seed + 2, 0.4);
  };
  fill_layer(gru.forward_layer, 20);
  fill_layer(gru.backward_layer, 30);
  weft::SimpleRNN<Scalar> simple_rnn(3);
  simple_rnn.build(4, rng);
  fill_layer(simple_rnn, 40);

  const weft::Sequential model(rng, lstm, gru, simple_rnn);
  const auto x = recurrent_input<Scalar>(true);
  auto tape = make_tape(model);
  auto gradient = weft::zeros_like(model);
  const weft::Tensor<Scalar, 2> y = model.forward(x, tape);
  const auto dx = model.backward(x, gradient_like(y, x.packing), tape, gradient);
  check_near("y", y, stack_y);
  check_near("dx", unpack(dx), stack_dx);
  check_near("LSTM's dkernel", gradient.template layer<0>().kernel, stack_lstm_dkernel);
  check_near("forward GRU's dkernel", gradient.template layer<1>().forward_layer.kernel, stack_forward_dkernel);
  check_near("backward GRU's dkernel", gradient.template layer<1>().backward_layer.kernel, stack_backward_dkernel);
  check_near("SimpleRNN's dkernel", gradient.template layer<2>().kernel, stack_simple_rnn_dkernel);
}
