// SPDX-License-Identifier: MIT
#include <weft/core/denormals.hpp>
#include "support/cell.hpp"
#include "support/counters.hpp"

namespace {

bench::Cell cell_of(const benchmark::State& state) { return {state.range(0), state.range(1), state.range(2)}; }

void cell_forward(benchmark::State& state) {
  auto cell = cell_of(state);
  for (auto _ : state) {
    cell.forward();
    benchmark::DoNotOptimize(cell.h());
    benchmark::ClobberMemory();
  }
  bench::count_tokens(state, static_cast<double>(state.range(2)));
  bench::count_flop(state, cell.flop());
}

void cell_backward(benchmark::State& state) {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  auto cell = cell_of(state);
  for (auto _ : state) {
    cell.backward();
    benchmark::DoNotOptimize(cell.h());
    benchmark::ClobberMemory();
  }
  bench::count_tokens(state, static_cast<double>(state.range(2)));
  bench::count_flop(state, 2 * cell.flop());
}

/// RTNeural's sizes, one row and a batch.
void sizes(benchmark::internal::Benchmark* b) {
  b->ArgNames({"input", "units", "batch"});
  for (const int batch : {1, 64})
    for (const auto& [input, units] : {std::pair{1, 8}, {1, 16}, {1, 32}, {1, 64}, {16, 32}, {64, 64}, {64, 128}})
      b->Args({input, units, batch});
}

BENCHMARK(cell_forward)->Apply(sizes);
BENCHMARK(cell_backward)->Apply(sizes);

}  // namespace
