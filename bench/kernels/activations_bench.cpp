// SPDX-License-Identifier: MIT
#include <weft/layers/activation.hpp>
#include "support/counters.hpp"

namespace {

/// Applied again and again to its own output, which takes as long for any number.
void activation(benchmark::State& state, weft::Activation function) {
  weft::Buffer<float> y;
  y.resize(state.range(0));
  for (weft::Index k = 0; k < y.size(); ++k) y[k] = static_cast<float>(k % 17 - 8);
  for (auto _ : state) {
    weft::apply(function, y.data(), 1, y.size());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * y.size());
}

void sigmoid(benchmark::State& state) { activation(state, weft::sigmoid); }
void tanh(benchmark::State& state) { activation(state, weft::tanh); }
void relu(benchmark::State& state) { activation(state, weft::relu); }

BENCHMARK(sigmoid)->ArgName("size")->Arg(64)->Arg(1 << 14);
BENCHMARK(tanh)->ArgName("size")->Arg(64)->Arg(1 << 14);
BENCHMARK(relu)->ArgName("size")->Arg(64)->Arg(1 << 14);

}  // namespace
