// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "grammar.hpp"
#include "reviews.hpp"
#include "sentences.hpp"
#include "words.hpp"

namespace imdb {

namespace detail {

/// Integers only, so that the same seed throws the same numbers on every platform. Each throw is a statement of its
/// own: compilers differ in which argument of a call they evaluate first.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// A number in [0, count), for counts below 2^32.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(((engine_() >> 32) * count) >> 32); }

  bool chance(std::size_t percent) { return below(100) < percent; }

  std::string_view pick(const std::vector<std::string_view>& choices) { return choices[below(choices.size())]; }

 private:
  std::mt19937_64 engine_;
};

/// Writes the sentences of one review; what the grammar marks with @ stays the same through all of them.
class Author {
 public:
  Author(const Grammar& grammar, Dice& dice) : grammar_(grammar), dice_(dice) {}

  /// A sentence of a sort, such as "opinion", in the feeling asked for.
  std::string sentence(std::string_view sort, Feeling feeling) {
    auto text = fill(sort, feeling);
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return mend_articles(std::move(text));
  }

 private:
  std::string expand(std::string_view choice, Feeling feeling) {
    std::string text;
    for (auto open = choice.find('{'); open != choice.npos; open = choice.find('{')) {
      const auto close = choice.find('}', open);
      text.append(choice.substr(0, open)).append(fill(choice.substr(open + 1, close - open - 1), feeling));
      choice.remove_prefix(close + 1);
    }
    return text.append(choice);
  }

  std::string fill(std::string_view slot, Feeling feeling) {
    if (slot.starts_with('-')) return fill(slot.substr(1), opposite(feeling));
    if (slot.starts_with('@')) return recall(slot.substr(1), feeling);
    return expand(dice_.pick(grammar_.choices(slot, feeling)), feeling);
  }

  const std::string& recall(std::string_view slot, Feeling feeling) {
    auto& text = memory_[slot];
    if (text.empty()) text = fill(slot, feeling);
    return text;
  }

  static std::string mend_articles(std::string text) {
    for (const std::string_view article : {" a ", "A "})
      for (auto at = text.find(article); at != text.npos; at = text.find(article, at + 1))
        if (const auto next = at + article.size(); std::string_view{"aeiou"}.find(text[next]) != std::string_view::npos)
          text.insert(next - 1, "n");
    return text;
  }

  const Grammar& grammar_;
  Dice& dice_;
  std::map<std::string_view, std::string> memory_;
};

/// Lengths as IMDB's: median 173 words, mean about 230. Forty coins each stretch or shrink by an eighth, which gives a
/// log-normal distribution without a logarithm that another platform might round otherwise.
inline std::size_t draw_length(Dice& dice) {
  std::uint64_t length = 173 << 20;
  for (int coin = 0; coin < 40; ++coin) length = dice.chance(50) ? length / 8 * 9 : length / 9 * 8;
  return std::clamp<std::size_t>(static_cast<std::size_t>(length >> 20), 10, 2500);
}

inline std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// How a reviewer feels: which feeling, and how many percent of the opinions keep to it.
struct Mood {
  Feeling feeling;
  std::size_t conviction;

  Feeling draw(Dice& dice) const { return dice.chance(conviction) ? feeling : opposite(feeling); }
};

/// Half of the sentences are opinions; the rest says nothing of the film, whatever its words are.
inline std::string draw_sentence(Author& author, const Mood& mood, Dice& dice) {
  const auto any = dice.chance(50) ? Feeling::good : Feeling::bad;
  const auto percent = dice.below(100);
  if (percent < 50) return author.sentence("opinion", mood.draw(dice));
  if (percent < 54) return author.sentence("concession", opposite(mood.feeling));
  if (percent < 74) return author.sentence("plot", any);
  if (percent < 83) return author.sentence("anecdote", any);
  if (percent < 92) return author.sentence("aside", any);
  return author.sentence("filler", any);
}

inline std::string write_review(const Grammar& grammar, Feeling feeling, Dice& dice) {
  constexpr std::size_t half_a_sentence = 6;
  const Mood mood{feeling, 72 + dice.below(29)};
  const auto length = draw_length(dice);
  Author author{grammar, dice};
  const auto first_feeling = mood.draw(dice);
  auto text = author.sentence(dice.chance(50) ? "opening" : "impression", first_feeling);
  const auto ending = author.sentence("verdict", dice.chance(80) ? feeling : opposite(feeling));
  for (auto words = count_words(text) + count_words(ending); words + half_a_sentence < length;) {
    const auto sentence = draw_sentence(author, mood, dice);
    words += count_words(sentence);
    text.append(dice.chance(18) ? "<br /><br />" : " ").append(sentence);
  }
  return text.append(" ").append(ending);
}

/// Half of the labels are 1, in random order (Fisher and Yates).
inline std::vector<int> draw_labels(std::size_t count, Dice& dice) {
  std::vector<int> labels(count);
  for (std::size_t i = 0; i < count; ++i) labels[i] = static_cast<int>(i % 2);
  for (std::size_t i = count; i > 1; --i) std::swap(labels[i - 1], labels[dice.below(i)]);
  return labels;
}

/// No text is among those seen before.
inline std::vector<Review> write_reviews(const Grammar& grammar, std::size_t count, Dice& dice,
                                         std::unordered_set<std::string>& seen) {
  std::vector<Review> reviews;
  for (const int label : draw_labels(count, dice)) {
    Review review;
    do review = make_review(write_review(grammar, label == 1 ? Feeling::good : Feeling::bad, dice), label);
    while (!seen.insert(review.text).second);
    reviews.push_back(std::move(review));
  }
  return reviews;
}

}  // namespace detail

/// Made-up film reviews for those without network: from a grammar and word lists of our own, with mixed feelings,
/// negations and digressions, so that counting words gets most of the labels right but not all. Half of each part has
/// label 1; no text occurs twice. The same arguments give the same texts on every platform.
inline Reviews generate_reviews(std::size_t train_count, std::size_t test_count, std::uint64_t seed) {
  Grammar grammar;
  grammar.read(words);
  grammar.read(sentences);
  detail::Dice dice{seed};
  std::unordered_set<std::string> seen;
  Reviews reviews{.origin = Origin::generator, .source = "the bundled generator (these are not IMDB's reviews)"};
  reviews.train = detail::write_reviews(grammar, train_count, dice, seen);
  reviews.test = detail::write_reviews(grammar, test_count, dice, seen);
  return reviews;
}

}  // namespace imdb
