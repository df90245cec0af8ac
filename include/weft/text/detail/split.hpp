// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <weft/text/text_vectorization_options.hpp>
#include <weft/text/utf8.hpp>

namespace weft::detail {

/// What between two tokens counts as white space: ASCII's six characters, as in tf.strings.split. A no-break space or
/// an ideographic space is part of a token.
inline constexpr std::string_view ascii_whitespace = " \t\n\v\f\r";

/// The character that stands for bytes which are not UTF-8, U+FFFD.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// The tokens between white space, none of them empty.
inline std::vector<std::string_view> split_at_whitespace(std::string_view text) {
  std::vector<std::string_view> tokens;
  for (std::size_t begin = text.find_first_not_of(ascii_whitespace); begin != text.npos;) {
    const std::size_t end = text.find_first_of(ascii_whitespace, begin);
    tokens.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(ascii_whitespace, end);
  }
  return tokens;
}

/// How many bytes at the front of a text, which are not a character, one replacement character stands for: a character
/// that was cut short counts as one, any other byte is one of its own (Unicode 15.0, section 3.9, "substitution of
/// maximal subparts").
inline std::size_t replaced_size(std::string_view text) {
  for (std::size_t size = text.size() < 3 ? text.size() : 3; size > 1; --size) {
    const auto completed = std::string{text.substr(0, size)} + "\x80\x80";
    if (!utf8::is_stray(utf8::first(completed))) return size;
  }
  return 1;
}

/// The text's characters, spaces included; the views are of the text or of the replacement character.
inline std::vector<std::string_view> split_into_characters(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const utf8::Character c = utf8::first(text);
    const bool stray = utf8::is_stray(c);
    const std::size_t size = stray ? replaced_size(text) : c.size;
    characters.push_back(stray ? replacement_character : text.substr(0, size));
    text.remove_prefix(size);
  }
  return characters;
}

/// The tokens of a standardized text, as Keras splits it; an empty text has none.
inline std::vector<std::string_view> split_text(std::string_view text, Split where) {
  if (where == Split::whitespace) return split_at_whitespace(text);
  if (where == Split::character) return split_into_characters(text);
  return text.empty() ? std::vector<std::string_view>{} : std::vector{text};
}

}  // namespace weft::detail
