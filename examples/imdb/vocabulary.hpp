// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>
#include <weft/weft.hpp>

#include "digest.hpp"
#include "reviews.hpp"

namespace imdb {

/// The texts of reviews, none of them copied.
inline std::vector<std::string_view> texts_of(const std::vector<Review>& reviews) {
  std::vector<std::string_view> texts;
  texts.reserve(reviews.size());
  for (const Review& review : reviews) texts.emplace_back(review.text);
  return texts;
}

/// What tells one set of train texts from another: the beginning of their SHA-256.
inline std::string checksum(const std::vector<Review>& reviews) {
  Sha256 sha256;
  for (const std::string_view text : texts_of(reviews)) {
    sha256.add(text);
    sha256.add(std::string_view("\0", 1));
  }
  return sha256.sum().substr(0, 16);
}

/// The subwords that suit the train texts: 8k of them as in `imdb_reviews/subwords8k`. What was built for the same
/// texts before is read from `directory`, where it is kept for the next time; its name holds the texts' checksum.
inline weft::SubwordTextEncoder vocabulary_for(const std::vector<Review>& train, const std::filesystem::path& directory,
                                               std::ostream& log) {
  const auto kept = directory / ("vocabulary-" + checksum(train) + ".subwords");
  if (std::filesystem::exists(kept)) return weft::SubwordTextEncoder::load(kept);
  log << weft::concat("Building the vocabulary of subwords from ", train.size(), " train texts ...") << std::endl;
  auto encoder = weft::SubwordTextEncoder::build_from_corpus(texts_of(train));
  std::filesystem::create_directories(directory);
  encoder.save(kept);
  log << "Kept it as " << kept.string() << '\n';
  return encoder;
}

/// The reviews as ids, with their labels.
inline weft::Dataset<weft::IdLists> encoded(const std::vector<Review>& reviews,
                                            const weft::SubwordTextEncoder& encoder) {
  weft::IdLists ids;
  std::vector<int> labels;
  for (const Review& review : reviews) {
    ids.push_back(ids_of(review.text, encoder));
    labels.push_back(review.label);
  }
  return {std::move(ids), labels};
}

}  // namespace imdb
