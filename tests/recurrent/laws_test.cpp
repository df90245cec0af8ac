// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Returns;

template <Returns returns> using LSTM = weft::LSTM<double, returns>;
template <Returns returns> using GRU = weft::GRU<double, returns>;
template <Returns returns> using GRUResetBefore = weft::GRU<double, returns, false>;
template <Returns returns> using SimpleRNN = weft::SimpleRNN<double, returns>;

/// The laws, over lengths with an empty sequence, one step and repetitions.
template <class L> void check_layer(L layer) {
  weft::Rng rng(5);
  layer.build(3, rng);
  for (double& b : weft::testing::numbers(layer.bias)) b += rng.uniform(-0.5, 0.5);
  const std::vector<Index> small{4, 0, 1, 2}, large{3, 9, 1, 0, 9, 5};
  const auto x = weft::testing::random_sequence(small, 3, rng);
  weft::testing::check_laws(layer, x, weft::testing::random_sequence(large, 3, rng));
  weft::testing::check_packed_is_each_alone(layer, x);
  weft::testing::check_order_is_the_callers(layer, x);
}

/// In both directions, with last states and with sequences.
template <template <Returns> class L, class Options> void check_all(Options options) {
  for (const bool backwards : {false, true}) {
    options.go_backwards = backwards;
    check_layer(L<Returns::last_state>(5, options));
    check_layer(L<Returns::sequences>(9, options));
  }
}

}  // namespace

TEST_CASE("GRU keeps the laws of layers") { check_all<GRU>(weft::GRUOptions{}); }

TEST_CASE("GRU without reset_after keeps the laws of layers") { check_all<GRUResetBefore>(weft::GRUOptions{}); }

TEST_CASE("SimpleRNN keeps the laws of layers") { check_all<SimpleRNN>(weft::SimpleRNNOptions{}); }

TEST_CASE("LSTM keeps the laws of layers whatever its activations are") {
  check_all<LSTM>(weft::LSTMOptions{.activation = weft::relu, .recurrent_activation = weft::hard_sigmoid});
  check_all<LSTM>(weft::LSTMOptions{.activation = weft::softmax});
  check_all<LSTM>(weft::LSTMOptions{.recurrent_activation = weft::softsign});
}

TEST_CASE("GRU keeps the laws of layers whatever its activations are") {
  check_all<GRU>(weft::GRUOptions{.activation = weft::relu, .recurrent_activation = weft::hard_sigmoid});
  check_all<GRU>(weft::GRUOptions{.recurrent_activation = weft::softmax});
  check_all<GRUResetBefore>(weft::GRUOptions{.activation = weft::silu, .recurrent_activation = weft::hard_sigmoid});
  check_all<GRUResetBefore>(weft::GRUOptions{.activation = weft::softmax});
}

TEST_CASE("SimpleRNN keeps the laws of layers whatever its activation is") {
  check_all<SimpleRNN>(weft::SimpleRNNOptions{.activation = weft::relu});
  check_all<SimpleRNN>(weft::SimpleRNNOptions{.activation = weft::linear});
  check_all<SimpleRNN>(weft::SimpleRNNOptions{.activation = weft::softmax});
}

TEST_CASE("recurrent layers without a bias keep the laws of layers") {
  check_all<LSTM>(weft::LSTMOptions{.use_bias = false});
  check_all<GRU>(weft::GRUOptions{.use_bias = false});
  check_all<GRUResetBefore>(weft::GRUOptions{.use_bias = false});
  check_all<SimpleRNN>(weft::SimpleRNNOptions{.use_bias = false});
}
