// SPDX-License-Identifier: MIT
#include <cstddef>
#include <list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/text_vectorization.hpp>

#include "../golden/text_vectorization.hpp"
#include "temporary_folder.hpp"

namespace {

using Ids = std::vector<int>;
using Strings = std::vector<std::string>;
using weft::TextVectorization;

std::optional<int> unless_zero(int x) { return x == 0 ? std::optional<int>{} : x; }

weft::TextVectorizationOptions options_of(const weft::golden::Vectorization& golden) {
  return {.max_tokens = unless_zero(golden.max_tokens),
          .standardize = golden.standardize,
          .split = golden.split,
          .ngrams = std::vector<int>(golden.widths.begin(), golden.widths.end()),
          .output_sequence_length = unless_zero(golden.output_sequence_length)};
}

Strings strings(std::span<const std::string_view> views) { return {views.begin(), views.end()}; }

const TextVectorization& loom() {
  static const TextVectorization vectorize{Strings{"the", "loom", "weaver"}};
  return vectorize;
}

}  // namespace

TEST_CASE("Vocabularies are those that Keras learns, in its order") {
  for (const auto& golden : weft::golden::vectorizations) {
    CAPTURE(&golden - weft::golden::vectorizations);
    const auto vectorize = TextVectorization::build_from_corpus(weft::golden::vectorization_corpus, options_of(golden));
    CHECK(vectorize.vocabulary() == strings(golden.vocabulary));
    CHECK(vectorize.vocab_size() == static_cast<int>(golden.vocabulary.size()));
  }
}

TEST_CASE("Texts get the ids that Keras gives them") {
  for (const auto& golden : weft::golden::vectorizations) {
    CAPTURE(&golden - weft::golden::vectorizations);
    const TextVectorization vectorize{strings(golden.vocabulary), options_of(golden)};
    const auto lists = vectorize(weft::golden::vectorization_texts);
    REQUIRE(lists.size() == golden.lengths.size());
    auto expected = golden.ids.begin();
    for (std::size_t k = 0; k < lists.size(); ++k) {
      CAPTURE(weft::golden::vectorization_texts[k]);
      const Ids ids(expected, expected + golden.lengths[k]);
      CHECK(lists[k] == ids);
      CHECK(vectorize(weft::golden::vectorization_texts[k]) == ids);
      expected += golden.lengths[k];
    }
    CHECK(expected == golden.ids.end());
  }
}

TEST_CASE("A vocabulary may begin with the padding and [UNK], or lack both") {
  const TextVectorization vectorize{Strings{"", "[UNK]", "the", "loom", "weaver"}};
  CHECK(vectorize.vocabulary() == loom().vocabulary());
  CHECK(vectorize.vocabulary() == Strings{"", "[UNK]", "the", "loom", "weaver"});
  CHECK(vectorize("The loom, the warp!") == Ids{2, 3, 2, 1});
  CHECK(loom()("The loom, the warp!") == Ids{2, 3, 2, 1});
}

TEST_CASE("[UNK] in a text is unknown unless the vocabulary has it as a word, as in Keras") {
  const TextVectorization learned =
      TextVectorization::build_from_corpus(Strings{"[UNK] [UNK] a"}, {.standardize = weft::Standardize::none});
  CHECK(learned.vocabulary() == Strings{"", "[UNK]", "a"});
  CHECK(learned("[UNK] a") == Ids{1, 2});
  const TextVectorization given{Strings{"a", "[UNK]"}, {.standardize = weft::Standardize::none}};
  CHECK(given("[UNK] a") == Ids{3, 2});
}

TEST_CASE("Texts may be a range of any kind of text, or one text") {
  const std::vector<const char*> pointers = {"the loom", "", "weaver"};
  const std::list<std::string_view> views = {"the loom", "", "weaver"};
  const std::vector<Ids> expected = {{2, 3}, {}, {4}};
  CHECK(loom()(pointers) == expected);
  CHECK(loom().encode(views) == expected);
  CHECK(loom()({"the loom", "", "weaver"}) == expected);
  CHECK(loom().encode({"the", "loom"}) == std::vector<Ids>{{2}, {3}});
  CHECK(loom()(std::string{"the loom"}) == Ids{2, 3});
  CHECK(loom().encode("the loom") == Ids{2, 3});
  CHECK(TextVectorization::build_from_corpus(pointers).vocabulary() ==
        TextVectorization::build_from_corpus(views).vocabulary());
}

TEST_CASE("adapt replaces the vocabulary, and leaves it where there is no token") {
  TextVectorization vectorize{Strings{"the", "loom"}, {.max_tokens = 4}};
  vectorize.adapt(Strings{"weft weft warp", "weft warp shed"});
  CHECK(vectorize.vocabulary() == Strings{"", "[UNK]", "weft", "warp"});
  CHECK(vectorize("the weft") == Ids{1, 2});
  for (const Strings& texts : {Strings{}, Strings{"", " ", "?!"}}) {
    CHECK_THROWS_WITH_AS(vectorize.adapt(texts),
                         "TextVectorization: there is no token in the texts; expected at least one",
                         std::invalid_argument);
  }
  CHECK(vectorize("the weft") == Ids{1, 2});
}

TEST_CASE("decode gives the tokens back, and drops padding at the end") {
  CHECK(loom().decode(Ids{2, 4, 1, 3, 0, 0}) == "the weaver [UNK] loom");
  CHECK(loom().decode(Ids{0, 0}) == "");
  CHECK(loom().decode(Ids{}) == "");
  const auto letters =
      TextVectorization::build_from_corpus(Strings{"caf\u00E9 au lait"}, {.split = weft::Split::character});
  CHECK(letters.decode(letters("lait: caf\u00E9?")) == "lait caf\u00E9");
}

TEST_CASE("decode refuses ids outside the vocabulary, and padding within the text") {
  const std::string expected =
      "TextVectorization: expected ids from 1 to 4 (vocab_size 5) and padding, 0, at the end only; given ";
  CHECK_THROWS_WITH_AS(loom().decode(Ids{5}), (expected + "5").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(loom().decode(Ids{-1}), (expected + "-1").c_str(), std::invalid_argument);
  CHECK_THROWS_WITH_AS(loom().decode(Ids{0, 2}), (expected + "0").c_str(), std::invalid_argument);
}

TEST_CASE("Nothing is encoded without a vocabulary") {
  const TextVectorization vectorize;
  CHECK(vectorize.vocabulary() == Strings{"", "[UNK]"});
  CHECK(vectorize.vocab_size() == 2);
  const auto message = "TextVectorization: no vocabulary; call adapt(texts) or construct it with one";
  CHECK_THROWS_WITH_AS(vectorize("the loom"), message, std::invalid_argument);
  CHECK_THROWS_WITH_AS(vectorize({"the", "loom"}), message, std::invalid_argument);
}

TEST_CASE("Options out of their range are refused") {
  using Options = weft::TextVectorizationOptions;
  const auto make = [](const Options& options) { return TextVectorization{options}; };
  CHECK_THROWS_WITH_AS(make({.max_tokens = 2}),
                       "TextVectorization: max_tokens is 2; expected at least 3, for padding, [UNK] and one token",
                       std::invalid_argument);
  CHECK_THROWS_AS(make({.max_tokens = 0}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({.output_sequence_length = 0}),
                       "TextVectorization: output_sequence_length is 0; expected at least 1", std::invalid_argument);
  CHECK(make({.max_tokens = 3, .output_sequence_length = 1}).options().max_tokens == 3);
}

TEST_CASE("Vocabularies that are none are refused") {
  const auto make = [](const Strings& vocabulary) { return TextVectorization{vocabulary, {.max_tokens = 5}}; };
  const auto empty = "TextVectorization: the vocabulary is empty; expected at least one token";
  CHECK_THROWS_WITH_AS(make({}), empty, std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"", "[UNK]"}), empty, std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"a", "b", "c", "d"}),
                       "TextVectorization: the vocabulary has 4 tokens; expected at most 3 beside padding and [UNK]",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"a", ""}), "TextVectorization: the token of id 3 is empty", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"", "a"}), "TextVectorization: the token of id 2 is empty", std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"a", "b", "a"}), "TextVectorization: ids 2 and 4 are both 'a'", std::invalid_argument);
  CHECK(make({"a", "b", "c"}).vocab_size() == 5);
}

TEST_CASE("A vocabulary that was saved and loaded gives the same ids") {
  const TemporaryFolder folder;
  const weft::TextVectorizationOptions options{.ngrams = 2, .output_sequence_length = 9};
  const auto before = TextVectorization::build_from_corpus(weft::golden::vectorization_corpus, options);
  before.save(folder / "vocabulary.txt");
  const auto after = TextVectorization::load(folder / "vocabulary.txt", options);
  CHECK(after.vocabulary() == before.vocabulary());
  CHECK(after(weft::golden::vectorization_texts) == before(weft::golden::vectorization_texts));
}

TEST_CASE("A vocabulary with a line break in it cannot be saved, nor can one that is not there") {
  const TemporaryFolder folder;
  const auto letters = TextVectorization::build_from_corpus(Strings{"a\nb a"}, {.split = weft::Split::character});
  CHECK(letters("a\nb").size() == 3);
  CHECK_THROWS_WITH_AS(letters.save(folder / "vocabulary.txt"),
                       "write_tokens: token 4 has a line break, which a vocabulary file cannot hold",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(TextVectorization{}.save(folder / "vocabulary.txt"),
                       "write_tokens: expected at least one token, given none", std::invalid_argument);
  CHECK(folder.size() == 0);
}

TEST_CASE("A copy of a TextVectorization stands on its own") {
  TextVectorization original{Strings{"the", "loom"}};
  const auto copy = original;
  original.adapt(Strings{"warp"});
  CHECK(copy("the loom warp") == Ids{2, 3, 1});
  CHECK(original("the loom warp") == Ids{1, 1, 2});
}
