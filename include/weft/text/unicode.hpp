// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include <weft/text/alphanumeric_table.hpp>

namespace weft::unicode {

/// Python's str.isalnum for one character: a letter or a number of any script; never a combining mark.
constexpr bool is_alphanumeric(char32_t code) {
  const auto above = std::upper_bound(alphanumeric_table.begin(), alphanumeric_table.end(), code);
  return (above - alphanumeric_table.begin()) % 2 == 1;
}

inline constexpr auto ascii_word_table = [] {
  std::array<bool, 128> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = c == '_' || is_alphanumeric(static_cast<char32_t>(c));
  return table;
}();

/// What a Python regular expression takes for a letter of a word: an alphanumeric character or the underscore.
constexpr bool is_word(char32_t code) {
  return code < ascii_word_table.size() ? ascii_word_table[code] : is_alphanumeric(code);
}

/// Python's str.isspace for one character: the white space of Unicode and the four separators U+001C to U+001F.
constexpr bool is_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= 0x09 && code <= 0x0D) || (code >= 0x1C && code <= 0x1F);
  if (code >= 0x2000 && code <= 0x200A) return true;
  constexpr char32_t others[] = {0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
  return std::find(std::begin(others), std::end(others), code) != std::end(others);
}

}  // namespace weft::unicode
