// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/subword_builder.hpp>

#include "subword_encoder_golden.hpp"

namespace {

using Strings = std::vector<std::string>;

Strings lines(std::string_view text) {
  Strings all;
  std::istringstream stream{std::string{text}};
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

}  // namespace

TEST_CASE("The subwords for a corpus are those of tensorflow_datasets, in its order") {
  for (const auto& built : golden::built) {
    CAPTURE(built.target_size);
    CAPTURE(built.max_subword_length);
    const weft::SubwordBuildOptions options{.target_size = built.target_size,
                                            .max_subword_length = built.max_subword_length};
    CHECK(weft::text::build_subwords(lines(golden::corpus), options) == lines(built.subwords));
  }
}

TEST_CASE("With reserved tokens and a part of the corpus, too, the subwords are those of tensorflow_datasets") {
  for (const auto& built : golden::built_with_reserved) {
    CAPTURE(built.target_size);
    CAPTURE(built.max_corpus_chars);
    weft::SubwordBuildOptions options{.target_size = built.target_size,
                                      .max_subword_length = built.max_subword_length,
                                      .reserved_tokens = lines(golden::reserved)};
    if (built.max_corpus_chars > 0) options.max_corpus_chars = built.max_corpus_chars;
    CHECK(weft::text::build_subwords(lines(built.corpus), options) == lines(built.subwords));
  }
}

TEST_CASE("Reserved tokens come first, in their order, whether or not the texts have them") {
  const Strings reserved = {"<pad>", "</s>", "<s>"};
  const Strings texts(9, "warp</s>weft <s> warp");
  auto subwords = weft::text::build_subwords(texts, {.target_size = 300, .reserved_tokens = reserved});
  REQUIRE(subwords.size() > 3);
  CHECK(Strings(subwords.begin(), subwords.begin() + 3) == reserved);
  for (const auto& token : reserved) CHECK(std::count(subwords.begin(), subwords.end(), token) == 1);
  CHECK(std::count(subwords.begin(), subwords.end(), "warp") == 1);
}

TEST_CASE("No more of the corpus is read than max_corpus_chars characters") {
  const Strings texts = {"\u00E9t\u00E9 \u00E9t\u00E9 \xFFz", "\u00E9\u00E9 warp", "weft"};
  const auto first = [&](std::int64_t characters) {
    return weft::text::build_subwords(texts, {.target_size = 300, .max_corpus_chars = characters});
  };
  CHECK(first(7) == weft::text::build_subwords(Strings{"\u00E9t\u00E9 \u00E9t\u00E9"}, {.target_size = 300}));
  CHECK(first(12) == weft::text::build_subwords(Strings{texts[0], "\u00E9\u00E9"}, {.target_size = 300}));
  CHECK(first(1000) == weft::text::build_subwords(texts, {.target_size = 300}));
  CHECK(first(12) != first(1000));
}

TEST_CASE("The order of the texts makes no difference") {
  Strings texts = lines(golden::corpus);
  const auto before = weft::text::build_subwords(texts, {.target_size = 300});
  std::reverse(texts.begin(), texts.end());
  CHECK(weft::text::build_subwords(texts, {.target_size = 300}) == before);
}

TEST_CASE("No subword has a line break or a byte that is not UTF-8 in it") {
  const Strings texts(20, "a line\r\nand another\r\n\r\nand caf\xE9 \xFF\xFE bytes\n");
  const auto subwords = weft::text::build_subwords(texts, {.target_size = 300});
  CHECK(std::find(subwords.begin(), subwords.end(), "another") != subwords.end());
  for (const auto& subword : subwords) {
    CHECK(subword.find_first_of("\r\n") == std::string::npos);
    CHECK(weft::utf8::is_valid(subword));
  }
}

TEST_CASE("A corpus of single bytes needs no subwords") {
  CHECK(weft::text::build_subwords(Strings{"a", "b", ""}, {}).empty());
}

TEST_CASE("Options and corpora that make no sense are refused") {
  using weft::text::build_subwords;
  CHECK_THROWS_WITH_AS(build_subwords(Strings{"warp"}, {.target_size = 257}),
                       "build_from_corpus: expected a target_size above 257 (the bytes and the padding), given 257",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(build_subwords(Strings{"warp"}, {.max_subword_length = 0}),
                       "build_from_corpus: expected a max_subword_length above 0, given 0", std::invalid_argument);
  const auto no_text = "build_from_corpus: expected at least one text that is not empty, given none";
  CHECK_THROWS_WITH_AS(build_subwords(Strings{}, {}), no_text, std::invalid_argument);
  CHECK_THROWS_WITH_AS(build_subwords(Strings{"", ""}, {}), no_text, std::invalid_argument);
  CHECK_THROWS_WITH_AS(build_subwords(Strings{"warp"}, {.max_corpus_chars = 0}),
                       "build_from_corpus: expected a max_corpus_chars above 0, given 0", std::invalid_argument);
}

TEST_CASE("A reserved token that would not be one to the encoder is refused") {
  const auto build = [](const Strings& reserved) {
    return weft::text::build_subwords(Strings{"warp"}, {.reserved_tokens = reserved});
  };
  const std::string expected =
      "'; expected UTF-8 with both alphanumeric and other characters and no _, such as '<EOS>'";
  for (const std::string bad : {"", "EOS", "<>", "<EOS>_", "EOS_", "<E_OS>", "<caf\xE9>"}) {
    const auto message = "build_from_corpus: reserved token 2 is '" + bad + expected;
    CHECK_THROWS_WITH_AS(build({"<EOS>", bad}), message.c_str(), std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(build({"<EOS>", "<br />", "<EOS>"}),
                       "build_from_corpus: reserved tokens 1 and 3 are both '<EOS>'", std::invalid_argument);
}
