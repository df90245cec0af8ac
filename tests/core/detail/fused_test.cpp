// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/fused.hpp>
#include <weft/random/random.hpp>

using weft::detail::fused_multiply_add;
using weft::detail::multiply_add_by_parts;

TEST_CASE("a product and a sum are rounded once") {
  constexpr double almost_half = 1 + 0x1p-30;  // squared, 1 + 2^-29 + 2^-60: with 2^-53 just above the middle
  CHECK(fused_multiply_add(almost_half, almost_half, 0x1p-53) == 1 + 0x1p-29 + 0x1p-52);
  CHECK(fused_multiply_add(1 + 0x1p-52, 1 + 0x1p-52, -1 - 0x1p-51) == 0x1p-104);
  CHECK(multiply_add_by_parts(almost_half, almost_half, 0x1p-53) == 1 + 0x1p-29 + 0x1p-52);
  CHECK(multiply_add_by_parts(1 + 0x1p-13F, 1 + 0x1p-13F, -1 - 0x1p-12F) == 0x1p-26F);
}

TEST_CASE_TEMPLATE("by parts it is the same to the bit, of any signs and sizes", Scalar, double, float) {
  weft::Rng rng(1);
  const auto number = [&] {
    const double size = std::ldexp(rng.uniform(1, 2), static_cast<int>(rng.below(40)) - 20);
    return static_cast<Scalar>(rng.below(2) == 0 ? size : -size);
  };
  int different = 0;
  for (int k = 0; k < 200'000; ++k) {
    const Scalar a = number(), b = number();
    const Scalar c = k % 2 == 0 ? number() : -a * b * static_cast<Scalar>(1 + 0x1p-20 * rng.uniform());
    different += weft::detail::is_exactly(multiply_add_by_parts(a, b, c), fused_multiply_add(a, b, c)) ? 0 : 1;
  }
  CHECK(different == 0);
}
