// SPDX-License-Identifier: MIT
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include "support/recurrent.hpp"

namespace {

void lstm_forward(benchmark::State& state) { bench::recurrent_forward(state, weft::LSTM(state.range(1)), 4); }
void lstm_forward_sequences(benchmark::State& state) {
  bench::recurrent_forward(state, weft::LSTM(state.range(1), weft::return_sequences), 4);
}
void lstm_training(benchmark::State& state) { bench::recurrent_training(state, weft::LSTM(state.range(1)), 4); }

void gru_forward(benchmark::State& state) { bench::recurrent_forward(state, weft::GRU(state.range(1)), 3); }
void gru_training(benchmark::State& state) { bench::recurrent_training(state, weft::GRU(state.range(1)), 3); }
void gru_reset_before_training(benchmark::State& state) {
  bench::recurrent_training(state, weft::GRU(state.range(1), weft::reset_after<false>), 3);
}

void simple_rnn_forward(benchmark::State& state) {
  bench::recurrent_forward(state, weft::SimpleRNN(state.range(1)), 1);
}
void simple_rnn_training(benchmark::State& state) {
  bench::recurrent_training(state, weft::SimpleRNN(state.range(1)), 1);
}

void experiment_size(benchmark::internal::Benchmark* b) {
  bench::names_of_sizes(b);
  b->Args({64, 64, 64, 500});
}
void sizes(benchmark::internal::Benchmark* b) {
  experiment_size(b);
  b->Args({64, 64, 1, 500})->Args({16, 32, 64, 100})->Args({64, 128, 64, 100});
}

BENCHMARK(lstm_forward)->Apply(sizes);
BENCHMARK(lstm_forward_sequences)->Apply(sizes);
BENCHMARK(lstm_training)->Apply(sizes);
BENCHMARK(gru_forward)->Apply(experiment_size);
BENCHMARK(gru_training)->Apply(experiment_size);
BENCHMARK(gru_reset_before_training)->Apply(experiment_size);
BENCHMARK(simple_rnn_forward)->Apply(experiment_size);
BENCHMARK(simple_rnn_training)->Apply(experiment_size);

}  // namespace
