// SPDX-License-Identifier: MIT
#include <cctype>
#include <string>

#include <doctest/doctest.h>

#include <weft/text/detail/standardize.hpp>

using weft::Standardize;
using weft::detail::standardized;

TEST_CASE("Lower case and punctuation are those of ASCII, character for character") {
  for (int c = 0; c < 128; ++c) {
    CAPTURE(c);
    const std::string text(1, static_cast<char>(c));
    const std::string lower(1, static_cast<char>(std::tolower(c)));
    const bool is_punctuation = std::ispunct(c) != 0;
    CHECK(standardized(text, Standardize::none) == text);
    CHECK(standardized(text, Standardize::lower) == lower);
    CHECK(standardized(text, Standardize::strip_punctuation) == (is_punctuation ? "" : text));
    CHECK(standardized(text, Standardize::lower_and_strip_punctuation) == (is_punctuation ? "" : lower));
  }
}

TEST_CASE("Characters outside ASCII and bytes that are not UTF-8 stay") {
  const std::string text = "\u00C4\u0130\u0422\u201C\u2026\u00A0\u00BF \xFF\xC3 \xE2\x82";
  CHECK(standardized(text, Standardize::lower_and_strip_punctuation) == text);
  CHECK(standardized("\u00C4RGER!", Standardize::lower_and_strip_punctuation) == "\u00C4rger");
}
