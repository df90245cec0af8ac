// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "detail/built_cell.hpp"
#include "with_states.hpp"

namespace {

using weft::Direction;
using weft::Index;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::random_sequence;
using weft::testing::SimpleRNNLayer;
using weft::testing::WithStates;

/// Steps [first, first + count) of a batch of equal lengths.
weft::PackedSequence<double> part_of(const weft::PackedSequence<double>& x, Index first, Index count) {
  weft::PackedSequence<double> part;
  const Index batch = x.packing.batch();
  part.packing.assign(std::vector<Index>(static_cast<std::size_t>(batch), count));
  part.values.resize(batch * count, x.features());
  std::copy_n(x.values.row(first * batch), batch * count * x.features(), part.values.data());
  return part;
}

template <class State> bool same_bits(State& a, State& b) {
  bool same = true;
  for (std::size_t s = 0; s < State::count; ++s) same = same && weft::testing::same_bits(a.each[s], b.each[s]);
  return same;
}

/// Sequences that end with one row again and again, as padding that is not masked does.
weft::PackedSequence<double> padded(Index steps, weft::Rng& rng) {
  weft::PackedSequence<double> x = random_sequence(std::vector<Index>{steps, steps, steps}, 3, rng);
  x.values.resize(5, 3);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  for (Index r = 0; r < x.packing.rows(); ++r) x.index.push_back(r < 7 ? 1 + static_cast<int>(rng.below(4)) : 0);
  return x;
}

}  // namespace

TEST_CASE_TEMPLATE("the gradients of initial and from final states keep the laws of layers", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(1);
  for (const bool backwards : {false, true}) {
    auto layer = weft::testing::with_biases(L(5), 3, rng);
    if (backwards) layer = layer.reversed();
    const WithStates<L> with_states(layer, 4, rng);
    const std::vector<Index> small{4, 0, 1, 2}, large{9, 0, 9, 5};
    weft::testing::check_laws(with_states, random_sequence(small, 3, rng), random_sequence(large, 3, rng));
  }
}

TEST_CASE("the gradients of states keep the laws of layers where activations are others") {
  weft::Rng rng(2);
  const std::vector<Index> lengths{4, 0, 1, 2};
  const auto check = [&](const auto& layer) {
    const auto built = weft::testing::with_biases(layer, 3, rng);
    weft::testing::check_derivatives(WithStates(built, 4, rng), random_sequence(lengths, 3, rng));
  };
  check(LSTMLayer(5, {.activation = weft::softsign, .recurrent_activation = weft::hard_sigmoid}));
  check(GRULayer(5, {.activation = weft::softmax}));
  check(GRUResetBeforeLayer(5, {.activation = weft::silu}));
  check(SimpleRNNLayer(5, {.activation = weft::softsign}));
}

TEST_CASE_TEMPLATE("initial states go through unmasked padding and their gradients come back", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(3);
  for (const bool backwards : {false, true}) {
    auto layer = weft::testing::with_biases(L(3), 3, rng);
    if (backwards) layer = layer.reversed();
    weft::testing::check_derivatives(WithStates<L>(layer, 3, rng), padded(30, rng));
  }
}

TEST_CASE_TEMPLATE("a pass from the states that another ended with gives what one pass over both gives", L, LSTMLayer,
                   GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(4);
  const auto layer = weft::testing::with_biases(L(5), 3, rng);
  const auto x = random_sequence(std::vector<Index>(3, 9), 3, rng), begin = part_of(x, 0, 4), rest = part_of(x, 4, 5);
  typename L::Tape whole, first, second;
  typename L::State middle, end, end_of_whole;
  typename L::Output y = layer.forward(x, whole);
  layer.forward(begin, first);
  layer.final_state(begin, first, middle);
  typename L::Output y_rest = layer.forward(rest, middle, second);
  layer.final_state(rest, second, end);
  layer.final_state(x, whole, end_of_whole);
  CHECK(weft::testing::same_bits(y, y_rest));
  CHECK(same_bits(end, end_of_whole));
  CHECK(weft::testing::same_bits(end.h(), y));
}

TEST_CASE_TEMPLATE("a pass from states that are zero is one without them, to the bit", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(5);
  const auto layer = weft::testing::with_biases(L(5), 3, rng);
  for (const bool is_padded : {false, true}) {
    const auto x = is_padded ? padded(40, rng) : random_sequence(std::vector<Index>{3, 0, 5}, 3, rng);
    typename L::Tape tape;
    typename L::State zero, from_none, from_zero;
    zero.set_zero(3, 5);
    typename L::Output y = layer.forward(x, tape);
    layer.final_state(x, tape, from_none);
    typename L::Output y_from_zero = layer.forward(x, zero, tape);
    layer.final_state(x, tape, from_zero);
    CHECK(weft::testing::same_bits(y, y_from_zero));
    CHECK(same_bits(from_none, from_zero));
  }
}

TEST_CASE("the gradient of an initial state that was not given is refused, rather than that of a padded batch's one") {
  weft::Rng rng(7);
  const auto lstm = weft::testing::with_biases(LSTMLayer(5), 3, rng).reversed();
  const auto x = padded(40, rng);
  LSTMLayer::Tape tape;
  LSTMLayer gradient = weft::zeros_like(lstm);
  LSTMLayer::State initial;
  const LSTMLayer::Output y = lstm.forward(x, tape);
  lstm.backward(x, weft::testing::some_gradient(y), tape, gradient);
  CHECK_THROWS_WITH(lstm.initial_state_gradient(x, tape, initial),
                    "LSTM: the forward was given no initial state, which could have a gradient");
  initial.set_zero(3, 5);
  lstm.forward(x, initial, tape);
  lstm.backward(x, weft::testing::some_gradient(y), tape, gradient);
  CHECK_NOTHROW(lstm.initial_state_gradient(x, tape, initial));
}

TEST_CASE("states of another size are refused in the layer's name") {
  weft::Rng rng(6);
  const auto lstm = weft::testing::with_biases(LSTMLayer(5), 3, rng);
  const auto x = random_sequence(std::vector<Index>{3, 2}, 3, rng);
  LSTMLayer::Tape tape;
  LSTMLayer::State state;
  state.set_zero(3, 5);
  CHECK_THROWS_WITH(lstm.forward(x, state, tape), "LSTM: the initial state is [3 x 5]; expected [2 x 5]");
  state.set_zero(2, 5);
  state.c().resize(2, 4);
  CHECK_THROWS_WITH(lstm.forward(x, state, tape), "LSTM: the initial state is [2 x 4]; expected [2 x 5]");
  auto gradient = weft::zeros_like(lstm);
  const auto dy = lstm.forward(x, tape);
  CHECK_THROWS_WITH(lstm.backward(x, dy, state, tape, gradient),
                    "LSTM: the final state's gradient is [2 x 4]; expected [2 x 5]");
}
