// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/system/denormals.hpp>
#include "support/counters.hpp"
#include "support/examples.hpp"

/// What is measured of any recurrent layer with so many gates in all its directions; arguments input, units, batch
/// and steps. A layer computes on one thread.
namespace bench {

struct RecurrentSize {
  Index input, units, batch, steps;

  explicit RecurrentSize(const benchmark::State& state)
      : input(state.range(0)), units(state.range(1)), batch(state.range(2)), steps(state.range(3)) {}
  Index rows() const { return batch * steps; }
};

template <class L> void recurrent_forward(benchmark::State& state, L layer, Index gates) {
  const RecurrentSize size(state);
  weft::Rng rng(42);
  layer.build(size.input, rng);
  const auto x = sequence(size.batch, size.steps, size.input, rng);
  auto tape = make_tape(layer, weft::Purpose::inference);
  layer.forward(x, tape);  // makes the tape's memory
  for (auto _ : state) benchmark::DoNotOptimize(&layer.forward(x, tape));
  count_tokens(state, static_cast<double>(size.rows()));
  count_flop(state, flop::recurrent(size.rows(), size.input, size.units, gates), 1);
}

/// Forward and backward; the gradient of the output is an output.
template <class L> void recurrent_training(benchmark::State& state, L layer, Index gates) {
  const RecurrentSize size(state);
  weft::Rng rng(42);
  layer.build(size.input, rng);
  const auto x = sequence(size.batch, size.steps, size.input, rng);
  auto tape = make_tape(layer);
  auto gradient = zeros_like(layer);
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  const typename L::Output dy = layer.forward(x, tape);
  layer.backward(x, dy, tape, gradient);  // makes the rest of the tape's memory
  for (auto _ : state) {
    layer.forward(x, tape);
    set_zero(gradient);
    benchmark::DoNotOptimize(&layer.backward(x, dy, tape, gradient));
  }
  count_tokens(state, static_cast<double>(size.rows()));
  count_flop(state, flop::recurrent_training(size.rows(), size.input, size.units, gates), 1);
}

inline void names_of_sizes(benchmark::internal::Benchmark* b) {
  b->ArgNames({"input", "units", "batch", "steps"})->UseRealTime()->Unit(benchmark::kMillisecond);
}

}  // namespace bench
