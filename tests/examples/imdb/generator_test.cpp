// SPDX-License-Identifier: MIT
#include "imdb/generator.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "imdb/digest.hpp"

namespace {

std::vector<std::size_t> sorted_lengths(const std::vector<imdb::Review>& reviews) {
  std::vector<std::size_t> lengths;
  for (const auto& review : reviews) lengths.push_back(imdb::internal::count_words(review.text));
  std::sort(lengths.begin(), lengths.end());
  return lengths;
}

auto positives(const std::vector<imdb::Review>& reviews) {
  return std::count_if(reviews.begin(), reviews.end(), [](const auto& review) { return review.label == 1; });
}

}  // namespace

TEST_CASE("the same seed writes the same texts on every platform, another seed others") {
  const auto reviews = imdb::generate_reviews(20, 10, 42);
  CHECK(reviews.train == imdb::generate_reviews(20, 10, 42).train);
  CHECK(reviews.test == imdb::generate_reviews(20, 10, 42).test);
  CHECK(reviews.train != imdb::generate_reviews(20, 10, 43).train);
  CHECK(imdb::hexadecimal(imdb::md5(reviews.train.front().text)) == "8d9fb1bd4db9c44432f606201f0d954c");
  CHECK(imdb::hexadecimal(imdb::md5(reviews.test.back().text)) == "b5d7f41a07d54b466ea371c8605eb3ad");
}

TEST_CASE("generated reviews say that they are no real ones") {
  const auto reviews = imdb::generate_reviews(1, 1, 42);
  CHECK(reviews.origin == imdb::Origin::generator);
  CHECK(reviews.source == "the bundled generator (these are not IMDB's reviews)");
}

TEST_CASE("no generated text occurs twice, and labels are balanced and mixed") {
  const auto reviews = imdb::generate_reviews(4000, 1000, 42);
  std::set<std::string> texts;
  for (const auto* part : {&reviews.train, &reviews.test})
    for (const auto& review : *part) texts.insert(review.text);
  CHECK(texts.size() == 5000);
  CHECK(positives(reviews.train) == 2000);
  CHECK(positives(reviews.test) == 500);
  const auto first = positives({reviews.train.begin(), reviews.train.begin() + 1000});
  CHECK(first > 400);
  CHECK(first < 600);
}

TEST_CASE("generated lengths are spread as IMDB's: median 173 words, mean 230, a long tail") {
  const auto lengths = sorted_lengths(imdb::generate_reviews(4000, 0, 42).train);
  CHECK(lengths[2000] == doctest::Approx(173).epsilon(0.05));
  CHECK(std::accumulate(lengths.begin(), lengths.end(), 0.0) / 4000 == doctest::Approx(230).epsilon(0.05));
  CHECK(lengths.front() < 40);
  CHECK(lengths.back() > 1500);
  CHECK(lengths.back() < 2600);
}

TEST_CASE("generated texts hold paragraph breaks, whole sentences and no place left unfilled") {
  int breaks = 0;
  for (const auto& review : imdb::generate_reviews(500, 0, 1).train) {
    const auto& text = review.text;
    CAPTURE(text);
    breaks += text.find("<br /><br />") != text.npos ? 1 : 0;
    CHECK(text.find_first_of("{}@|\n") == text.npos);
    CHECK(std::string{".!?"}.find(text.back()) != std::string::npos);
    CHECK(text.find("  ") == text.npos);
    CHECK(text.find(" a a") == text.npos);
    CHECK(text.find(" a e") == text.npos);
  }
  CHECK(breaks > 250);
}

TEST_CASE("an empty part can be asked for") { CHECK(imdb::generate_reviews(0, 0, 42).train.empty()); }
