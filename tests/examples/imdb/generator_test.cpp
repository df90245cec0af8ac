// SPDX-License-Identifier: MIT
#include "imdb/generator.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "imdb/digest.hpp"

namespace {

std::vector<std::size_t> sorted_lengths(const std::vector<imdb::Review>& reviews) {
  std::vector<std::size_t> lengths;
  for (const auto& review : reviews) lengths.push_back(imdb::detail::count_words(review.text));
  std::sort(lengths.begin(), lengths.end());
  return lengths;
}

auto positives(const std::vector<imdb::Review>& reviews) {
  return std::count_if(reviews.begin(), reviews.end(), [](const auto& review) { return review.label == 1; });
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream words{text};
  return {std::istream_iterator<std::string>{words}, {}};
}

/// Naive Bayes over a bag of words: how much likelier a word is in reviews that praise, in logarithms.
class WordCounter {
 public:
  void learn(const imdb::Review& review) {
    auto& counts = review.label == 1 ? praise_ : blame_;
    for (const auto& word : split(review.text)) ++counts[word], ++counts[""];
  }

  bool is_right(const imdb::Review& review) const {
    double evidence = 0;
    for (const auto& word : split(review.text)) evidence += likelihood(praise_, word) - likelihood(blame_, word);
    return (evidence > 0) == (review.label == 1);
  }

 private:
  using Counts = std::map<std::string, int>;

  static double likelihood(const Counts& counts, const std::string& word) {
    const auto count = counts.find(word);
    return std::log((count == counts.end() ? 1.0 : count->second + 1.0) / counts.at(""));
  }

  Counts praise_, blame_;
};

}  // namespace

TEST_CASE("the same seed writes the same texts on every platform, another seed others") {
  const auto reviews = imdb::generate_reviews(20, 10, 42);
  CHECK(reviews.train == imdb::generate_reviews(20, 10, 42).train);
  CHECK(reviews.test == imdb::generate_reviews(20, 10, 42).test);
  CHECK(reviews.train != imdb::generate_reviews(20, 10, 43).train);
  CHECK(imdb::hexadecimal(imdb::md5(reviews.train.front().text)) == "1eaa55600d66d6045dd7607a923b2dbe");
  CHECK(imdb::hexadecimal(imdb::md5(reviews.test.back().text)) == "96f2b60330f752f5857b5492f1bf09c0");
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

TEST_CASE("counting words gets most labels of generated reviews right, but not all") {
  const auto reviews = imdb::generate_reviews(4000, 1000, 42);
  WordCounter counter;
  for (const auto& review : reviews.train) counter.learn(review);
  const auto right = std::count_if(reviews.test.begin(), reviews.test.end(),
                                   [&](const auto& review) { return counter.is_right(review); });
  CHECK(right > 750);
  CHECK(right < 920);
}

TEST_CASE("an empty part can be asked for") { CHECK(imdb::generate_reviews(0, 0, 42).train.empty()); }
