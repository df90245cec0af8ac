// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/random/random.hpp>

/// Numbers for kernels to compute with, and how they are compared.
namespace weft::testing {

inline void fill(std::vector<double>& numbers, Rng& rng) {
  for (double& x : numbers) x = static_cast<double>(static_cast<float>(rng.uniform(-1, 1)));  // exact in float
}

template <class Scalar> Buffer<Scalar> zeros(Index size) {
  Buffer<Scalar> buffer;
  buffer.resize_zero(size);
  return buffer;
}

template <class Scalar> bool same_bits(const Buffer<Scalar>& a, const Buffer<Scalar>& b) {
  return a.size() == b.size() &&
         (a.size() == 0 || std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(Scalar)) == 0);
}

/// Infinite for NaN, which std::max would lose.
template <class Scalar> double error(Scalar value, double expected) {
  const double difference = std::abs(static_cast<double>(value) - expected);
  return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

}  // namespace weft::testing
