// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <weft/text/unicode.hpp>
#include <weft/text/utf8.hpp>

namespace weft {

/// The text without the white space at both ends, as Python's str.strip() gives it: all of Unicode's white space, not
/// only ASCII's. Returns a view of the same text. Bytes that are not UTF-8 are not white space.
constexpr std::string_view strip(std::string_view text) {
  while (!text.empty() && unicode::is_space(utf8::first(text).code)) text.remove_prefix(utf8::first(text).size);
  while (!text.empty() && unicode::is_space(utf8::last(text).code)) text.remove_suffix(utf8::last(text).size);
  return text;
}

/// The text without the ASCII white space at both ends, as Python's bytes.strip() gives it. This is how
/// tensorflow_datasets strips the IMDB reviews: it reads them as bytes, so an ellipsis written as U+0085 stays.
constexpr std::string_view strip_ascii(std::string_view text) {
  constexpr std::string_view white = " \t\n\v\f\r";
  const std::size_t begin = text.find_first_not_of(white);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

}  // namespace weft
