// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

namespace weft::kernels {

/// `Bytes / sizeof(Scalar)` numbers that are computed with at once, over the compiler's vector extensions.
///
/// The vector is wrapped so that it can be passed between functions compiled for different instruction sets: all of
/// them are forced inline, and a bare vector argument would change the calling convention on paper.
template <class Scalar, int Bytes> struct Vec {
  static constexpr int lanes = Bytes / static_cast<int>(sizeof(Scalar));
  using Integer = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  typedef Scalar Native __attribute__((vector_size(Bytes)));
  typedef Integer Bits __attribute__((vector_size(Bytes)));

  Native v;

  // Copies are spelled out because a defaulted one copies bytes, 16 at a time where only 16-byte registers are assumed,
  // and reading them back as a wider vector stalls.
  Vec() = default;
  [[gnu::always_inline]] inline Vec(const Native& native) : v(native) {}
  [[gnu::always_inline]] inline Vec(const Vec& other) : v(other.v) {}
  [[gnu::always_inline]] inline Vec& operator=(const Vec& other) {
    v = other.v;
    return *this;
  }

  [[gnu::always_inline]] static inline Vec load(const Scalar* from) {
    Vec result;
    __builtin_memcpy(&result.v, from, Bytes);
    return result;
  }
  /// A constant in every lane. What is added is zero, which g++ knows for a constant vector when it sees the constant.
  [[gnu::always_inline]] static inline Vec broadcast(Scalar x) { return Vec(Native{} + x); }
  /// A number from memory in every lane: spelled out, which g++ knows for one load, where the sum would be computed.
  [[gnu::always_inline]] static inline Vec load_broadcast(const Scalar* from) {
    return repeat(*from, std::make_integer_sequence<int, lanes>{});
  }
  [[gnu::always_inline]] inline void store(Scalar* to) const { __builtin_memcpy(to, &v, Bytes); }

  [[gnu::always_inline]] friend inline Vec operator+(const Vec& a, const Vec& b) { return {a.v + b.v}; }
  [[gnu::always_inline]] friend inline Vec operator-(const Vec& a, const Vec& b) { return {a.v - b.v}; }
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

}  // namespace weft::kernels
