// SPDX-License-Identifier: MIT
#include <weft/recurrent/lstm.hpp>
#include "support/recurrent.hpp"

namespace {

void lstm_forward(benchmark::State& state) { bench::recurrent_forward(state, weft::LSTM(state.range(1)), 1); }
void lstm_forward_sequences(benchmark::State& state) {
  bench::recurrent_forward(state, weft::LSTM(state.range(1), weft::return_sequences), 1);
}
void lstm_training(benchmark::State& state) { bench::recurrent_training(state, weft::LSTM(state.range(1)), 1); }

void sizes(benchmark::internal::Benchmark* b) {
  bench::names_of_sizes(b);
  b->Args({64, 64, 64, 500, 1})->Args({64, 64, 1, 500, 1})->Args({16, 32, 64, 100, 1})->Args({64, 128, 64, 100, 1});
}

BENCHMARK(lstm_forward)->Apply(sizes);
BENCHMARK(lstm_forward_sequences)->Apply(sizes);
BENCHMARK(lstm_training)->Apply(sizes);

}  // namespace
