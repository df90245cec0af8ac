// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>
#include "support/ceiling.hpp"
#include "support/flop.hpp"

namespace bench {

using Counter = benchmark::Counter;

/// Rows of a batch, which after an Embedding are tokens, that one iteration goes through.
inline void count_tokens(benchmark::State& state, double tokens) {
  state.counters["tokens/s"] = Counter(tokens, Counter::kIsIterationInvariantRate);
}

/// Floating-point work of one iteration; `ceiling` is the share it reaches of what the machine can.
inline void count_flop(benchmark::State& state, double flop, Index threads = 1) {
  state.counters["GFLOP/s"] = Counter(1e-9 * flop, Counter::kIsIterationInvariantRate);
  state.counters["ceiling"] = Counter(flop / ceiling(threads), Counter::kIsIterationInvariantRate);
}

/// Memory that one iteration reads or writes.
inline void count_bytes(benchmark::State& state, double bytes) {
  state.counters["GB/s"] = Counter(1e-9 * bytes, Counter::kIsIterationInvariantRate);
}

}  // namespace bench
