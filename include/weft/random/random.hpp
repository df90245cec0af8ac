// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>

#include <weft/core/detail/fused.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// Random numbers that are the same on every platform: a standard engine, whose output the standard fixes, with
/// distributions of our own, whose output the standard library would not fix.
///
/// What is not exact arithmetic is written with fused_multiply_add, which rounds once wherever it runs; a product and a
/// sum would be contracted by some compilers and not by others.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : engine_(seed) {}

  /// 64 random bits.
  std::uint64_t bits() { return engine_(); }

  /// Uniform over [0, 1), with 53 random bits.
  double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

  /// Uniform over [low, high).
  double uniform(double low, double high) { return detail::fused_multiply_add(uniform(), high - low, low); }

  /// Uniform over 0 .. count - 1, without bias (rejection). Throws std::invalid_argument when count is 0.
  std::uint64_t below(std::uint64_t count) {
    throw_unless(count > 0, "Rng::below: the count is 0; expected at least 1");
    const std::uint64_t rejected = (0 - count) % count;  // 2^64 mod count
    std::uint64_t x = bits();
    while (x < rejected) x = bits();
    return x % count;
  }

  /// Normal with mean 0 and standard deviation 1: Marsaglia's polar method, one of its two numbers.
  double normal() {
    for (;;) {
      const double u = uniform(-1, 1), v = uniform(-1, 1);
      const double s = detail::fused_multiply_add(u, u, v * v);
      if (s > 0 && s < 1) return u * std::sqrt(-2 * log(s) / s);
    }
  }

  /// What the numbers to come depend on, as the text that the standard library gives of its engine.
  [[nodiscard]] std::string state() const {
    auto text = in_classic_locale<std::ostringstream>();
    text << engine_;
    return std::move(text).str();
  }

  /// Goes on where the generator went on that gave this state. Throws std::invalid_argument for any other text.
  void set_state(const std::string& state) {
    auto text = in_classic_locale<std::istringstream>(state);
    std::mt19937_64 engine;
    throw_unless(static_cast<bool>(text >> engine) && (text >> std::ws).eof(), "Rng: \"", state.substr(0, 40),
                 "...\" is not a generator's state");
    engine_ = engine;
  }

  friend bool operator==(const Rng&, const Rng&) = default;

 private:
  /// Natural logarithm, to a few ULP: the C library's differs between platforms in its last bit.
  /// x = m 2^e with m in [1/2, 1), and log m = 2 atanh((m - 1) / (m + 1)).
  static double log(double x) {
    int e = 0;
    double m = std::frexp(x, &e);
    if (m < 0.70710678118654752) {
      m *= 2;
      --e;
    }
    const double s = (m - 1) / (m + 1), s2 = s * s;
    double series = 0;
    for (int k = 23; k >= 1; k -= 2) series = detail::fused_multiply_add(series, s2, 1.0 / k);
    return detail::fused_multiply_add(static_cast<double>(e), 0.69314718055994531, 2 * s * series);
  }

  std::mt19937_64 engine_;
};

}  // namespace weft
