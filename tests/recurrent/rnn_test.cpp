// SPDX-License-Identifier: MIT
#include <weft/recurrent/rnn.hpp>

#include <doctest/doctest.h>

#include <own_cells.hpp>

#include <weft/core/settings.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Returns;
using weft::cell_math::multiply_add;

const std::vector<Index> small{4, 0, 1, 2}, large{3, 9, 1, 0, 9, 5};

template <class L> L built(L layer, weft::Rng& rng) {
  layer.build(3, rng);
  if (layer.use_bias())
    for (double& b : weft::testing::numbers(layer.bias)) b += rng.uniform(-0.5, 0.5);
  return layer;
}

template <class Cell, Returns returns> void check_layer(Index units, const weft::RNNOptions& options) {
  weft::Rng rng(5);
  const auto layer = built(weft::RNN<Cell, double, returns>(Cell{units}, options), rng);
  const auto x = weft::testing::random_sequence(small, 3, rng);
  weft::testing::check_laws(layer, x, weft::testing::random_sequence(large, 3, rng));
  weft::testing::check_packed_is_each_alone(layer, x);
  weft::testing::check_order_is_the_callers(layer, x);
}

/// The same equations as LSTM's, to compare with it.
struct CopiedLSTMCell {
  static constexpr std::string_view type_name = "CopiedLSTMCell";
  static constexpr int gates = 4, states = 2;
  Index units;

  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[4], const V (&previous)[2], V (&next)[2]) {
    z[0] = sigmoid(z[0]);
    z[1] = sigmoid(z[1]);
    z[2] = tanh(z[2]);
    z[3] = sigmoid(z[3]);
    next[1] = multiply_add(z[1], previous[1], z[0] * z[2]);
    next[0] = z[3] * tanh(next[1]);
  }

  template <class V>
  [[gnu::always_inline]] static inline void backward(V (&z)[4], const V (&previous)[2], V (&gradient)[2]) {
    const V i = z[0], f = z[1], g = z[2], o = z[3], dh = gradient[0];
    const V tanh_c = tanh(multiply_add(f, previous[1], i * g)), dc = gradient[1] + dh * o * (1 - tanh_c * tanh_c);
    z[0] = dc * g * i * (1 - i);
    z[1] = dc * previous[1] * f * (1 - f);
    z[2] = dc * i * (1 - g * g);
    z[3] = dh * tanh_c * o * (1 - o);
    gradient[0] = 0;
    gradient[1] = dc * f;
  }
};

/// Without equations.
struct NoCell {
  static constexpr std::string_view type_name = "NoCell";
  static constexpr int gates = 1, states = 1;
  Index units;
};

}  // namespace

TEST_CASE_TEMPLATE("a layer of one's own cell keeps the laws of layers", Cell, UpdateGateCell, MinimalGatedCell) {
  check_layer<Cell, Returns::last_state>(5, {});
  check_layer<Cell, Returns::sequences>(17, {.go_backwards = true});
  check_layer<Cell, Returns::sequences>(9, {.use_bias = false});
}

TEST_CASE("a cell with LSTM's equations is LSTM, to the bit in forward and to rounding in backward") {
  weft::Rng rng(6);
  const auto lstm = built(weft::LSTM<double, Returns::sequences>(11), rng);
  weft::RNN<CopiedLSTMCell, double, Returns::sequences> copy(CopiedLSTMCell{11});
  copy.build(3, rng);
  copy.kernel = lstm.kernel;
  copy.recurrent_kernel = lstm.recurrent_kernel;
  copy.bias = lstm.bias;
  const auto x = weft::testing::random_sequence(large, 3, rng);
  typename decltype(lstm)::Tape tape;
  typename decltype(copy)::Tape tape_copy;
  weft::testing::Pass<std::remove_const_t<decltype(lstm)>> expected(lstm, x, tape);
  weft::testing::Pass<decltype(copy)> given(copy, x, tape_copy);
  CHECK(weft::testing::same_bits(given.y, expected.y));
  for (Index k = 0; k < lstm.recurrent_kernel.size(); ++k)
    CHECK(given.gradient.recurrent_kernel.data()[k] ==
          doctest::Approx(expected.gradient.recurrent_kernel.data()[k]).epsilon(1e-12));
}

TEST_CASE("a cell whose equations are over rows gives what plain loops give") {
  weft::Rng rng(7);
  const auto layer = built(weft::RNN<MinimalGatedCell, double>(MinimalGatedCell{4}), rng);
  const auto x = weft::testing::random_sequence(std::vector<Index>{6}, 3, rng);
  std::vector<double> h(4, 0.0);
  const auto sum = [&](Index t, Index column, const std::vector<double>& state) {
    double z = layer.bias(column);
    for (Index k = 0; k < 3; ++k) z += x.row(t)[k] * layer.kernel(k, column);
    for (Index k = 0; k < 4; ++k) z += state[static_cast<std::size_t>(k)] * layer.recurrent_kernel(k, column);
    return z;
  };
  for (Index t = 0; t < 6; ++t) {
    std::vector<double> f(4), gated(4), next(4);
    for (std::size_t u = 0; u < 4; ++u) f[u] = 1 / (1 + std::exp(-sum(t, static_cast<Index>(u), h)));
    for (std::size_t u = 0; u < 4; ++u) gated[u] = f[u] * h[u];
    for (std::size_t u = 0; u < 4; ++u)
      next[u] = (1 - f[u]) * h[u] + f[u] * std::tanh(sum(t, static_cast<Index>(4 + u), gated));
    h = next;
  }
  typename decltype(layer)::Tape tape;
  const auto& y = layer.forward(x, tape);
  for (Index u = 0; u < 4; ++u) CHECK(y(0, u) == doctest::Approx(h[static_cast<std::size_t>(u)]).epsilon(1e-12));
}

TEST_CASE_TEMPLATE("a layer of one's own cell drops inputs and states as the others do", Cell, UpdateGateCell,
                   MinimalGatedCell) {
  weft::Rng rng(8);
  auto layer =
      built(weft::RNN<Cell, double, Returns::sequences>(Cell{5}, {.dropout = 0.4, .recurrent_dropout = 0.3}), rng);
  const auto x = weft::testing::random_sequence(small, 3, rng);
  weft::testing::check_derivatives(layer, x);
  weft::testing::check_accumulation(layer, x);
}

TEST_CASE("a Bidirectional may have a cell of one's own") {
  weft::Rng rng(9);
  using L = weft::Bidirectional<weft::RNN<UpdateGateCell, double>>;
  L both(weft::RNN<UpdateGateCell, double>(UpdateGateCell{4}));
  both.build(3, rng);
  weft::testing::check_laws(both, weft::testing::random_sequence(small, 3, rng),
                            weft::testing::random_sequence(large, 3, rng));
}

TEST_CASE("a cell of one's own is named in the settings, so that files do not mix cells up") {
  CHECK(weft::settings(weft::RNN{UpdateGateCell{4}}) ==
        weft::Settings{{"cell", "UpdateGateCell"}, {"direction", "forward"}, {"returns", "last_state"}});
}

TEST_CASE("RNN{cell, return_sequences, return_state} has these in its type") {
  static_assert(std::same_as<decltype(weft::RNN{UpdateGateCell{4}}), weft::RNN<UpdateGateCell>>);
  static_assert(std::same_as<decltype(weft::RNN{UpdateGateCell{4}, weft::return_sequences}),
                             weft::RNN<UpdateGateCell, float, Returns::sequences>>);
  static_assert(std::same_as<decltype(weft::RNN{UpdateGateCell{4}, weft::return_sequences, weft::return_state}),
                             weft::RNN<UpdateGateCell, float, Returns::sequences_and_states>>);
  static_assert(!weft::RecurrentCell<NoCell>);
  CHECK_THROWS_WITH(weft::RNN{UpdateGateCell{0}}, "RNN: units is 0; expected at least 1");
}
