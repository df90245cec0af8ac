// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <weft/files/detail/crc32.hpp>

namespace weft::detail {

/// Castagnoli's CRC. Source: RFC 3720, section 12.1 and appendix B.4.
inline std::uint32_t crc32c(std::string_view bytes) {
  ReflectedCrc<0x82F63B78U> crc;
  crc.add(std::as_bytes(std::span(bytes)));
  return crc.value();
}

/// As TFRecord files store it: turned and moved, because the CRC of bytes that end in their own CRC is no good check.
/// Source: tensorflow/core/lib/hash/crc32c.h.
inline std::uint32_t masked_crc32c(std::string_view bytes) {
  const std::uint32_t crc = crc32c(bytes);
  return (crc >> 15 | crc << 17) + 0xA282EAD8U;
}

}  // namespace weft::detail
