// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <weft/text/strip.hpp>

// Each expectation is what Python's str.strip() answers.

TEST_CASE("strip removes white space at both ends and nothing within") {
  CHECK(weft::strip("  two  words\t\r\n") == "two  words");
  CHECK(weft::strip("untouched") == "untouched");
  CHECK(weft::strip("") == "");
  CHECK(weft::strip(" \t\n\v\f\r\x1C\x1D\x1E\x1F") == "");
}

TEST_CASE("strip knows the white space of all of Unicode") {
  CHECK(weft::strip("\u00A0\u2003\u3000text\u2028\u0085\u1680\u205F") == "text");
  CHECK(weft::strip("\u00A0") == "");
}

TEST_CASE("strip leaves what only looks like white space") {
  CHECK(weft::strip("\u200Btext\uFEFF") == "\u200Btext\uFEFF");
  const std::string_view with_nul{"\0 text \0", 8};
  CHECK(weft::strip(with_nul) == with_nul);
}

TEST_CASE("strip takes no byte that is not UTF-8 for white space") {
  CHECK(weft::strip(" \x85 ") == "\x85");
  CHECK(weft::strip("\xA0text\xE3\x80 ") == "\xA0text\xE3\x80");
}

TEST_CASE("strip returns a view of the text it was given") {
  const std::string text = "  inside ";
  CHECK(weft::strip(text).data() == text.data() + 2);
}

TEST_CASE("strip_ascii removes what Python's bytes.strip() removes, and no other white space") {
  CHECK(weft::strip_ascii(" \t\n\v\f\rtwo  words \r\n") == "two  words");
  CHECK(weft::strip_ascii("\u00A0 so\u0085 ") == "\u00A0 so\u0085");
  CHECK(weft::strip_ascii("\x1C text \x1F") == "\x1C text \x1F");
  CHECK(weft::strip_ascii("") == "");
  CHECK(weft::strip_ascii(" \n ") == "");
}
