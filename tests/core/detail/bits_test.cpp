// SPDX-License-Identifier: MIT
#include <weft/core/detail/bits.hpp>

#include <cstdint>

#include <doctest/doctest.h>

#include <weft/core/detail/exactly.hpp>

TEST_CASE("a number's bits are those of IEEE 754, and come back as the number, also before the program runs") {
  static_assert(weft::detail::bit_cast<std::uint32_t>(1.0F) == 0x3F800000U);
  static_assert(weft::detail::is_exactly(weft::detail::bit_cast<double>(std::uint64_t{0xBFF0000000000000U}), -1));
  CHECK(weft::detail::bit_cast<std::uint64_t>(0.5) == 0x3FE0000000000000U);
}
