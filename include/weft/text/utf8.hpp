// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace weft::utf8 {

/// One character of a text and the bytes it takes there. Text may be anything: a byte that belongs to no character of
/// well-formed UTF-8 (RFC 3629: nothing overlong, no surrogate, nothing above U+10FFFF) is a character of its own,
/// whose code lies beyond Unicode.
struct Character {
  char32_t code = 0;
  std::size_t size = 0;
};

/// The code of a stray byte b is stray + b.
inline constexpr char32_t stray = 0x110000;

constexpr bool is_stray(Character c) { return c.code >= stray; }

constexpr std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// How many bytes a character takes that begins with this byte; 0 when none does.
constexpr std::size_t sequence_size(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// The character at the front of a text, which must not be empty.
constexpr Character first(std::string_view text) {
  constexpr std::uint8_t lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const std::uint8_t lead = byte_at(text, 0);
  const Character stray_byte{stray + lead, 1};
  const std::size_t size = sequence_size(lead);
  if (size == 0 || size > text.size()) return stray_byte;
  char32_t code = lead & lead_bits[size];
  for (std::size_t i = 1; i < size; ++i) {
    const std::uint8_t next = byte_at(text, i);
    if ((next & 0xC0) != 0x80) return stray_byte;
    code = (code << 6) | (next & 0x3F);
  }
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (code < smallest[size] || surrogate || code > 0x10FFFF) return stray_byte;
  return {code, size};
}

/// The character at the end of a text, which must not be empty.
constexpr Character last(std::string_view text) {
  for (std::size_t size = 1; size <= 4 && size <= text.size(); ++size) {
    const Character c = first(text.substr(text.size() - size));
    if (c.size == size && !is_stray(c)) return c;
  }
  return {stray + byte_at(text, text.size() - 1), 1};
}

/// Whether a text is UTF-8 throughout.
constexpr bool is_valid(std::string_view text) {
  while (!text.empty()) {
    const Character c = first(text);
    if (is_stray(c)) return false;
    text.remove_prefix(c.size);
  }
  return true;
}

/// Writes a character behind a text: what first() read, be it a stray byte.
inline void append(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(static_cast<std::uint8_t>(byte))); };
  const auto put_continuation = [&put, code](int shift) { put(0x80 | ((code >> shift) & 0x3F)); };
  if (code >= stray) {
    put(code - stray);
  } else if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
  } else {
    put(0xF0 | (code >> 18));
  }
  if (code >= stray) return;
  if (code >= 0x10000) put_continuation(12);
  if (code >= 0x800) put_continuation(6);
  if (code >= 0x80) put_continuation(0);
}

}  // namespace weft::utf8
