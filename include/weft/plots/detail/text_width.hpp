// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <weft/text/utf8.hpp>

namespace weft::detail {

/// How wide a character is at most, in font sizes. Which font a viewer has is not known: these numbers hold for the
/// widest of the usual ones, DejaVu Sans.
constexpr double character_width(char32_t code) {
  constexpr std::string_view narrow = " !'(),-./:;I[\\]fijlrt|", wide = "%@MWmw", sign = "#+<=>^~&ABCDGHKNOQRTUVXYZ";
  const auto in = [code](std::string_view all) { return all.find(static_cast<char>(code)) != std::string_view::npos; };
  if (code < 0x80) return in(narrow) ? 0.42 : in(wide) ? 1.0 : in(sign) ? 0.84 : 0.64;
  return code < 0x250 ? 0.75 : code < 0x1100 ? 0.9 : 1.1;
}

/// How many pixels wide a text is at most.
inline double text_width(std::string_view text, double font_size) {
  double width = 0;
  while (!text.empty()) {
    const utf8::Character c = utf8::first(text);
    text.remove_prefix(c.size);
    width += character_width(c.code) * font_size;
  }
  return width;
}

/// The text, or as much of its beginning as has room in the width, and three dots.
inline std::string fitted(std::string_view text, double font_size, double width) {
  if (text_width(text, font_size) <= width) return std::string(text);
  constexpr std::string_view dots = "\xE2\x80\xA6";
  std::string beginning;
  double room = width - text_width(dots, font_size);
  while (true) {
    const utf8::Character c = utf8::first(text);
    room -= character_width(c.code) * font_size;
    if (room < 0) break;
    beginning += text.substr(0, c.size);
    text.remove_prefix(c.size);
  }
  return beginning.append(dots);
}

/// The width of the widest.
template <class Texts> double widest_text(const Texts& texts, double font_size) {
  double width = 0;
  for (const std::string& text : texts) width = (std::max)(width, text_width(text, font_size));
  return width;
}

}  // namespace weft::detail
