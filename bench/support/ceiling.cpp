// SPDX-License-Identifier: MIT
#include "support/ceiling.hpp"

#include <chrono>
#include <map>
#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/vec.hpp>
#include <weft/system/thread_pool.hpp>

namespace bench {
namespace {

constexpr Index chains = 12;  // more than enough to hide the latency, and with two factors they fit in 16 registers

/// numbers[0], numbers[1] are the factors. They bring every chain to 1, so that no number becomes denormal.
struct MultiplyAdds {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(Scalar* const& numbers, const Index& repetitions) {
    using V = typename Isa::template Vector<Scalar>;
    const V a = V::broadcast(numbers[0]), b = V::broadcast(numbers[1]);
    V x[chains];
#pragma GCC unroll 12
    for (Index k = 0; k < chains; ++k) x[k] = V::load(numbers + k * V::lanes);
    for (Index n = 0; n < repetitions; ++n) {
#pragma GCC unroll 12
      for (Index k = 0; k < chains; ++k) x[k] = multiply_add(x[k], a, b);
    }
#pragma GCC unroll 12
    for (Index k = 0; k < chains; ++k) x[k].store(numbers + k * V::lanes);
  }
};

Index lanes() {
  using weft::kernels::InstructionSet;
  const auto chosen = weft::kernels::instruction_set();
  return chosen == InstructionSet::avx512 ? 16 : chosen == InstructionSet::avx2 ? 8 : 4;
}

double measure(Index threads) {
  constexpr Index repetitions = 1'000'000;
  weft::ThreadPool pool(threads);
  const auto work = [&](Index) {
    weft::Buffer<float> numbers;
    numbers.resize(chains * 16);
    std::fill_n(numbers.data(), numbers.size(), 0.5F);
    weft::kernels::dispatch<MultiplyAdds>(numbers.data(), repetitions);
  };
  const double flop = 2.0 * static_cast<double>(chains * lanes() * repetitions * threads);
  double best = 0;
  for (int run = 0; run < 20; ++run) {
    const auto start = std::chrono::steady_clock::now();
    pool.run(threads, work);
    best = std::max(best, flop / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace

double ceiling(Index threads) {
  static std::map<Index, double> measured;
  const auto known = measured.find(threads);
  return known != measured.end() ? known->second : measured[threads] = measure(threads);
}

std::string instruction_set_name() {
  using weft::kernels::InstructionSet;
  const auto chosen = weft::kernels::instruction_set();
  return chosen == InstructionSet::avx512 ? "avx512" : chosen == InstructionSet::avx2 ? "avx2" : "baseline";
}

}  // namespace bench
