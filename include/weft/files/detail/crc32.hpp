// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace weft::detail {

/// A cyclic redundancy check of 32 bits, for bytes that come piece by piece: that of a reflected polynomial, which
/// begins with all bits set and ends inverted.
template <std::uint32_t polynomial> class ReflectedCrc {
 public:
  void add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes)
      rest_ = table[(rest_ ^ std::to_integer<std::uint32_t>(byte)) & 255U] ^ rest_ >> 8;
  }

  [[nodiscard]] std::uint32_t value() const { return ~rest_; }

  /// Eight hexadecimal digits, in lower case.
  [[nodiscard]] std::string text() const {
    std::string digits;
    for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[value() >> shift & 15U];
    return digits;
  }

 private:
  /// What each value of a byte contributes.
  static constexpr std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t byte = 0; byte < entries.size(); ++byte) {
      std::uint32_t rest = byte;
      for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ ((rest & 1U) != 0 ? polynomial : 0U);
      entries[byte] = rest;
    }
    return entries;
  }();

  std::uint32_t rest_ = 0xFFFFFFFFU;
};

/// The checksum of zlib, gzip and PNG; Python has it as zlib.crc32. Source: ISO 3309; RFC 1952, section 8.
using Crc32 = ReflectedCrc<0xEDB88320U>;

}  // namespace weft::detail
