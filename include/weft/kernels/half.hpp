// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <Eigen/Core>

namespace weft {

/// Numbers in 16 bits, to store weights in: half the memory to read. They are computed with as float, which each of
/// them is exactly. float16 is IEEE 754's binary16, with 11 significant bits up to 65504; bfloat16 is the upper half of
/// a float, with 8 significant bits and float's range.
using float16 = Eigen::half;       // NOLINT(readability-identifier-naming): as float is named
using bfloat16 = Eigen::bfloat16;  // NOLINT(readability-identifier-naming)

namespace kernels {

/// A type that stores numbers in half of a float's bits.
template <class T>
concept Half = std::same_as<T, float16> || std::same_as<T, bfloat16>;

/// How many rows of weights are stored together, number by number. Of two bfloat16 in the bits of a float, the upper
/// one is a float once the lower bits are zero, and the lower one once it is shifted: one operation for each vector.
template <class Weight> inline constexpr Eigen::Index rows_together = std::same_as<Weight, bfloat16> ? 2 : 1;

}  // namespace kernels
}  // namespace weft
