// SPDX-License-Identifier: MIT
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include "support/counters.hpp"
#include "support/training_step.hpp"

namespace {

/// A step reads a parameter, its gradient and two moments, and writes all but the gradient.
void adam_step(benchmark::State& state) {
  weft::Rng rng(42);
  auto model = bench::make_network(rng);
  const auto gradient = model;
  weft::ModelOptimizer adam(model, weft::Adam{});
  for (auto _ : state) {
    adam.step(model, gradient);
    benchmark::ClobberMemory();
  }
  bench::count_bytes(state, 7.0 * sizeof(float) * static_cast<double>(parameter_count(model)));
}

BENCHMARK(adam_step)->Unit(benchmark::kMicrosecond);

/// A step of a table of so many tokens, of which a batch had 1600. Lazy or not.
void embedding_step(benchmark::State& state, const std::vector<std::string>& lazy) {
  weft::Rng rng(42);
  weft::Embedding model(state.range(0), 16);
  model.build(0, rng);
  auto gradient = model;
  remember_touched_rows(gradient);
  const auto x = bench::tokens(32, 50, rng, state.range(0));
  auto tape = make_tape(model);
  const auto y = model.forward(x, tape);
  model.backward(x, y, tape, gradient);
  weft::ModelOptimizer adam(model, weft::Adam({}, {.lazy = lazy}));
  for (auto _ : state) {
    adam.step(model, gradient);
    benchmark::ClobberMemory();
  }
}

BENCHMARK_CAPTURE(embedding_step, dense, {})->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(embedding_step, lazy, {"embeddings"})->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
