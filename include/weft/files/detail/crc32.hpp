// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace weft::detail {

/// The checksum of zlib, gzip and PNG, for bytes that come piece by piece: the CRC of the reflected polynomial
/// 0xEDB88320 that begins with all bits set and ends inverted. Python has it as zlib.crc32.
/// Source: ISO 3309; RFC 1952, section 8.
class Crc32 {
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
      for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
      entries[byte] = rest;
    }
    return entries;
  }();

  std::uint32_t rest_ = 0xFFFFFFFFU;
};

}  // namespace weft::detail
