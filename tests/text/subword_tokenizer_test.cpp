// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/subword_tokenizer.hpp>

namespace {

using Tokens = std::vector<std::string>;

Tokens tokens(std::string_view text, const std::vector<std::string>& subwords = {}) {
  Tokens all;
  weft::text::SubwordTokenizer{subwords}.for_each_token(text, [&](std::string_view token) { all.emplace_back(token); });
  return all;
}

}  // namespace

TEST_CASE("A text is cut into runs of word characters and of others") {
  CHECK(tokens("warp,weft...2024!") == Tokens{"warp", ",", "weft", "...", "2024", "!"});
  CHECK(tokens("caf\u00E9\u4E2D\U0001F9F5\u0301x") == Tokens{"caf\u00E9\u4E2D", "\U0001F9F5\u0301", "x"});
  CHECK(tokens("").empty());
}

TEST_CASE("A single space becomes an underscore behind the token before it") {
  CHECK(tokens("the loom ") == Tokens{"the_", "loom_"});
  CHECK(tokens(" the") == Tokens{" ", "the"});
  CHECK(tokens("the  loom") == Tokens{"the", "  ", "loom"});
  CHECK(tokens("the, loom") == Tokens{"the", ", ", "loom"});
  CHECK(tokens(" ") == Tokens{" "});
}

TEST_CASE("An underscore of the text is escaped, and part of the word") {
  CHECK(tokens("_a__b ") == Tokens{"\\&undsca\\&undsc\\&undscb_"});
}

TEST_CASE("A spelled-out escape comes in two tokens") {
  CHECK(tokens("a\\&undscb") == Tokens{"a", "\\&", "undsc", "b"});
  CHECK(tokens("\\&undsc b") == Tokens{"\\&", "undsc_", " ", "b"});
}

TEST_CASE("Bytes that are not UTF-8 stand among the characters that make no words") {
  CHECK(tokens("a\xFF.\xE9t") == Tokens{"a", "\xFF.\xE9", "t"});
}

TEST_CASE("A mixed subword is a token of its own wherever it stands, the longest first") {
  CHECK(tokens("a<b>c <b> d", {"<b>", "plain"}) == Tokens{"a", "<b>", "c_", "<b>_", "d"});
  CHECK(tokens("x<b", {"<b>"}) == Tokens{"x", "<", "b"});
  CHECK(tokens("a-b-c", {"a-b", "a-b-c"}) == Tokens{"a-b-c"});
  CHECK(tokens("xa-ba-b", {"a-b"}) == Tokens{"x", "a-b", "a-b"});
}

TEST_CASE("A text is mixed when it has word characters and others") {
  CHECK(weft::text::is_mixed("<b>"));
  CHECK(weft::text::is_mixed(weft::text::underscore_escape));
  CHECK_FALSE(weft::text::is_mixed("snake_case"));
  CHECK_FALSE(weft::text::is_mixed("..."));
  CHECK_FALSE(weft::text::is_mixed(""));
}
