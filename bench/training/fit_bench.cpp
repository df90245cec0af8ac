// SPDX-License-Identifier: MIT
#include <weft/training/fit.hpp>
#include "support/counters.hpp"
#include "support/training_step.hpp"

namespace {

/// One step on equally long sequences of so many different tokens, written by hand.
void training_step(benchmark::State& state) {
  const auto batch = state.range(0), steps = state.range(1), threads = state.range(2), tokens = state.range(3);
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  bench::TrainingStep<> step(batch, steps, threads, tokens);
  step.run();
  for (auto _ : state) step.run();
  bench::count_tokens(state, static_cast<double>(batch * steps));
  bench::count_flop(state, 2 * bench::flop::lstm_training(batch * steps, 0, 64), threads);
}

/// One epoch of the experiment, 4,000 + 1,000 reviews, with its validation. Only real tokens are counted as work.
void epoch(benchmark::State& state, weft::Padding padding) {
  static const auto data = bench::experiment(4000, 1000);
  const auto threads = state.range(0);
  weft::ThreadPool pool(threads);
  for (auto _ : state) {
    weft::Rng rng(42);
    auto network = bench::make_network(rng);
    network.layer<0>().set_padding(padding);
    weft::fit(network, data.train,
              {.batch_size = 64,
               .validation = &data.test,
               .shuffle_buffer = 1,  // it is shuffled
               .pool = &pool,
               .verbose = weft::Verbose::silent});
  }
  state.SetLabel(data.source);
  bench::count_tokens(state, static_cast<double>(bench::tokens_in(data.train) + bench::tokens_in(data.test)));
  bench::count_flop(state,
                    2 * (bench::flop::lstm_training(bench::tokens_in(data.train), 0, 64) +
                         bench::flop::lstm(bench::tokens_in(data.test), 0, 64)),
                    threads);
}

void epoch_unmasked(benchmark::State& state) { epoch(state, weft::Padding::unmasked); }
void epoch_masked(benchmark::State& state) { epoch(state, weft::Padding::masked); }

BENCHMARK(training_step)
    ->ArgNames({"batch", "steps", "threads", "tokens"})
    ->Args({64, 500, 1, bench::vocabulary})
    ->Args({64, 500, 1, 2000})
    ->Args({64, 500, 2, bench::vocabulary})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(epoch_unmasked)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(epoch_masked)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
