// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <limits>
#include <type_traits>

#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/vec.hpp>
#include <weft/kernels/view.hpp>

namespace weft::kernels {

/// What exp needs to know of a type: ln 2 in two parts, so that n * ln2_high is exact, and the bits of the exponent;
/// and `series`, c0, c1, ... of e^r = 1 + r + r^2 (c0 + c1 r + c2 r^2 + ...) for |r| <= ln(2) / 2.
template <class Scalar> struct ExpConstants;
template <> struct ExpConstants<float> {
  static constexpr float ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F, round = 12582912.0F;  // 1.5 * 2^23
  static constexpr float highest = 87.0F, tanh_limit = 30.0F;
  static constexpr int mantissa_bits = 23, exponent_bias = 127;
  /// Minimax, found by Lawson's algorithm: the greatest error is 3.1e-9.
  static constexpr std::array series{0.5F, 0.16666518F, 0.041666206F, 0.008368918F, 0.001395054F};
};
template <> struct ExpConstants<double> {
  static constexpr double ln2_high = 6.93145751953125e-1, ln2_low = 1.42860682030941723212e-6;
  static constexpr double round = 6755399441055744.0;  // 1.5 * 2^52
  static constexpr double highest = 708.0, tanh_limit = 60.0;
  static constexpr int mantissa_bits = 52, exponent_bias = 1023;
  /// Taylor's: 1 / 2!, ..., 1 / 13!.
  static constexpr std::array<double, 12> series = [] {
    std::array<double, 12> values{};
    double factorial = 1;
    for (int k = 0; k < 12; ++k) values[static_cast<std::size_t>(k)] = 1 / (factorial *= k + 2);
    return values;
  }();
};

/// x, or most with x's sign if it is farther from zero; NaN becomes most. By way of the bits, which are in the order of
/// the numbers' sizes: g++ has one instruction for the lesser of two integers, and for numbers a comparison and a
/// blend, which wait longer.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> limit(const Vec<Scalar, Bytes>& x, Scalar most) {
  using V = Vec<Scalar, Bytes>;
  using Bits = typename V::Bits;
  const Bits sign = Bits{} + std::numeric_limits<typename V::Integer>::min(), bound = (Bits)V::broadcast(most).v;
  const Bits size = (Bits)x.v & ~sign;
  return V((typename V::Native)((size < bound ? size : bound) | ((Bits)x.v & sign)));
}

/// x if it is NaN, otherwise y.
template <class V> [[gnu::always_inline]] inline V nan_or(const V& x, const V& y) { return V(x.v == x.v ? y.v : x.v); }

/// c0 + c1 r + c2 r^2 + ...: Horner's form in r^2 of pairs (c0 + c1 r), half as long a wait as Horner's in r.
template <class V> [[gnu::always_inline]] inline V exp_series(const V& r, const V& square) {
  using C = ExpConstants<std::decay_t<decltype(V{}.v[0])>>;
  constexpr int terms = static_cast<int>(C::series.size());
  const auto c = [](int k) __attribute__((always_inline)) {
    return V::broadcast(C::series[static_cast<std::size_t>(k)]);
  };
  const auto pair = [&](int k) __attribute__((always_inline)) {
    return k + 1 < terms ? multiply_add(c(k + 1), r, c(k)) : c(k);
  };
  V sum = pair((terms - 1) / 2 * 2);
#pragma GCC unroll 8
  for (int k = (terms - 1) / 2 * 2 - 2; k >= 0; k -= 2) sum = multiply_add(sum, square, pair(k));
  return sum;
}

/// e^x = scale (1 + q): scale is a power of two, q = e^r - 1 with |r| <= ln(2) / 2.
template <class V> struct ExpParts { V q, scale; };

/// Cody and Waite's reduction, then a series. |x| must be at most `highest`. The integer part is read from the bits of
/// a sum, which -ffast-math leaves alone.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline ExpParts<Vec<Scalar, Bytes>> exp_parts(const Vec<Scalar, Bytes>& x) {
  using V = Vec<Scalar, Bytes>;
  using Bits = typename V::Bits;
  using C = ExpConstants<Scalar>;
  const V shifted = multiply_add(x, V::broadcast(Scalar(1.4426950408889634)), V::broadcast(C::round));
  const Bits n = (Bits)shifted.v - (Bits)V::broadcast(C::round).v;
  const V whole = {__builtin_convertvector(n, typename V::Native)};
  const V high = multiply_subtract_from(whole, V::broadcast(C::ln2_high), x);
  const V r = multiply_subtract_from(whole, V::broadcast(C::ln2_low), high);
  const V square = r * r;
  const V q = multiply_add(square, exp_series(r, square), r);
  return {q, V((typename V::Native)((n + C::exponent_bias) << C::mantissa_bits))};
}

/// sigmoid(x) = 1 / (1 + e^-x).
/// Valid types: float, double. Valid range: all; beyond +-87 (float) or +-708 (double) it stays at its value there.
/// Max error: 3 ULP.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> sigmoid(const Vec<Scalar, Bytes>& x) {
  using V = Vec<Scalar, Bytes>;
  const auto e = exp_parts(V(-limit(x, ExpConstants<Scalar>::highest).v));
  const V one = V::broadcast(Scalar(1));
  return nan_or(x, one / (one + multiply_add(e.scale, e.q, e.scale)));
}

/// tanh(x) = (e^2x - 1) / (e^2x + 1), by way of e^2x - 1, so that small arguments keep their digits.
/// Valid types: float, double. Valid range: all. Max error: 3 ULP.
template <class Scalar, int Bytes> [[gnu::always_inline]] inline Vec<Scalar, Bytes> tanh(const Vec<Scalar, Bytes>& x) {
  using V = Vec<Scalar, Bytes>;
  const auto e = exp_parts(limit(V(x.v + x.v), ExpConstants<Scalar>::tanh_limit));
  const V less_one = multiply_add(e.scale, e.q, e.scale - V::broadcast(Scalar(1)));
  return nan_or(x, less_one / (less_one + V::broadcast(Scalar(2))));
}

struct SigmoidKernel {
  template <class V> [[gnu::always_inline]] static inline V apply(const V& x) { return sigmoid(x); }
};
struct TanhKernel {
  template <class V> [[gnu::always_inline]] static inline V apply(const V& x) { return tanh(x); }
};

template <class Function> struct ElementwiseKernel {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(Scalar* const& data, const Index& size) {
    using V = Vec<Scalar, Isa::bytes>;
    Index k = 0;
    for (; k + V::lanes <= size; k += V::lanes) Function::apply(V::load(data + k)).store(data + k);
    if (k == size) return;
    Scalar rest[V::lanes] = {};
    for (Index lane = 0; lane < size - k; ++lane) rest[lane] = data[k + lane];
    Function::apply(V::load(rest)).store(rest);
    for (Index lane = 0; lane < size - k; ++lane) data[k + lane] = rest[lane];
  }
};

/// data[k] = sigmoid(data[k]), respectively tanh(data[k]), 0 <= k < size.
template <class Scalar> void sigmoid(Scalar* data, Index size) {
  dispatch<ElementwiseKernel<SigmoidKernel>>(data, size);
}
template <class Scalar> void tanh(Scalar* data, Index size) { dispatch<ElementwiseKernel<TanhKernel>>(data, size); }

}  // namespace weft::kernels
