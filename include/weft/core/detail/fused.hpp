// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>

#include <weft/core/detail/bits.hpp>
#include <weft/core/detail/exactly.hpp>

namespace weft::detail {

/// The sum as it is rounded, and what the rounding took away (Knuth's two-sum).
struct ExactSum {
  double sum, rest;

  ExactSum(double a, double b) : sum(a + b) {
    const double b_part = sum - a, a_part = sum - b_part;
    rest = (a - a_part) + (b - b_part);
  }
};

/// The upper half of a number's digits (Veltkamp's splitting).
inline double upper_half(double x) {
  const double scaled = 134217729.0 * x;  // 2^27 + 1
  return scaled - (scaled - x);
}

/// What rounding took away from the product a b (Dekker).
inline double rest_of_product(double a, double b, double product) {
  const double a_high = upper_half(a), a_low = a - a_high, b_high = upper_half(b), b_low = b - b_high;
  return a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
}

/// a + b, rounded to the neighbour with an odd last digit where it is not exact: another rounding after this one then
/// gives what a single rounding would.
inline double sum_to_odd(double a, double b) {
  const ExactSum s(a, b);
  const auto bits = bit_cast<std::int64_t>(s.sum);
  if (is_exactly(s.rest, 0) || bits % 2 != 0) return s.sum;
  return bit_cast<double>((s.rest > 0) == (s.sum > 0) ? bits + 1 : bits - 1);
}

/// a b + c, rounded once, without an instruction for it (Boldo & Melquiond 2008). Nothing on the way may be too large
/// or too small for a normal number.
inline double multiply_add_by_parts(double a, double b, double c) {
  const double product = a * b;
  const ExactSum low(c, rest_of_product(a, b, product)), high(product, low.sum);
  return high.sum + sum_to_odd(low.rest, high.rest);
}
inline float multiply_add_by_parts(float a, float b, float c) {
  return static_cast<float>(sum_to_odd(static_cast<double>(a) * static_cast<double>(b), static_cast<double>(c)));
}

/// a b + c, rounded once: std::fma, but for MinGW's, which rounds twice unless it becomes an instruction.
template <class Scalar> Scalar fused_multiply_add(Scalar a, Scalar b, Scalar c) {
#if defined(__MINGW32__) && !defined(__FMA__)
  return multiply_add_by_parts(a, b, c);
#else
  return std::fma(a, b, c);
#endif
}

}  // namespace weft::detail
