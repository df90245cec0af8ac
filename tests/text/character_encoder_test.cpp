// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/character_encoder.hpp>

namespace {

using Ids = std::vector<int>;
using weft::CharacterEncoder;

}  // namespace

TEST_CASE("A character's id is its place in the encoder, after padding and unknown") {
  const CharacterEncoder encoder{"b a\u00E9\U0001F9F5\n"};
  CHECK(encoder.vocab_size() == 2 + 6);
  CHECK(encoder.encode("b a\u00E9\U0001F9F5\n") == Ids{2, 3, 4, 5, 6, 7});
  CHECK(encoder.encode("aB\u00E8b") == Ids{4, 1, 1, 2});
  CHECK(encoder.encode("").empty());
  CHECK(encoder.decode(Ids{2, 3, 4, 5, 6, 7}) == "b a\u00E9\U0001F9F5\n");
  CHECK(encoder.decode(Ids{4, 1, 0, 0}) == "a\uFFFD");
}

TEST_CASE("A byte that is not UTF-8 is unknown") {
  const CharacterEncoder encoder{"\u00E9\u00FF"};
  CHECK(encoder.encode("\xC3\xA9 \xC3 \xFF") == Ids{2, 1, 1, 1, 1});
}

TEST_CASE("The characters of a corpus are in the order of their code points") {
  const std::vector<std::string> texts = {"to be, or", "\U0001F9F5 \u00E9 \uFFFD\xFF", "", "not to be\n"};
  const auto encoder = CharacterEncoder::build_from_corpus(texts);
  CHECK(encoder.characters() == "\n ,benort\u00E9\uFFFD\U0001F9F5");
  CHECK(encoder.vocab_size() == 2 + 12);
  CHECK(CharacterEncoder::build_from_corpus("to be").characters() == " beot");
  CHECK(CharacterEncoder::build_from_corpus(std::string{"to be"}).characters() == " beot");
}

TEST_CASE("An encoder is kept as the string of its characters") {
  const std::string text = "The weaver\u2019s caf\u00E9, \u7E54\u7269\r\n";
  const auto before = CharacterEncoder::build_from_corpus(text);
  const CharacterEncoder after{before.characters()};
  CHECK(after.encode(text) == before.encode(text));
  CHECK(after.decode(before.encode(text)) == text);
}

TEST_CASE("NUL is a character like others") {
  const CharacterEncoder encoder{std::string_view{"\0a", 2}};
  CHECK(encoder.encode(std::string_view{"a\0", 2}) == Ids{3, 2});
  CHECK(encoder.decode(Ids{3, 2}) == std::string_view{"a\0", 2});
}

TEST_CASE("Characters must be distinct, some, and UTF-8") {
  const auto make = [](std::string_view characters) { return CharacterEncoder{characters}; };
  CHECK_THROWS_WITH_AS(make(""), "CharacterEncoder: no characters; expected at least one", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make("ab\xFF"), "CharacterEncoder: the characters are not UTF-8", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make("a\u00E9z\u00E9"), "CharacterEncoder: ids 3 and 5 are both '\u00E9'",
                       std::invalid_argument);
  CHECK_THROWS_AS(CharacterEncoder::build_from_corpus("\xFF"), std::invalid_argument);
}

TEST_CASE("A CharacterEncoder refuses to decode ids it does not have, and padding within the text") {
  const CharacterEncoder encoder{"ab"};
  const std::string expected =
      "CharacterEncoder: expected ids from 1 to 3 (vocab_size 4) and padding, 0, at the end only; given ";
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{4}), (expected + "4").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{-1}), (expected + "-1").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{0, 2}), (expected + "0").c_str(), std::invalid_argument);
}
