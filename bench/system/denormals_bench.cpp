// SPDX-License-Identifier: MIT
#include <weft/system/denormals.hpp>
#include "support/counters.hpp"
#include "support/training_step.hpp"

namespace {

constexpr double ordinary = 1, underflowing = 1e-36F;

/// One training step whose gradients underflow on their way back, as those of a network do that has nothing left to
/// learn; flushing denormal numbers must make it as fast as an ordinary one.
void training_step(benchmark::State& state, double scale, weft::Denormals mode) {
  const weft::ScopedDenormals scope(mode);
  bench::TrainingStep<> step(64, state.range(0), 1, bench::vocabulary, scale);
  step.run();
  for (auto _ : state) step.run();
}

void gradients_ordinary(benchmark::State& state) { training_step(state, ordinary, weft::Denormals::current()); }
void gradients_denormal(benchmark::State& state) { training_step(state, underflowing, weft::Denormals::current()); }
void gradients_flushed(benchmark::State& state) { training_step(state, underflowing, weft::Denormals::flushed()); }

BENCHMARK(gradients_ordinary)->ArgName("steps")->Arg(500)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(gradients_denormal)->ArgName("steps")->Arg(500)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(gradients_flushed)->ArgName("steps")->Arg(500)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
