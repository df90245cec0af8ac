// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>

namespace weft::reference {

/// FNV-1a over the bytes of numbers, lowest byte first: one figure that platforms can be compared by.
class Hash {
 public:
  template <class Number> void add(Number x) {
    static_assert(sizeof(Number) <= sizeof(std::uint64_t));
    std::uint64_t bits = 0;
    if constexpr (sizeof(Number) == 4) {
      std::uint32_t half;
      std::memcpy(&half, &x, 4);
      bits = half;
    } else {
      std::memcpy(&bits, &x, 8);
    }
    for (std::size_t k = 0; k < sizeof(Number); ++k, bits >>= 8) value_ = (value_ ^ (bits & 0xFF)) * 0x100000001B3;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325;
};

}  // namespace weft::reference
