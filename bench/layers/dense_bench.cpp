// SPDX-License-Identifier: MIT
#include <weft/core/parameters.hpp>
#include <weft/layers/dense.hpp>
#include "support/counters.hpp"
#include "support/examples.hpp"

namespace {

void dense_forward(benchmark::State& state) {
  const auto input = state.range(0), units = state.range(1), batch = state.range(2);
  weft::Rng rng(42);
  weft::Dense layer(units, weft::relu);
  layer.build(input, rng);
  const auto x = bench::matrix(batch, input, rng);
  auto tape = make_tape(layer);
  for (auto _ : state) benchmark::DoNotOptimize(&layer.forward(x, tape));
  bench::count_flop(state, bench::flop::product(batch, input, units));
}

/// Forward and backward.
void dense_training(benchmark::State& state) {
  const auto input = state.range(0), units = state.range(1), batch = state.range(2);
  weft::Rng rng(42);
  weft::Dense layer(units, weft::relu);
  layer.build(input, rng);
  const auto x = bench::matrix(batch, input, rng), dy = bench::matrix(batch, units, rng);
  auto tape = make_tape(layer);
  auto gradient = zeros_like(layer);
  for (auto _ : state) {
    layer.forward(x, tape);
    benchmark::DoNotOptimize(&layer.backward(x, dy, tape, gradient));
  }
  bench::count_flop(state, 3 * bench::flop::product(batch, input, units));
}

void sizes(benchmark::internal::Benchmark* b) {
  b->ArgNames({"input", "units", "batch"})->Args({128, 64, 64})->Args({64, 1, 64})->Args({512, 512, 64});
}

BENCHMARK(dense_forward)->Apply(sizes);
BENCHMARK(dense_training)->Apply(sizes);

}  // namespace
