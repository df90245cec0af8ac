// SPDX-License-Identifier: MIT
#include <algorithm>
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
}
