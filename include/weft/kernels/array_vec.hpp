// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <utility>

#include <Eigen/Core>
#include <weft/kernels/float_bits.hpp>
#include <weft/kernels/half.hpp>

namespace weft::kernels {

/// What Vec is, by Eigen's arrays: for compilers without vector extensions, at whatever speed they make of it.
template <class S> struct ArrayVec {
  using Scalar = S;
  static constexpr int lanes = 16 / static_cast<int>(sizeof(Scalar));
  using Array = Eigen::Array<Scalar, lanes, 1>;

  Array v = Array::Zero();

  ArrayVec() = default;
  ArrayVec(const Array& array) : v(array) {}
  ArrayVec(Scalar x) : v(Array::Constant(x)) {}

  static ArrayVec load(const Scalar* from) { return {Array(Eigen::Map<const Array>(from))}; }
  static ArrayVec load(const float16* from) {
    return {Array(Eigen::Map<const Eigen::Array<float16, lanes, 1>>(from).template cast<Scalar>())};
  }
  static std::pair<ArrayVec, ArrayVec> load_pairs(const bfloat16* from) {
    using Pairs = Eigen::Map<const Eigen::Array<bfloat16, lanes, 1>, 0, Eigen::InnerStride<2>>;
    return {Array(Pairs(from).template cast<Scalar>()), Array(Pairs(from + 1).template cast<Scalar>())};
  }
  static ArrayVec broadcast(Scalar x) { return {Array(Array::Constant(x))}; }
  static ArrayVec load_broadcast(const Scalar* from) { return broadcast(*from); }
  void store(Scalar* to) const { Eigen::Map<Array>(to, lanes) = v; }

  friend ArrayVec operator+(const ArrayVec& a, const ArrayVec& b) { return {Array(a.v + b.v)}; }
  friend ArrayVec operator-(const ArrayVec& a, const ArrayVec& b) { return {Array(a.v - b.v)}; }
  friend ArrayVec operator*(const ArrayVec& a, const ArrayVec& b) { return {Array(a.v * b.v)}; }
  friend ArrayVec operator/(const ArrayVec& a, const ArrayVec& b) { return {Array(a.v / b.v)}; }
  friend ArrayVec operator-(const ArrayVec& a) { return {Array(-a.v)}; }
};

/// a b + c
template <class S> ArrayVec<S> multiply_add(const ArrayVec<S>& a, const ArrayVec<S>& b, const ArrayVec<S>& c) {
  return a * b + c;
}

/// c - a b
template <class S>
ArrayVec<S> multiply_subtract_from(const ArrayVec<S>& a, const ArrayVec<S>& b, const ArrayVec<S>& c) {
  return c - a * b;
}

/// x, or most with x's sign if it is farther from zero; NaN becomes most.
template <class S> ArrayVec<S> limit(const ArrayVec<S>& x, S most) {
  ArrayVec<S> result;
  for (int k = 0; k < x.lanes; ++k) result.v[k] = std::abs(x.v[k]) <= most ? x.v[k] : std::copysign(most, x.v[k]);
  return result;
}

/// x if it is NaN, otherwise y.
template <class S> ArrayVec<S> nan_or(const ArrayVec<S>& x, const ArrayVec<S>& y) {
  ArrayVec<S> result = y;
  for (int k = 0; k < x.lanes; ++k)
    if (std::isnan(x.v[k])) result.v[k] = x.v[k];
  return result;
}

/// The whole number next to a b, and two to the power of it.
template <class S> WholePower<ArrayVec<S>> whole_power(const ArrayVec<S>& a, S b) {
  WholePower<ArrayVec<S>> result;
  for (int k = 0; k < a.lanes; ++k) {
    result.exponent.v[k] = std::nearbyint(a.v[k] * b);
    result.power.v[k] = std::ldexp(S(1), static_cast<int>(result.exponent.v[k]));
  }
  return result;
}

}  // namespace weft::kernels
