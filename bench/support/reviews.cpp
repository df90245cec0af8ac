// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <imdb/acl_imdb.hpp>
#include <imdb/vocabulary.hpp>
#include <iostream>
#include "support/examples.hpp"

namespace bench {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> subwords_in(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".subwords") return entry.path();
  return {};
}

weft::SubwordTextEncoder encoder_for(const fs::path& folder) {
  if (const auto file = subwords_in(folder)) return weft::SubwordTextEncoder::load(*file);
  const auto all = imdb::read_acl_imdb(folder, {.train = imdb::all_reviews, .test = 1});
  return imdb::vocabulary_for(all.train, fs::temp_directory_path() / "weft-bench", std::cerr);
}

}  // namespace

std::optional<Experiment> reviews(Index train_count, Index test_count) {
  const char* folder = std::getenv("WEFT_IMDB_DIR");
  if (folder == nullptr) return {};
  const auto encoder = encoder_for(folder);
  const auto texts = imdb::read_acl_imdb(
      folder, {.train = static_cast<std::size_t>(train_count), .test = static_cast<std::size_t>(test_count)});

  weft::Rng rng(42);
  std::vector<Index> order;
  weft::shuffle_order(train_count, 1000, rng, order);
  std::vector<imdb::Review> shuffled;
  for (const Index k : order) shuffled.push_back(texts.train[static_cast<std::size_t>(k)]);
  return Experiment{"IMDB's reviews", imdb::encoded(shuffled, encoder), imdb::encoded(texts.test, encoder)};
}

}  // namespace bench
