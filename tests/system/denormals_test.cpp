// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

#include <weft/system/denormals.hpp>

namespace {

using weft::Denormals;
using weft::ScopedDenormals;

/// Half of the smallest normal number, computed now and not by the compiler.
template <class Scalar> Scalar denormal_result() {
  volatile Scalar smallest = std::numeric_limits<Scalar>::min(), half = Scalar(0.5);
  volatile Scalar result = smallest * half;
  return result;
}

/// A denormal number times a large one.
double denormal_operand() {
  volatile double denormal = std::numeric_limits<double>::denorm_min(), large = 0x1p200;
  volatile double result = denormal * large;
  return result;
}

/// Elsewhere the mode is left alone.
bool can_flush() {
#if defined(__SSE__) || defined(_M_X64) || (defined(__aarch64__) && defined(__GNUC__))
  return true;
#else
  return false;
#endif
}

}  // namespace

TEST_CASE("denormal results and operands count as zero where they are flushed, and only there") {
  if (!can_flush()) return;
  CHECK(denormal_result<float>() > 0);
  CHECK(denormal_operand() > 0);
  {
    const ScopedDenormals guard(Denormals::flushed());
    CHECK(denormal_result<float>() == 0);
    CHECK(denormal_result<double>() == 0);
    CHECK(denormal_operand() == 0);
  }
  CHECK(denormal_result<float>() > 0);
  CHECK(denormal_result<double>() > 0);
  CHECK(denormal_operand() > 0);
}

TEST_CASE("a scope restores the mode it found, not the usual one") {
  const Denormals usual = Denormals::current();
  {
    const ScopedDenormals outer(Denormals::flushed());
    const Denormals flushed = Denormals::current();
    CHECK(flushed == Denormals::flushed());
    CHECK(Denormals::are_flushed() == can_flush());
    {
      const ScopedDenormals inner(usual);
      CHECK(Denormals::current() == usual);
    }
    CHECK(Denormals::current() == flushed);
  }
  CHECK(Denormals::current() == usual);
  if (can_flush()) CHECK(usual != Denormals::flushed());
  CHECK_FALSE(Denormals::are_flushed());
}

TEST_CASE("a scope restores the mode when it is left by an exception") {
  const Denormals usual = Denormals::current();
  const auto fail = [] {
    const ScopedDenormals guard(Denormals::flushed());
    throw std::runtime_error("left");
  };
  CHECK_THROWS(fail());
  CHECK(Denormals::current() == usual);
}

TEST_CASE("what happened before is no part of the mode") {
  const Denormals before = Denormals::current();
  volatile double zero = 0, one = 1;
  volatile double result = one / zero;
  CHECK(result > 0);
  CHECK(Denormals::current() == before);
}
