// SPDX-License-Identifier: MIT
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>
#include "support/recurrent.hpp"

namespace {

void bilstm_forward(benchmark::State& state) {
  bench::recurrent_forward(state, weft::Bidirectional(weft::LSTM(state.range(1))), 2 * 4);
}
void bilstm_forward_sequences(benchmark::State& state) {
  bench::recurrent_forward(state, weft::Bidirectional(weft::LSTM(state.range(1), weft::return_sequences)), 2 * 4);
}
void bilstm_training(benchmark::State& state) {
  bench::recurrent_training(state, weft::Bidirectional(weft::LSTM(state.range(1))), 2 * 4);
}

void sizes(benchmark::internal::Benchmark* b) {
  bench::names_of_sizes(b);
  b->Args({64, 64, 64, 500})->Args({64, 64, 1, 500});
}

BENCHMARK(bilstm_forward)->Apply(sizes);
BENCHMARK(bilstm_forward_sequences)->Apply(sizes);
BENCHMARK(bilstm_training)->Apply(sizes);

}  // namespace
