// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/half.hpp>
#include <weft/system/denormals.hpp>

#include "numbers.hpp"

namespace {

using weft::Index;

struct WidenKernel {
  template <class Isa, class Half>
  [[gnu::always_inline]] static inline void run(const Half* const& from, const Index& size, float* const& to) {
    using V = typename Isa::template Vector<float>;
    for (Index k = 0; k < size; k += V::lanes) {
      if constexpr (std::same_as<Half, weft::float16>) {
        V::load(from + k).store(to + k);
      } else {
        // First all that are the first of a pair, then the others.
        const auto [even, odd] = V::load_pairs(from + 2 * (k % (size / 2)));
        (k < size / 2 ? even : odd).store(to + k);
      }
    }
  }
};

/// Every number that 16 bits can store.
template <class Half> std::vector<Half> all_numbers() {
  std::vector<Half> all;
  for (unsigned bits = 0; bits < 65536; ++bits)
    all.push_back(Eigen::numext::bit_cast<Half>(static_cast<std::uint16_t>(bits)));
  return all;
}

/// How a float is spelled; of NaN only that it is one.
std::uint32_t bits_of(float x) { return std::isnan(x) ? 0x7FC00000 : Eigen::numext::bit_cast<std::uint32_t>(x); }

/// Which of them the k-th one becomes that WidenKernel writes.
template <class Half> std::size_t place(std::size_t k) {
  const std::size_t half = 32768;
  if (std::same_as<Half, weft::float16>) return k;
  return k < half ? 2 * k : 2 * (k - half) + 1;
}

template <class Half> void check_all(const auto& widen) {
  const auto half = all_numbers<Half>();
  std::vector<float> wide(half.size());
  widen(half.data(), static_cast<Index>(half.size()), wide.data());
  Index wrong = 0;
  for (std::size_t k = 0; k < half.size(); ++k)
    wrong += bits_of(wide[k]) != bits_of(static_cast<float>(half[place<Half>(k)]));
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE_TEMPLATE("a vector loads every number of 16 bits as the float that it is", Half, weft::float16,
                   weft::bfloat16) {
  check_all<Half>(
      [](const Half* from, Index size, float* to) { weft::kernels::dispatch<WidenKernel>(from, size, to); });
  check_all<Half>(
      [](const Half* from, Index size, float* to) { WidenKernel::run<weft::kernels::ArrayIsa>(from, size, to); });
}

TEST_CASE("float16's small numbers do not count as zero where denormal numbers do") {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  std::array<weft::float16, 16> half;
  half.fill(weft::float16(0x1p-24F));
  const weft::float16* from = half.data();
  std::array<float, 16> wide{};
  float* to = wide.data();
  weft::kernels::dispatch<WidenKernel>(from, Index(16), to);
  for (const float x : wide) CHECK(x == doctest::Approx(0x1p-24));
}
