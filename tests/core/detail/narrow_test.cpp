// SPDX-License-Identifier: MIT
#include <weft/core/detail/narrow.hpp>

#include <doctest/doctest.h>

#include <cstdint>

TEST_CASE("a number that fits is the same in another type") {
  static_assert(weft::detail::narrow<std::int32_t>(std::int64_t{-7}) == -7);
  static_assert(weft::detail::narrow<std::uint64_t>(std::uint64_t{7}) == 7);
  CHECK(weft::detail::narrow<std::uint8_t>(255LL) == 255);
}
