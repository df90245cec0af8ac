// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/split.hpp>

namespace {

using Views = std::vector<std::string_view>;
using weft::Split;
using weft::detail::split_text;

}  // namespace

TEST_CASE("Tokens lie between ASCII's white space, and none is empty") {
  CHECK(split_text(" \t\n\v\f\rto  be\r\nor ", Split::whitespace) == Views{"to", "be", "or"});
  CHECK(split_text("to", Split::whitespace) == Views{"to"});
  CHECK(split_text("", Split::whitespace).empty());
  CHECK(split_text(" \n", Split::whitespace).empty());
  CHECK(split_text("a\u00A0b\u3000c\u0085d\x1C", Split::whitespace) == Views{"a\u00A0b\u3000c\u0085d\x1C"});
}

TEST_CASE("Characters are Unicode's, spaces and line breaks among them") {
  CHECK(split_text("a \u00E9\n\U0001F9F5", Split::character) == Views{"a", " ", "\u00E9", "\n", "\U0001F9F5"});
  CHECK(split_text("", Split::character).empty());
}

TEST_CASE("Bytes that are not UTF-8 become U+FFFD, a character that was cut short one of them") {
  const auto count = [](std::string_view text) {
    const auto characters = split_text(text, Split::character);
    CHECK(characters == Views(characters.size(), "\uFFFD"));
    return characters.size();
  };
  // The table of examples in section 3.9 of the Unicode Standard, and the ends of texts.
  CHECK(count("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82") == 8);
  CHECK(count("\xED\xA0\x80\xED\xBF\xBF\xED\xAF") == 8);
  CHECK(count("\xF4\x91\x92\x93\xFF\x80\xBF") == 7);
  CHECK(count("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF") == 4);
  CHECK(count("\xF0\x9F\xA7") == 1);
  CHECK(count("\xC3") == 1);
  CHECK(split_text("\xE2\x82 \xE2!", Split::character) == Views{"\uFFFD", " ", "\uFFFD", "!"});
}

TEST_CASE("A text that is not split is one token, and an empty one is none") {
  CHECK(split_text(" to be ", Split::none) == Views{" to be "});
  CHECK(split_text("", Split::none).empty());
}
