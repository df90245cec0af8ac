// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>

namespace weft {

/// What TextVectorization does to a text before it is split.
enum class Standardize { none, lower, strip_punctuation, lower_and_strip_punctuation };

/// Where TextVectorization splits a text into tokens.
enum class Split { none, whitespace, character };

/// How many neighbouring tokens are joined to one. As in Keras a number is the longest and a list names each width:
///
///   .ngrams = 2        single tokens, then pairs
///   .ngrams = {2}      pairs alone
///   .ngrams = {3, 1}   triples, then single tokens
///
/// Nothing, 0 and 1 leave the tokens as they are. Errors: std::invalid_argument for a number below 0, a width below 1
/// and a list of none.
class Ngrams {
 public:
  Ngrams() = default;
  Ngrams(int longest) : widths_(up_to(longest)) {}
  Ngrams(std::initializer_list<int> widths) : Ngrams(std::vector<int>(widths)) {}
  Ngrams(std::vector<int> widths) : widths_(std::move(widths)) {
    throw_unless(!widths_.empty(), "Ngrams: the list of widths is empty; expected at least one");
    for (const int width : widths_) throw_unless(width > 0, "Ngrams: a width is ", width, "; expected at least 1");
  }

  [[nodiscard]] const std::vector<int>& widths() const& { return widths_; }
  std::vector<int> widths() && { return std::move(widths_); }

 private:
  static std::vector<int> up_to(int longest) {
    throw_unless(longest >= 0, "Ngrams: the longest is ", longest, "; expected at least 0");
    std::vector<int> widths = {1};
    for (int width = 2; width <= longest; ++width) widths.push_back(width);
    return widths;
  }

  std::vector<int> widths_ = {1};
};

/// TextVectorization's settings; names and defaults are those of Keras's arguments.
struct TextVectorizationOptions {
  std::optional<int> max_tokens = {};  // ids at most, padding and [UNK] included; as many as there are unless set
  Standardize standardize = Standardize::lower_and_strip_punctuation;
  Split split = Split::whitespace;
  Ngrams ngrams = {};
  std::optional<int> output_sequence_length = {};  // longer lists lose their end; shorter ones are not padded
};

}  // namespace weft
