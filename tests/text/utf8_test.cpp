// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/utf8.hpp>

namespace {

namespace utf8 = weft::utf8;

std::vector<char32_t> codes(std::string_view text) {
  std::vector<char32_t> all;
  while (!text.empty()) {
    const auto c = utf8::first(text);
    all.push_back(c.code);
    text.remove_prefix(c.size);
  }
  return all;
}

std::vector<char32_t> stray_bytes(std::string_view text) {
  std::vector<char32_t> all;
  for (const char c : text) all.push_back(utf8::stray + static_cast<std::uint8_t>(c));
  return all;
}

}  // namespace

TEST_CASE("UTF-8 gives the characters of one to four bytes") {
  CHECK(codes("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\xA6\x94") == std::vector<char32_t>{U'a', 0xE9, 0x20AC, 0x1F994});
  CHECK(codes(std::string_view{"\0z", 2}) == std::vector<char32_t>{0, U'z'});
}

TEST_CASE("A byte that is not UTF-8 is a character of its own") {
  const std::vector<std::string> all_wrong = {"\x80",              // a continuation without a lead
                                              "\xC0\xAF",          // overlong '/'
                                              "\xE0\x80\xAF",      // overlong again
                                              "\xF0\x80\x80\xAF",  // and again
                                              "\xED\xA0\x80",      // a surrogate
                                              "\xF4\x90\x80\x80",  // above U+10FFFF
                                              "\xF5\xFE\xFF",      // bytes no character has
                                              "\xE2\x82",          // cut short
                                              "\xF0\x9F\xA6"};
  for (const auto& text : all_wrong) {
    CAPTURE(text.size());
    CHECK(codes(text) == stray_bytes(text));
    CHECK_FALSE(utf8::is_valid(text));
    CHECK(utf8::last(text).code == stray_bytes(text).back());
  }
  CHECK(codes("\xE2\x82!") == std::vector<char32_t>{utf8::stray + 0xE2, utf8::stray + 0x82, U'!'});
  CHECK(codes("\xC3\xC3\xA9") == std::vector<char32_t>{utf8::stray + 0xC3, 0xE9});
}

TEST_CASE("Every character of Unicode survives writing and reading, from both ends") {
  std::size_t wrong = 0;
  for (char32_t code = 0; code < 0x110000; ++code) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string text;
    utf8::append(text, code);
    const auto front = utf8::first(text);
    const auto back = utf8::last("..." + text);
    if (front.code != code || front.size != text.size() || back.code != code || back.size != text.size()) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("A stray byte is written as it was read") {
  for (char32_t byte = 0x80; byte < 0x100; ++byte) {
    std::string text;
    utf8::append(text, utf8::stray + byte);
    CHECK(codes(text) == std::vector<char32_t>{utf8::stray + byte});
  }
}

TEST_CASE("A text is valid UTF-8 when no byte of it is stray") {
  CHECK(utf8::is_valid(""));
  CHECK(utf8::is_valid("na\xC3\xAFve \xF0\x9F\xA6\x94"));
  CHECK_FALSE(utf8::is_valid("na\xEFve"));
}
