// SPDX-License-Identifier: MIT
#include <weft/system/denormals.hpp>
#include "support/cell.hpp"
#include "support/counters.hpp"

namespace {

template <class L> void forward(benchmark::State& state) {
  bench::Cell<L> cell(state.range(0), state.range(1), state.range(2));
  for (auto _ : state) {
    cell.forward();
    benchmark::DoNotOptimize(cell.h());
    benchmark::ClobberMemory();
  }
  bench::count_tokens(state, static_cast<double>(state.range(2)));
  bench::count_flop(state, cell.flop());
}

template <class L> void backward(benchmark::State& state) {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  bench::Cell<L> cell(state.range(0), state.range(1), state.range(2));
  for (auto _ : state) {
    cell.backward();
    benchmark::DoNotOptimize(cell.h());
    benchmark::ClobberMemory();
  }
  bench::count_tokens(state, static_cast<double>(state.range(2)));
  bench::count_flop(state, 2 * cell.flop());
}

/// The LSTM's, whose names are without it.
void cell_forward(benchmark::State& state) { forward<weft::LSTM<>>(state); }
void cell_backward(benchmark::State& state) { backward<weft::LSTM<>>(state); }
void gru_cell_forward(benchmark::State& state) { forward<weft::GRU<>>(state); }
void gru_cell_backward(benchmark::State& state) { backward<weft::GRU<>>(state); }
void simple_rnn_cell_forward(benchmark::State& state) { forward<weft::SimpleRNN<>>(state); }
void simple_rnn_cell_backward(benchmark::State& state) { backward<weft::SimpleRNN<>>(state); }

/// RTNeural's sizes, one row and a batch.
void sizes(benchmark::internal::Benchmark* b) {
  b->ArgNames({"input", "units", "batch"});
  for (const int batch : {1, 64})
    for (const auto& [input, units] : {std::pair{1, 8}, {1, 16}, {1, 32}, {1, 64}, {16, 32}, {64, 64}, {64, 128}})
      b->Args({input, units, batch});
}

BENCHMARK(cell_forward)->Apply(sizes);
BENCHMARK(cell_backward)->Apply(sizes);
BENCHMARK(gru_cell_forward)->Apply(sizes);
BENCHMARK(gru_cell_backward)->Apply(sizes);
BENCHMARK(simple_rnn_cell_forward)->Apply(sizes);
BENCHMARK(simple_rnn_cell_backward)->Apply(sizes);

}  // namespace
