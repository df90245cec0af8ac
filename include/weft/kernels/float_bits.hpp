// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/detail/finite.hpp>

namespace weft::kernels {

/// How IEEE 754 stores a number. `round` is one and a half times two to the mantissa's bits: a number of moderate size
/// that is added to it becomes whole, and stands in the last bits.
template <class Scalar> struct FloatBits;
template <> struct FloatBits<float> {
  static constexpr int mantissa_bits = 23, exponent_bias = 127;
  static constexpr float round = 12582912.0F;
};
template <> struct FloatBits<double> {
  static constexpr int mantissa_bits = 52, exponent_bias = 1023;
  static constexpr double round = 6755399441055744.0;
};

/// A whole number and two to the power of it, in every lane of a V.
template <class V> struct WholePower { V exponent, power; };

}  // namespace weft::kernels
