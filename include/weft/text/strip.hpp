// SPDX-License-Identifier: MIT
#pragma once

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

}  // namespace weft
