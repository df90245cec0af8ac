// SPDX-License-Identifier: MIT
#include <weft/core/parameters.hpp>
#include <weft/layers/embedding.hpp>
#include "support/counters.hpp"
#include "support/examples.hpp"

namespace {

constexpr weft::Index features = 64;

void embedding_forward(benchmark::State& state) {
  weft::Rng rng(42);
  weft::Embedding layer(bench::vocabulary, features);
  layer.build(0, rng);
  const auto x = bench::tokens(state.range(0), state.range(1), rng);
  auto tape = make_tape(layer);
  for (auto _ : state) benchmark::DoNotOptimize(&layer.forward(x, tape));
  bench::count_tokens(state, static_cast<double>(x.packing.rows()));
}

/// Forward and backward.
void embedding_training(benchmark::State& state) {
  weft::Rng rng(42);
  weft::Embedding layer(bench::vocabulary, features);
  layer.build(0, rng);
  const auto x = bench::tokens(state.range(0), state.range(1), rng);
  auto tape = make_tape(layer);
  auto gradient = zeros_like(layer);
  const auto dy = layer.forward(x, tape);
  for (auto _ : state) {
    layer.forward(x, tape);
    layer.backward(x, dy, tape, gradient);
    benchmark::ClobberMemory();
  }
  bench::count_tokens(state, static_cast<double>(x.packing.rows()));
}

BENCHMARK(embedding_forward)->ArgNames({"batch", "steps"})->Args({64, 500})->Args({1, 500});
BENCHMARK(embedding_training)->ArgNames({"batch", "steps"})->Args({64, 500})->Args({1, 500});

}  // namespace
