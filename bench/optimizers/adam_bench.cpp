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

}  // namespace
