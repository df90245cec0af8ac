// SPDX-License-Identifier: MIT
#include <weft/kernels/product.hpp>
#include "support/counters.hpp"
#include "support/examples.hpp"

namespace {

/// c = a b, whose right factor is packed once, as an LSTM's weights are.
void product(benchmark::State& state) {
  const auto m = state.range(0), k = state.range(1), n = state.range(2);
  weft::Rng rng(42);
  const auto a = bench::matrix(m, k, rng), b = bench::matrix(k, n, rng);
  weft::Tensor<float, 2> c(m, n);
  weft::kernels::Panels<float> panels;
  weft::kernels::pack(weft::kernels::view(b), panels);
  for (auto _ : state) {
    weft::kernels::product(weft::kernels::view(a), panels, weft::kernels::view(c), weft::kernels::Update::overwrite);
    benchmark::ClobberMemory();
  }
  bench::count_flop(state, bench::flop::product(m, k, n));
}

/// c += a' b, as a weight's gradient is added up.
void transposed_product(benchmark::State& state) {
  const auto m = state.range(0), k = state.range(1), n = state.range(2);
  weft::Rng rng(42);
  const auto a = bench::matrix(k, m, rng), b = bench::matrix(k, n, rng);
  auto c = bench::matrix(m, n, rng);
  weft::kernels::Panels<float> panels;
  for (auto _ : state) {
    weft::kernels::product(transposed(weft::kernels::view(a)), weft::kernels::view(b), weft::kernels::view(c),
                           weft::kernels::Update::add, panels);
    benchmark::ClobberMemory();
  }
  bench::count_flop(state, bench::flop::product(m, k, n));
}

BENCHMARK(product)
    ->ArgNames({"m", "k", "n"})
    ->Args({1, 64, 256})
    ->Args({5, 64, 256})
    ->Args({64, 64, 256})
    ->Args({64, 256, 64})
    ->Args({4500, 64, 256})
    ->Args({512, 512, 512});
BENCHMARK(transposed_product)->ArgNames({"m", "k", "n"})->Args({64, 256, 256})->Args({64, 4500, 256});

}  // namespace
