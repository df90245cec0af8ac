// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/kernels/dispatch.hpp>
#include <weft/kernels/view.hpp>

namespace weft::kernels {

/// What exp needs to know of a type: ln 2 in two parts, so that whole numbers of ln2_high are exact; and `series`, c0,
/// c1, ... of e^r = 1 + r + r^2 (c0 + c1 r + c2 r^2 + ...) for |r| <= ln(2) / 2.
template <class Scalar> struct ExpConstants;
template <> struct ExpConstants<float> {
  static constexpr float ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F;
  static constexpr float highest = 87.0F, tanh_limit = 30.0F;
  /// Minimax, found by Lawson's algorithm: the greatest error is 3.1e-9.
  static constexpr std::array series{0.5F, 0.16666518F, 0.041666206F, 0.008368918F, 0.001395054F};
};
template <> struct ExpConstants<double> {
  static constexpr double ln2_high = 6.93145751953125e-1, ln2_low = 1.42860682030941723212e-6;
  static constexpr double highest = 708.0, tanh_limit = 60.0;
  /// Taylor's: 1 / 2!, ..., 1 / 13!.
  static constexpr std::array<double, 12> series = [] {
    std::array<double, 12> values{};
    double factorial = 1;
    for (int k = 0; k < 12; ++k) values[static_cast<std::size_t>(k)] = 1 / (factorial *= k + 2);
    return values;
  }();
};

/// c_k + c_(k + 1) r of the series; at its end c_k alone.
template <class V> [[gnu::always_inline]] inline V exp_pair(std::size_t k, const V& r) {
  constexpr auto& c = ExpConstants<typename V::Scalar>::series;
  return k + 1 < c.size() ? multiply_add(V::broadcast(c[k + 1]), r, V::broadcast(c[k])) : V::broadcast(c[k]);
}

/// c0 + c1 r + c2 r^2 + ...: Horner's form in r^2 of pairs, half as long a wait as Horner's in r.
template <class V> [[gnu::always_inline]] inline V exp_series(const V& r, const V& square) {
  constexpr std::size_t pairs = (ExpConstants<typename V::Scalar>::series.size() + 1) / 2;
  V sum = exp_pair(2 * pairs - 2, r);
#pragma GCC unroll 8
  for (std::size_t k = pairs - 1; k > 0; --k) sum = multiply_add(sum, square, exp_pair(2 * k - 2, r));
  return sum;
}

/// e^x = scale (1 + q): scale is a power of two, q = e^r - 1 with |r| <= ln(2) / 2.
template <class V> struct ExpParts { V q, scale; };

/// Cody and Waite's reduction, then a series. |x| must be at most `highest`.
template <class V> [[gnu::always_inline]] inline ExpParts<V> exp_parts(const V& x) {
  using C = ExpConstants<typename V::Scalar>;
  const WholePower<V> n = whole_power(x, typename V::Scalar(1.4426950408889634));
  const V high = multiply_subtract_from(n.exponent, V::broadcast(C::ln2_high), x);
  const V r = multiply_subtract_from(n.exponent, V::broadcast(C::ln2_low), high);
  const V square = r * r;
  return {multiply_add(square, exp_series(r, square), r), n.power};
}

/// sigmoid(x) = 1 / (1 + e^-x).
/// Valid types: float, double. Valid range: all; beyond +-87 (float) or +-708 (double) it stays at its value there.
/// Max error: 3 ULP.
template <class V> [[gnu::always_inline]] inline V sigmoid(const V& x) {
  using Scalar = typename V::Scalar;
  const auto e = exp_parts(-limit(x, ExpConstants<Scalar>::highest));
  const V one = V::broadcast(Scalar(1));
  return nan_or(x, one / (one + multiply_add(e.scale, e.q, e.scale)));
}

/// tanh(x) = (e^2x - 1) / (e^2x + 1), by way of e^2x - 1, so that small arguments keep their digits.
/// Valid types: float, double. Valid range: all. Max error: 3 ULP.
template <class V> [[gnu::always_inline]] inline V tanh(const V& x) {
  using Scalar = typename V::Scalar;
  const auto e = exp_parts(limit(x + x, ExpConstants<Scalar>::tanh_limit));
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
    using V = typename Isa::template Vector<Scalar>;
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

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void sigmoid(float*, Index);
extern template void sigmoid(double*, Index);
extern template void tanh(float*, Index);
extern template void tanh(double*, Index);

}  // namespace weft::kernels
#endif
