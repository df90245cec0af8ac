// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

namespace {

using weft::Index;
using weft::Returns;

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

}  // namespace

TEST_CASE("GRU keeps the laws of layers") {
  for (const bool backwards : {false, true}) {
    check_layer(weft::GRU<double>(5, {.go_backwards = backwards}));
    check_layer(weft::GRU<double, Returns::sequences>(9, weft::return_sequences, {.go_backwards = backwards}));
  }
}

TEST_CASE("SimpleRNN keeps the laws of layers") {
  for (const bool backwards : {false, true}) {
    check_layer(weft::SimpleRNN<double>(5, {.go_backwards = backwards}));
    check_layer(
        weft::SimpleRNN<double, Returns::sequences>(9, weft::return_sequences, {.go_backwards = backwards}));
  }
}
