// SPDX-License-Identifier: MIT
#include <weft/recurrent/returns.hpp>

#include <doctest/doctest.h>

#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Returns;

const std::vector<Index> lengths{4, 0, 1, 2};

template <class To, class From> To with_parameters_of(To to, const From& from) {
  to.kernel = from.kernel;
  to.recurrent_kernel = from.recurrent_kernel;
  to.bias = from.bias;
  return to;
}

template <class State> State some_state_gradient(const State& state) {
  State gradient = state;
  for (auto& each : gradient.each) each = weft::testing::some_gradient(each);
  return gradient;
}

/// A layer that gives its states beside the output must be the one that is asked for them.
template <class Plain, class WithState> void check_same(const Plain& untouched) {
  weft::Rng rng(1);
  Plain plain = untouched;
  plain.build(3, rng);
  const WithState with_state = with_parameters_of(WithState(plain.output_features()), plain);
  const auto x = weft::testing::random_sequence(lengths, 3, rng);
  typename Plain::Tape tape;
  typename WithState::Tape tape_with_state;
  auto y = plain.forward(x, tape);
  typename Plain::State state;
  plain.final_state(x, tape, state);
  auto both = with_state.forward(x, tape_with_state);
  CHECK(weft::testing::same_bits(both.output, y));
  for (std::size_t s = 0; s < Plain::State::count; ++s)
    CHECK(weft::testing::same_bits(both.state.each[s], state.each[s]));

  const auto d_state = some_state_gradient(state);
  const auto dy = weft::testing::some_gradient(y);
  Plain gradient = weft::zeros_like(plain);
  WithState other_gradient = weft::zeros_like(with_state);
  auto dx = plain.backward(x, dy, d_state, tape, gradient);
  auto other_dx = with_state.backward(x, {dy, d_state}, tape_with_state, other_gradient);
  CHECK(weft::testing::same_bits(dx, other_dx));
  CHECK(weft::testing::same_bits(gradient.kernel, other_gradient.kernel));
}

}  // namespace

TEST_CASE("return_state gives the output and the final states, with gradients through both") {
  check_same<weft::LSTM<double>, weft::LSTM<double, Returns::last_state_and_states>>(weft::LSTM<double>(5));
  check_same<weft::GRU<double, Returns::sequences>, weft::GRU<double, Returns::sequences_and_states>>(
      weft::GRU<double, Returns::sequences>(5));
}

TEST_CASE("return_state and return_sequences are part of a layer's type, in the order Keras has them") {
  using weft::return_sequences, weft::return_state;
  static_assert(std::same_as<decltype(weft::LSTM{4, return_state}), weft::LSTM<float, Returns::last_state_and_states>>);
  static_assert(std::same_as<decltype(weft::LSTM{4, return_sequences, return_state, {.use_bias = false}}),
                             weft::LSTM<float, Returns::sequences_and_states>>);
  static_assert(std::same_as<decltype(weft::GRU{4, return_sequences, return_state, weft::reset_after<false>}),
                             weft::GRU<float, Returns::sequences_and_states, false>>);
  CHECK(weft::returns_name(Returns::sequences | Returns::last_state_and_states) == "sequences_and_states");
}

TEST_CASE("states of another batch, or as gradients of another, are refused with their extents") {
  weft::Rng rng(2);
  weft::LSTM<double, Returns::last_state_and_states> layer(2);
  layer.build(3, rng);
  decltype(layer)::Tape tape;
  auto gradient = weft::zeros_like(layer);
  const auto x = weft::testing::random_sequence(lengths, 3, rng);
  auto dy = layer.forward(x, tape);
  dy.state.each[1].resize(4, 3);
  CHECK_THROWS_WITH(layer.backward(x, dy, tape, gradient), "LSTM: dy/c is [4 x 3]; the output is [4 x 2]");
  dy.state.each[1].resize(4, 2);
  dy.output.resize(4, 3);
  CHECK_THROWS_AS(layer.backward(x, dy, tape, gradient), std::invalid_argument);
}

TEST_CASE("a series in chunks, its states carried on, gives the bits of one pass (truncated backpropagation)") {
  weft::Rng rng(3);
  weft::GRU<double, Returns::sequences_and_states> layer(4);
  layer.build(2, rng);
  const auto series = weft::testing::random_sequence(std::vector<Index>{10}, 2, rng);
  decltype(layer)::Tape tape;
  const auto whole = layer.forward(series, tape);
  decltype(layer)::State state;
  state.set_zero(1, 4);
  for (Index first = 0; first < 10; first += 4) {
    weft::PackedSequence<double> chunk;
    const Index steps = std::min<Index>(4, 10 - first);
    chunk.packing.assign(std::span(&steps, 1));
    chunk.values.resize(steps, 2);
    std::copy_n(series.row(first), steps * 2, chunk.values.data());
    const auto& part = layer.forward(chunk, state, tape);
    for (Index t = 0; t < steps; ++t)
      for (Index u = 0; u < 4; ++u) CHECK(part.output.row(t)[u] == whole.output.row(first + t)[u]);
    state = part.state;
  }
  for (Index u = 0; u < 4; ++u) CHECK(state.h()(0, u) == whole.state.h()(0, u));
}
