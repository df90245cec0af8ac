// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include <weft/kernels/float_bits.hpp>
#include <weft/kernels/half.hpp>

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
  /// The same of numbers that are stored in half as many bits.
  [[gnu::always_inline]] static inline Vec load(const float16* from) {
    typedef std::uint16_t HalfBits __attribute__((vector_size(Bytes / 2)));
    HalfBits bits;
    std::memcpy(&bits, from, sizeof(bits));
    return widened(bits);
  }
  /// Two vectors whose numbers are stored in turns.
  [[gnu::always_inline]] static inline std::pair<Vec, Vec> load_pairs(const bfloat16* from) {
    typedef std::uint32_t Pairs __attribute__((vector_size(Bytes)));
    Pairs pairs;
    std::memcpy(&pairs, from, Bytes);
    return {Vec(reinterpret_cast<Native>(pairs << 16)), Vec(reinterpret_cast<Native>(pairs & 0xFFFF0000U))};
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
  /// The numbers of these bits of float16. g++ has no name for the instruction in code that is not compiled for one
  /// instruction set alone; clang has no way to it at all.
  template <class HalfBits> [[gnu::always_inline]] static inline Vec widened(const HalfBits& bits) {
#if defined(__x86_64__) && !defined(__clang__)
    if constexpr (Bytes >= 32) {
      Native result;
      asm("vcvtph2ps %1, %0" : "=v"(result) : "vm"(bits));
      return result;
    }
#endif
    return widened_by_bits(__builtin_convertvector(bits, Bits));
  }
  /// The same by the exponent, which has another bias; numbers below the normal ones have none.
  [[gnu::always_inline]] static inline Vec widened_by_bits(const Bits& half) {
    constexpr Integer unit = 1 << 23, bias = 112 * unit, smallest = 113 * unit;
    const Bits sign = (half & 0x8000) << 16, size = (half & 0x7FFF) << 13;
    const Bits normal = size + bias, infinite = normal + bias;
    const Native below = reinterpret_cast<Native>(size + smallest) - reinterpret_cast<Native>(Bits{} + smallest);
    const Bits finite = size < unit ? reinterpret_cast<Bits>(below) : normal;
    return Vec(reinterpret_cast<Native>((size >= 31 * unit ? infinite : finite) | sign));
  }

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
