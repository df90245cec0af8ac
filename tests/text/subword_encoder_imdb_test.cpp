// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/strip.hpp>
#include <weft/text/subword_encoder.hpp>

// These tests read the Large Movie Review Dataset where the environment variable WEFT_IMDB_DIR names a folder that has
// it, unpacked, as aclImdb/; and beside it imdb_reviews-subwords8k-1.0.0.subwords, the vocabulary tensorflow_datasets
// publishes for it. Neither is part of this project.

namespace {

constexpr auto vocabulary_name = "imdb_reviews-subwords8k-1.0.0.subwords";

/// A file or folder of the data; nothing, and a message, where it is not there.
std::optional<std::filesystem::path> find_data(const char* name) {
  const char* folder = std::getenv("WEFT_IMDB_DIR");
  if (folder == nullptr) {
    MESSAGE("skipped: WEFT_IMDB_DIR is not set");
    return std::nullopt;
  }
  const auto path = std::filesystem::path{folder} / name;
  if (std::filesystem::exists(path)) return path;
  MESSAGE("skipped: there is no " << path.string());
  return std::nullopt;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::vector<std::string> read_train_reviews(const std::filesystem::path& acl_imdb) {
  std::vector<std::string> reviews;
  for (const char* label : {"neg", "pos"}) {
    for (const auto& entry : std::filesystem::directory_iterator{acl_imdb / "train" / label}) {
      reviews.emplace_back(weft::strip_ascii(read(entry.path())));
    }
  }
  return reviews;
}

}  // namespace

TEST_CASE("The published vocabulary gives the published ids") {
  const auto vocabulary = find_data(vocabulary_name);
  if (!vocabulary) return;
  const auto encoder = weft::SubwordTextEncoder::load(*vocabulary);
  CHECK(encoder.subwords().size() == 7928);
  CHECK(encoder.vocab_size() == 8185);
  const std::vector<int> ids = {6307, 2327, 4043, 2120, 2, 48, 4249, 4429, 7, 2652, 8050};
  CHECK(encoder.encode("TensorFlow, from basics to mastery") == ids);
  CHECK(encoder.decode(ids) == "TensorFlow, from basics to mastery");
}

TEST_CASE("The train reviews have the published number of ids, and come back") {
  const auto vocabulary = find_data(vocabulary_name);
  const auto acl_imdb = find_data("aclImdb");
  if (!vocabulary || !acl_imdb) return;
  const auto encoder = weft::SubwordTextEncoder::load(*vocabulary);
  const auto reviews = read_train_reviews(*acl_imdb);
  std::size_t total = 0;
  std::size_t changed = 0;
  for (const auto& review : reviews) {
    const auto ids = encoder.encode(review);
    total += ids.size();
    if (encoder.decode(ids) != review) ++changed;
  }
  CHECK(reviews.size() == 25000);
  CHECK(total == 8590945);
  CHECK(changed == 0);
}

TEST_CASE("A vocabulary built from the train reviews has the published size") {
  const auto acl_imdb = find_data("aclImdb");
  if (!acl_imdb) return;
  const auto encoder = weft::SubwordTextEncoder::build_from_corpus(read_train_reviews(*acl_imdb));
  CHECK(encoder.vocab_size() == 8185);
  const auto vocabulary = find_data(vocabulary_name);
  if (!vocabulary) return;
  auto ours = encoder.subwords();
  auto published = weft::SubwordTextEncoder::load(*vocabulary).subwords();
  std::sort(ours.begin(), ours.end());
  std::sort(published.begin(), published.end());
  CHECK(ours == published);
}
