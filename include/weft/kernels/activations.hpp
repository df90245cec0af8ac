// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/vec.hpp>
#include <weft/kernels/view.hpp>

namespace weft::kernels {

/// What exp needs to know of a type: ln 2 in two parts, so that n * ln2_high is exact, and the bits of the exponent.
template <class Scalar> struct ExpConstants;
template <> struct ExpConstants<float> {
  static constexpr float ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F, round = 12582912.0F;  // 1.5 * 2^23
  static constexpr float lowest = -87.0F, highest = 88.0F, tanh_limit = 30.0F;
  static constexpr int terms = 7, mantissa_bits = 23, exponent_bias = 127;
};
template <> struct ExpConstants<double> {
  static constexpr double ln2_high = 6.93145751953125e-1, ln2_low = 1.42860682030941723212e-6;
  static constexpr double round = 6755399441055744.0;  // 1.5 * 2^52
  static constexpr double lowest = -708.0, highest = 709.0, tanh_limit = 60.0;
  static constexpr int terms = 13, mantissa_bits = 52, exponent_bias = 1023;
};

/// 1 / k! for k = 0, 1, ..., 13.
template <class Scalar>
inline constexpr auto reciprocal_factorials = [] {
  std::array<Scalar, 14> values{};
  double factorial = 1;
  for (std::size_t k = 0; k < values.size(); factorial *= static_cast<double>(++k))
    values[k] = static_cast<Scalar>(1 / factorial);
  return values;
}();

/// e^x = scale (1 + q): scale is a power of two, q = e^r - 1 with |r| <= ln(2) / 2.
template <class V> struct ExpParts { V q, scale; };

template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> clamp(const Vec<Scalar, Bytes>& x, Scalar low, Scalar high) {
  using V = Vec<Scalar, Bytes>;
  const V least = V::broadcast(low), most = V::broadcast(high);
  const V above = {x.v < least.v ? least.v : x.v};
  return {above.v > most.v ? most.v : above.v};
}

/// Cody and Waite's reduction, then Taylor's series in Horner's form: a minimax polynomial would save one term.
/// x must be within [lowest, highest]. The integer part is read from the bits of a sum, which -ffast-math leaves alone.
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

  V series = V::broadcast(reciprocal_factorials<Scalar>[C::terms]);
#pragma GCC unroll 16
  for (int k = C::terms - 1; k >= 2; --k)
    series = multiply_add(series, r, V::broadcast(reciprocal_factorials<Scalar>[static_cast<std::size_t>(k)]));
  const V q = multiply_add(r * r, series, r);
  return {q, V((typename V::Native)((n + C::exponent_bias) << C::mantissa_bits))};
}

/// sigmoid(x) = 1 / (1 + e^-x).
/// Valid types: float, double. Valid range: all; below -87 (float) or -708 (double) it stays at its value there.
/// Max error: 3 ULP.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> sigmoid(const Vec<Scalar, Bytes>& x) {
  using V = Vec<Scalar, Bytes>;
  using C = ExpConstants<Scalar>;
  const auto e = exp_parts(clamp<Scalar, Bytes>({-x.v}, C::lowest, -C::lowest));
  const V one = V::broadcast(Scalar(1));
  return one / (one + multiply_add(e.scale, e.q, e.scale));
}

/// tanh(x) = (e^2x - 1) / (e^2x + 1), by way of e^2x - 1, so that small arguments keep their digits.
/// Valid types: float, double. Valid range: all. Max error: 3 ULP.
template <class Scalar, int Bytes> [[gnu::always_inline]] inline Vec<Scalar, Bytes> tanh(const Vec<Scalar, Bytes>& x) {
  using V = Vec<Scalar, Bytes>;
  using C = ExpConstants<Scalar>;
  const auto e = exp_parts(clamp<Scalar, Bytes>({x.v + x.v}, -C::tanh_limit, C::tanh_limit));
  const V less_one = multiply_add(e.scale, e.q, e.scale - V::broadcast(Scalar(1)));
  return less_one / (less_one + V::broadcast(Scalar(2)));
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
