// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/subword_encoder.hpp>

#include "subword_encoder_golden.hpp"
#include "temporary_folder.hpp"

namespace {

using Ids = std::vector<int>;
using Strings = std::vector<std::string>;

Strings lines(std::string_view text) {
  Strings all;
  std::istringstream stream{std::string{text}};
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

const weft::SubwordTextEncoder& loom_encoder() {
  static const weft::SubwordTextEncoder encoder{{"the_", "loom", "s_", "\u00E9", ", ", "weav", "weaver"}};
  return encoder;
}

}  // namespace

TEST_CASE("Texts are encoded and decoded as tensorflow_datasets does it") {
  const weft::SubwordTextEncoder encoder{lines(golden::subwords)};
  for (const auto& example : golden::encoded) {
    CAPTURE(example.text);
    CHECK(encoder.encode(example.text) == example.ids);
    CHECK(encoder.decode(example.ids) == example.decoded);
  }
}

TEST_CASE("Texts with reserved tokens have the ids of tensorflow_datasets") {
  const auto texts = lines(golden::reserved_texts);
  for (const auto& built : golden::built_with_reserved) {
    CAPTURE(built.target_size);
    CAPTURE(built.max_corpus_chars);
    weft::SubwordBuildOptions options{.target_size = built.target_size,
                                      .max_subword_length = built.max_subword_length,
                                      .reserved_tokens = lines(golden::reserved)};
    if (built.max_corpus_chars > 0) options.max_corpus_chars = built.max_corpus_chars;
    const auto encoder = weft::SubwordTextEncoder::build_from_corpus(lines(built.corpus), options);
    REQUIRE(built.ids.size() == texts.size());
    for (std::size_t k = 0; k < texts.size(); ++k) {
      CAPTURE(texts[k]);
      CHECK(encoder.encode(texts[k]) == built.ids[k]);
      CHECK(encoder.decode(built.ids[k]) == texts[k]);
    }
  }
}

TEST_CASE("Subwords have ids from 1, bytes follow, and 0 is padding") {
  const auto& encoder = loom_encoder();
  CHECK(encoder.subwords().size() == 7);
  CHECK(encoder.vocab_size() == 7 + 257);
  CHECK(encoder.encode("the loom") == Ids{1, 2});
  CHECK(encoder.encode("weaver") == Ids{7});
  CHECK(encoder.encode("A\xC3\xA8") == Ids{7 + 1 + 'A', 7 + 1 + 0xC3, 7 + 1 + 0xA8});
  CHECK(encoder.encode(std::string_view{"\0", 1}) == Ids{8});
  CHECK(encoder.encode("\xFF") == Ids{encoder.vocab_size() - 1});
  CHECK(encoder.encode("").empty());
}

TEST_CASE("Without subwords every byte has its own id") {
  const weft::SubwordTextEncoder encoder{{}};
  CHECK(encoder.vocab_size() == 257);
  CHECK(encoder.encode("a_ b") == Ids{1 + 'a', 1 + '_', 1 + ' ', 1 + 'b'});
}

TEST_CASE("A byte that is not UTF-8 is encoded as itself and comes back") {
  const auto& encoder = loom_encoder();
  CHECK(encoder.encode("loom \xE9, loom") == Ids{2, 8 + ' ', 8 + 0xE9, 5, 2});
  for (const std::string text :
       {"\x80", "loom\xC3", "\xC3 \xA9", "\xE2\x82loom", "\xED\xA0\x80", "\xF4\x90\x80\x80_\xFF"}) {
    CHECK(encoder.decode(encoder.encode(text)) == text);
  }
}

TEST_CASE("Any bytes come back from encoding and decoding") {
  const auto& encoder = loom_encoder();
  std::mt19937 random{11};
  const Strings pieces = {"the ",   "loom",   "weaver",     "s ", "_",  "\\", "&",
                          "\u00E9", "\u0301", "\U0001F9F5", " ",  "  ", "\n", ","};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto length = random() % 40; length > 0; --length) {
      if (random() % 2 == 0) {
        text += pieces[random() % pieces.size()];
      } else {
        text.push_back(static_cast<char>(random() % 256 - 128));
      }
    }
    const auto ids = encoder.encode(text);
    REQUIRE(encoder.decode(ids) == text);
    REQUIRE(std::all_of(ids.begin(), ids.end(), [&](int id) { return id > 0 && id < encoder.vocab_size(); }));
  }
}

TEST_CASE("A very long run is encoded like a short one") {
  const auto& encoder = loom_encoder();
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "loom";
  CHECK(encoder.encode(text) == Ids(100000, 2));
  CHECK(encoder.encode(std::string(100000, '_')) == Ids(100000, 8 + '_'));
}

TEST_CASE("decode drops padding at the end") {
  const auto& encoder = loom_encoder();
  CHECK(encoder.decode(Ids{1, 2, 0, 0}) == "the loom");
  CHECK(encoder.decode(Ids{0, 0}) == "");
  CHECK(encoder.decode(Ids{}) == "");
}

TEST_CASE("decode refuses ids outside the vocabulary, and padding within the text") {
  const auto& encoder = loom_encoder();
  const std::string expected =
      "SubwordTextEncoder: expected ids from 1 to 263 (vocab_size 264) and padding, 0, at the end only; given ";
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{1, 264}), (expected + "264").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{-1}), (expected + "-1").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(encoder.decode(Ids{1, 0, 2}), (expected + "0").c_str(), std::invalid_argument);
  CHECK(encoder.decode(Ids{263}) == "\xFF");
}

TEST_CASE("Subwords must be distinct, not empty and UTF-8") {
  const auto make = [](const Strings& subwords) { return weft::SubwordTextEncoder{subwords}; };
  CHECK_THROWS_WITH_AS(make({"warp", ""}), "SubwordTextEncoder: subword 2 is empty", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"caf\xE9"}), "SubwordTextEncoder: subword 1 is not UTF-8", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"warp", "weft", "warp"}), "SubwordTextEncoder: subwords 1 and 3 are both 'warp'",
                       std::invalid_argument);
}

TEST_CASE("An encoder that was saved and loaded gives the same ids") {
  const TemporaryFolder folder;
  const weft::SubwordTextEncoder before{lines(golden::subwords)};
  before.save(folder / "v.subwords");
  const auto after = weft::SubwordTextEncoder::load(folder / "v.subwords");
  CHECK(after.subwords() == before.subwords());
  for (const auto& example : golden::encoded) CHECK(after.encode(example.text) == example.ids);
}

TEST_CASE("An encoder built from texts with line breaks can be saved, loaded and decoded from") {
  const TemporaryFolder folder;
  const Strings texts(5, "one line\r\nanother line\n\n\nand the loom,\nthe weaver \xE9");
  const auto before = weft::SubwordTextEncoder::build_from_corpus(texts, {.target_size = 300});
  before.save(folder / "v.subwords");
  const auto after = weft::SubwordTextEncoder::load(folder / "v.subwords");
  CHECK(after.subwords() == before.subwords());
  CHECK(after.decode(after.encode(texts[0])) == texts[0]);
}

TEST_CASE("A corpus may be a range of any kind of text") {
  const std::vector<std::string_view> views = {"the loom and the weaver", "the loom"};
  const std::vector<const char*> pointers = {"the loom and the weaver", "the loom"};
  const auto encoder = weft::SubwordTextEncoder::build_from_corpus(views);
  CHECK_FALSE(encoder.subwords().empty());
  CHECK(weft::SubwordTextEncoder::build_from_corpus(pointers).subwords() == encoder.subwords());
}

TEST_CASE("A copy of an encoder stands on its own") {
  auto original = weft::SubwordTextEncoder{{"<knot>", "loom"}};
  const auto copy = original;
  original = weft::SubwordTextEncoder{{"warp"}};
  CHECK(copy.encode("a<knot>loom") == Ids{2 + 1 + 'a', 1, 2});
  CHECK(original.encode("warp") == Ids{1});
}
