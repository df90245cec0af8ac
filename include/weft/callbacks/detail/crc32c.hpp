// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace weft::detail {

/// The CRC of the reflected polynomial 0x82F63B78 (Castagnoli's) that begins with all bits set and ends inverted.
/// Source: RFC 3720, section 12.1 and appendix B.4.
inline std::uint32_t crc32c(std::string_view bytes) {
  // What each value of a byte contributes.
  static constexpr std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t byte = 0; byte < entries.size(); ++byte) {
      std::uint32_t rest = byte;
      for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ ((rest & 1U) != 0 ? 0x82F63B78U : 0U);
      entries[byte] = rest;
    }
    return entries;
  }();
  std::uint32_t rest = 0xFFFFFFFFU;
  for (const char byte : bytes) rest = table[(rest ^ static_cast<unsigned char>(byte)) & 255U] ^ rest >> 8;
  return ~rest;
}

/// As TFRecord files store it: turned and moved, because the CRC of bytes that end in their own CRC is no good check.
/// Source: tensorflow/core/lib/hash/crc32c.h.
inline std::uint32_t masked_crc32c(std::string_view bytes) {
  const std::uint32_t crc = crc32c(bytes);
  return (crc >> 15 | crc << 17) + 0xA282EAD8U;
}

}  // namespace weft::detail
