// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE__) || defined(_M_X64)
#include <xmmintrin.h>
#endif

namespace weft {

/// How this thread treats numbers too small for their exponent. An LSTM whose values underflow runs many times slower
/// when they are kept, and no result is the better for them.
class Denormals {
 public:
  /// What the calling thread does now.
  static Denormals current() { return Denormals(read()); }
  /// Denormal operands and results count as zero; the rest as now.
  static Denormals flushed() { return Denormals(read() | flush_bits); }

  /// Whether denormal operands and results count as zero in the calling thread now, found out by one of each: to read
  /// the mode takes until all that was computed before is done, because it comes with these computations' status.
  static bool are_flushed() {
    const float denormal = some_denormal, difference = above_smallest - smallest;
    return !(denormal > 0) && std::bit_cast<std::uint32_t>(difference) == 0;
  }

  void apply() const { write(bits_); }
  friend bool operator==(const Denormals&, const Denormals&) = default;

 private:
  explicit Denormals(std::uint64_t bits) : bits_(bits) {}

  /// Volatile, so that no compiler computes with them beforehand.
  static inline const volatile float smallest = 0x1p-126F, above_smallest = 0x1.8p-126F, some_denormal = 0x1p-127F;

#if defined(__SSE__) || defined(_M_X64)
  static constexpr std::uint64_t flush_bits = 0x8040;  // flush to zero, denormals are zero
  static constexpr std::uint64_t status_bits = 0x3F;   // which exceptions have happened: not a mode
  static std::uint64_t read() { return _mm_getcsr() & ~status_bits; }
  static void write(std::uint64_t bits) { _mm_setcsr(static_cast<unsigned>(bits)); }
#elif defined(__aarch64__) && defined(__GNUC__)
  static constexpr std::uint64_t flush_bits = 1U << 24;
  static std::uint64_t read() {
    std::uint64_t bits;
    asm volatile("mrs %0, fpcr" : "=r"(bits));
    return bits;
  }
  static void write(std::uint64_t bits) { asm volatile("msr fpcr, %0" : : "r"(bits)); }
#else
  static constexpr std::uint64_t flush_bits = 0;
  static std::uint64_t read() { return 0; }
  static void write(std::uint64_t) {}
#endif

  std::uint64_t bits_;
};

/// Puts a mode in force for a scope and restores the thread's own at its end.
class ScopedDenormals {
 public:
  explicit ScopedDenormals(Denormals mode) : before_(Denormals::current()) {
    if (!(before_ == mode)) mode.apply();
  }
  ScopedDenormals(const ScopedDenormals&) = delete;
  ScopedDenormals& operator=(const ScopedDenormals&) = delete;
  /// To read a mode takes less time than to set it.
  ~ScopedDenormals() {
    if (!(Denormals::current() == before_)) before_.apply();
  }

 private:
  Denormals before_;
};

}  // namespace weft
