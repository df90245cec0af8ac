// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <initializer_list>
#include <limits>

#include <weft/core/detail/bits.hpp>
#include <weft/kernels/float_bits.hpp>

namespace {

template <class Scalar> void check_bits() {
  using F = weft::kernels::FloatBits<Scalar>;
  using Integer = weft::detail::BitsOf<Scalar>;
  static_assert(sizeof(Integer) == sizeof(Scalar));
  static_assert(F::mantissa_bits == std::numeric_limits<Scalar>::digits - 1);
  static_assert(F::exponent_bias == std::numeric_limits<Scalar>::max_exponent - 1);
  const auto bits = [](Scalar x) { return weft::detail::bit_cast<Integer>(x); };
  CHECK(bits(Scalar(1)) == Integer(F::exponent_bias) << F::mantissa_bits);
  for (const int whole : {-120, -1, 0, 3, 1000}) CHECK(bits(F::round + Scalar(whole)) - bits(F::round) == whole);
}

}  // namespace

TEST_CASE("FloatBits says where a number has its exponent, and what makes a number whole") {
  check_bits<float>();
  check_bits<double>();
}
