// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include <weft/kernels/float_bits.hpp>

// Other compilers have ArrayVec (array_vec.hpp).
#if defined(__GNUC__)

namespace weft::kernels {

/// `Bytes / sizeof(S)` numbers that are computed with at once, over the vector extensions of g++ and clang.
///
/// The vector is wrapped so that it can be passed between functions compiled for different instruction sets: all of
/// them are forced inline, and a bare vector argument would change the calling convention on paper.
template <class S, int Bytes> struct Vec {
  using Scalar = S;
  static constexpr int lanes = Bytes / static_cast<int>(sizeof(Scalar));
  using Integer = detail::BitsOf<Scalar>;
  typedef Scalar Native __attribute__((vector_size(Bytes)));
  typedef Integer Bits __attribute__((vector_size(Bytes)));

  Native v;

  // Copies are spelled out because a defaulted one copies bytes, 16 at a time where only 16-byte registers are assumed,
  // and reading them back as a wider vector stalls.
  Vec() = default;
  [[gnu::always_inline]] inline Vec(const Native& native) : v(native) {}
  /// A number in every lane, so that equations may say 1 - z.
  [[gnu::always_inline]] inline Vec(Scalar x) : v(Native{} + x) {}
  [[gnu::always_inline]] inline Vec(const Vec& other) : v(other.v) {}
  [[gnu::always_inline]] inline Vec& operator=(const Vec& other) {
    v = other.v;
    return *this;
  }

  [[gnu::always_inline]] static inline Vec load(const Scalar* from) {
    Vec result;
    std::memcpy(&result.v, from, Bytes);
    return result;
  }
  /// A constant in every lane. What is added is zero, which g++ knows for a constant vector when it sees the constant.
  [[gnu::always_inline]] static inline Vec broadcast(Scalar x) { return Vec(Native{} + x); }
  /// A number from memory in every lane: spelled out, which g++ knows for one load, where the sum would be computed.
  [[gnu::always_inline]] static inline Vec load_broadcast(const Scalar* from) {
    return repeat(*from, std::make_integer_sequence<int, lanes>{});
  }
  [[gnu::always_inline]] inline void store(Scalar* to) const { std::memcpy(to, &v, Bytes); }

  [[gnu::always_inline]] friend inline Vec operator+(const Vec& a, const Vec& b) { return {a.v + b.v}; }
  [[gnu::always_inline]] friend inline Vec operator-(const Vec& a, const Vec& b) { return {a.v - b.v}; }
  [[gnu::always_inline]] friend inline Vec operator-(const Vec& a) { return {-a.v}; }
  [[gnu::always_inline]] friend inline Vec operator*(const Vec& a, const Vec& b) { return {a.v * b.v}; }
  [[gnu::always_inline]] friend inline Vec operator/(const Vec& a, const Vec& b) { return {a.v / b.v}; }

 private:
  template <int... Lane>
  [[gnu::always_inline]] static inline Vec repeat(Scalar x, std::integer_sequence<int, Lane...>) {
    return Vec(Native{((void)Lane, x)...});
  }
};

/// a b + c, rounded once where the instruction set can.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> multiply_add(const Vec<Scalar, Bytes>& a, const Vec<Scalar, Bytes>& b,
                                                              const Vec<Scalar, Bytes>& c) {
  return {a.v * b.v + c.v};
}

/// c - a b, rounded once where the instruction set can.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> multiply_subtract_from(const Vec<Scalar, Bytes>& a,
                                                                        const Vec<Scalar, Bytes>& b,
                                                                        const Vec<Scalar, Bytes>& c) {
  return {c.v - a.v * b.v};
}

/// x, or most with x's sign if it is farther from zero; NaN becomes most. By way of the bits, which are in the order of
/// the numbers' sizes: g++ has one instruction for the lesser of two integers, and for numbers a comparison and a
/// blend, which wait longer.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> limit(const Vec<Scalar, Bytes>& x, Scalar most) {
  using V = Vec<Scalar, Bytes>;
  using Bits = typename V::Bits;
  const Bits sign = Bits{} + (std::numeric_limits<typename V::Integer>::min)(),
             bound = reinterpret_cast<Bits>(V::broadcast(most).v);
  const Bits size = reinterpret_cast<Bits>(x.v) & ~sign;
  return V(reinterpret_cast<typename V::Native>((size < bound ? size : bound) | (reinterpret_cast<Bits>(x.v) & sign)));
}

/// x if it is NaN, otherwise y.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline Vec<Scalar, Bytes> nan_or(const Vec<Scalar, Bytes>& x, const Vec<Scalar, Bytes>& y) {
  const auto& v = x.v;  // a name, with which clang knows what is meant and does not warn
  return {v == v ? y.v : v};
}

/// The whole number next to a b, and two to the power of it, if that is a normal number. It is read from the bits of a
/// sum, which -ffast-math leaves alone.
template <class Scalar, int Bytes>
[[gnu::always_inline]] inline WholePower<Vec<Scalar, Bytes>> whole_power(const Vec<Scalar, Bytes>& a, Scalar b) {
  using V = Vec<Scalar, Bytes>;
  using Bits = typename V::Bits;
  using F = FloatBits<Scalar>;
  const V round = V::broadcast(F::round), shifted = multiply_add(a, V::broadcast(b), round);
  const Bits n = reinterpret_cast<Bits>(shifted.v) - reinterpret_cast<Bits>(round.v);
  return {V(__builtin_convertvector(n, typename V::Native)),
          V(reinterpret_cast<typename V::Native>((n + F::exponent_bias) << F::mantissa_bits))};
}

}  // namespace weft::kernels

#endif
