// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "prepare.hpp"

namespace imdb {

/// A review as a person wrote it, HTML line breaks and all, but for white space at both ends; label 1 praises the film,
/// 0 does not.
struct Review {
  std::string text;
  int label = 0;

  bool operator==(const Review&) const = default;
};

inline Review make_review(std::string_view text, int label) { return {std::string(prepared(text)), label}; }

/// Where reviews come from. Only the generator's are not IMDB's.
enum class Origin { folder, archive, download, generator };

/// The two parts of the data set, and in one phrase where they came from: "the folder data/aclImdb". For the
/// generator's the phrase ends with the reason why it had to be the generator.
struct Reviews {
  std::vector<Review> train = {};
  std::vector<Review> test = {};
  Origin origin = Origin::folder;
  std::string source = {};
};

/// As a limit: every review there is.
inline constexpr std::size_t all_reviews = std::numeric_limits<std::size_t>::max();

/// How many reviews of each part are wanted, from its beginning: TensorFlow's take(4000) and take(1000).
struct Limits {
  std::size_t train = 4000;
  std::size_t test = 1000;
};

}  // namespace imdb
