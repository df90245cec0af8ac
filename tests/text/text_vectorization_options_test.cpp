// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/text_vectorization_options.hpp>

namespace {

using Widths = std::vector<int>;

Widths widths(const weft::TextVectorizationOptions& options) { return options.ngrams.widths(); }

}  // namespace

TEST_CASE("A number of n-grams is the longest, a list names each width") {
  CHECK(widths({}) == Widths{1});
  CHECK(widths({.ngrams = {}}) == Widths{1});
  CHECK(widths({.ngrams = 0}) == Widths{1});
  CHECK(widths({.ngrams = 1}) == Widths{1});
  CHECK(widths({.ngrams = 3}) == Widths{1, 2, 3});
  CHECK(widths({.ngrams = {3}}) == Widths{3});
  CHECK(widths({.ngrams = {3, 1}}) == Widths{3, 1});
  CHECK(widths({.ngrams = Widths{2, 2}}) == Widths{2, 2});
}

TEST_CASE("Widths of n-grams that make no sense are refused") {
  using weft::Ngrams;
  CHECK_THROWS_WITH_AS(Ngrams(-1), "Ngrams: the longest is -1; expected at least 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS((Ngrams{2, 0}), "Ngrams: a width is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS((Ngrams{-3}), "Ngrams: a width is -3; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(Ngrams(Widths{}), "Ngrams: the list of widths is empty; expected at least one",
                       std::invalid_argument);
}

TEST_CASE("The options that are not set are Keras's defaults") {
  const weft::TextVectorizationOptions options;
  CHECK_FALSE(options.max_tokens.has_value());
  CHECK(options.standardize == weft::Standardize::lower_and_strip_punctuation);
  CHECK(options.split == weft::Split::whitespace);
  CHECK_FALSE(options.output_sequence_length.has_value());
}
