// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <weft/text/text_vectorization_options.hpp>
#include <weft/text/utf8.hpp>

namespace weft::detail {

/// The characters that Keras removes; punctuation outside ASCII stays.
inline constexpr std::string_view ascii_punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";

inline constexpr auto is_ascii_punctuation = [] {
  std::array<bool, 256> table{};
  for (const char c : ascii_punctuation) table[utf8::byte_at({&c, 1}, 0)] = true;
  return table;
}();

/// A to Z become a to z. All other characters stay, also those that have a lower case: Keras calls tf.strings.lower
/// without its encoding, which then looks at ASCII alone.
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The text in lower case, without its punctuation, or both: keras/src/layers/preprocessing/text_vectorization.py,
/// _preprocess. Bytes that are not UTF-8 stay.
inline std::string standardized(std::string_view text, Standardize how) {
  const bool both = how == Standardize::lower_and_strip_punctuation;
  const bool lowers = both || how == Standardize::lower, strips = both || how == Standardize::strip_punctuation;
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (!strips || !is_ascii_punctuation[utf8::byte_at({&c, 1}, 0)]) result.push_back(lowers ? ascii_lower(c) : c);
  }
  return result;
}

}  // namespace weft::detail
