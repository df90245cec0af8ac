// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/substring_tree.hpp>
#include <weft/text/subword_tokenizer.hpp>

namespace weft {

struct SubwordBuildOptions {
  int target_size = 8192;       // the vocabulary's, padding and bytes included; met within 1 % where the texts allow it
  int max_subword_length = 20;  // in characters
  std::optional<std::int64_t> max_corpus_chars = {};  // how many characters of the texts are looked at; all unless set
  std::vector<std::string> reserved_tokens = {};      // the first subwords, such as <EOS>
};

}  // namespace weft

namespace weft::text {

/// What a vocabulary has beside its subwords: the padding and one id for each byte.
inline constexpr int ids_beside_subwords = 1 + 256;

/// How often each token occurs in the texts given to it. What is reserved is a token of its own.
class TokenCounts {
 public:
  explicit TokenCounts(const std::vector<std::string>& reserved_tokens) : tokenizer_(reserved_tokens) {}

  void add(std::string_view text) {
    tokenizer_.for_each_token(text, [this](std::string_view token) { ++counts_[std::string{token}]; });
  }

  const std::unordered_map<std::string, std::int64_t>& counts() const { return counts_; }

 private:
  SubwordTokenizer tokenizer_;
  std::unordered_map<std::string, std::int64_t> counts_;
};

/// Chooses subwords for tokens that occur so and so often, as SubwordTextEncoder.build_from_corpus in
/// tensorflow_datasets does, to the same list in the same order:
///
///   start with the reserved tokens alone; four times:
///     cut each token greedily into the subwords there are; each string that begins at a cut and has at most
///     max_subword_length characters is a candidate, and counts as often as the token occurs;
///     go through the candidates, long ones first: one that counts min_count or more is a subword now, beside the
///     reserved tokens, and its count is taken off all its prefixes
///   order them by count, then by text, both descending, behind the reserved tokens
///
/// with min_count found by bisection so that the vocabulary has about target_size ids.
///
/// Each occurrence ends up with one subword, the longest that was chosen, so a candidate's count is what begins there
/// itself and what its children in the tree, being too rare, hand on to it.
///
/// Two differences: a substring with a line break or with a byte that is not UTF-8 is never chosen, as the vocabulary's
/// file could not hold it; such characters are encoded as bytes. And a reserved token that occurs min_count times is
/// listed once; tensorflow_datasets lists it a second time among the others, and counts it twice.
class SubwordBuilder {
 public:
  SubwordBuilder(const TokenCounts& tokens, const SubwordBuildOptions& options)
      : options_(options), tree_(depth(options)) {
    for (const auto& [token, count] : tokens.counts()) {
      tree_.add(token);
      token_counts_.push_back(count);
    }
    escape_ = tree_.find(underscore_escape);
    is_reserved_.assign(tree_.node_count(), false);
    for (const auto& token : options_.reserved_tokens) is_reserved_[tree_.find(token)] = true;
    tree_.finish();
  }

  std::vector<std::string> build() {
    const auto [rarest, commonest] = std::minmax_element(token_counts_.begin(), token_counts_.end());
    return texts(search(*rarest, *commonest));
  }

 private:
  using Node = SubstringTree::Node;

  struct Candidate {
    std::int64_t count = 0;
    Node node = 0;
  };

  /// Every string that is not to be cut has its node.
  static std::size_t depth(const SubwordBuildOptions& options) {
    std::size_t depth = (std::max)(static_cast<std::size_t>(options.max_subword_length), underscore_escape.size());
    for (const auto& token : options.reserved_tokens) depth = (std::max)(depth, token.size());
    return depth;
  }

  /// Looks for the min_count between two bounds that comes nearest to the target.
  std::vector<Candidate> search(std::int64_t low, std::int64_t high) {
    const std::int64_t middle = (low + high) / 2;
    auto chosen = choose(middle);
    const auto off = distance(chosen);
    if (off * 100 < options_.target_size || low >= high || middle <= 1) return chosen;
    const bool too_many = size(chosen) > options_.target_size;
    auto next = too_many ? search(middle + 1, high) : search(low, middle - 1);
    return off < distance(next) ? chosen : next;
  }

  std::int64_t size(const std::vector<Candidate>& chosen) const {
    return static_cast<std::int64_t>(options_.reserved_tokens.size() + chosen.size()) + ids_beside_subwords;
  }

  std::int64_t distance(const std::vector<Candidate>& chosen) const {
    return std::abs(size(chosen) - options_.target_size);
  }

  /// The subwords for one min_count beside the reserved tokens, in no order.
  std::vector<Candidate> choose(std::int64_t min_count) {
    std::vector<Candidate> chosen;
    for (int round = 0; round < 4; ++round) {
      is_subword_ = is_reserved_;
      for (const auto& candidate : chosen) is_subword_[candidate.node] = true;
      is_subword_[escape_] = true;
      count_beginnings();
      chosen = extract_frequent(min_count);
    }
    return chosen;
  }

  /// counts_[node] <- how often a cut is followed by the node's text and, within max_subword_length, by no more.
  void count_beginnings() {
    counts_.assign(tree_.node_count(), 0);
    for (std::size_t token = 0; token < tree_.token_count(); ++token) {
      const auto longest_at = tree_.longest_at(token);
      for (std::size_t start = 0; start < longest_at.size(); start += subword_size(longest_at[start])) {
        counts_[longest_at[start]] += token_counts_[token];
      }
    }
  }

  /// The size of the longest subword that a substring begins with, in characters; 1 when there is none.
  std::size_t subword_size(Node node) const {
    while (tree_[node].size > 1 && !is_subword_[node]) node = tree_[node].parent;
    return tree_[node].size;
  }

  /// Children come before their parents here, so all that a candidate's children hand on is there when it is looked at.
  std::vector<Candidate> extract_frequent(std::int64_t min_count) {
    std::vector<Candidate> taken;
    for (auto node = static_cast<Node>(tree_.node_count() - 1); node > 0; --node) {
      if (counts_[node] >= min_count && may_be_subword(node)) {
        if (!is_reserved_[node]) taken.push_back({counts_[node], node});
      } else {
        counts_[tree_[node].parent] += counts_[node];
      }
    }
    return taken;
  }

  /// A single byte need not be: it has an id of its own.
  bool may_be_subword(Node node) const {
    const auto& substring = tree_[node];
    const bool single_byte = substring.size == 1 && substring.last < 0x80;
    return !single_byte && substring.valid_in_file && substring.size <= longest();
  }

  std::size_t longest() const { return static_cast<std::size_t>(options_.max_subword_length); }

  /// The subwords in the order of the vocabulary.
  std::vector<std::string> texts(const std::vector<Candidate>& chosen) const {
    std::vector<std::pair<std::int64_t, std::string>> ordered;
    for (const auto& candidate : chosen) ordered.emplace_back(candidate.count, tree_.text(candidate.node));
    std::sort(ordered.rbegin(), ordered.rend());
    std::vector<std::string> result = options_.reserved_tokens;
    for (auto& [count, text] : ordered) result.push_back(std::move(text));
    return result;
  }

  SubwordBuildOptions options_;
  SubstringTree tree_;
  std::vector<std::int64_t> token_counts_;
  std::vector<std::int64_t> counts_;  // one for each node
  std::vector<bool> is_subword_;      // one for each node
  std::vector<bool> is_reserved_;     // one for each node
  Node escape_ = 0;                   // 0 when no token holds an underscore
};

/// tensorflow_datasets takes a token with a _ before its end, too, but does not find it again: a text's _ is escaped.
inline void check_reserved_tokens(const std::vector<std::string>& tokens) {
  for (auto token = tokens.begin(); token != tokens.end(); ++token) {
    const auto number = token - tokens.begin() + 1;
    throw_unless(utf8::is_valid(*token) && is_mixed(*token) && token->find('_') == token->npos,
                 "build_from_corpus: reserved token ", number, " is '", *token,
                 "'; expected UTF-8 with both alphanumeric and other characters and no _, such as '<EOS>'");
    const auto first = std::find(tokens.begin(), token, *token);
    throw_unless(first == token, "build_from_corpus: reserved tokens ", first - tokens.begin() + 1, " and ", number,
                 " are both '", *token, "'");
  }
}

inline void check_build_options(const SubwordBuildOptions& options) {
  throw_unless(options.target_size > ids_beside_subwords, "build_from_corpus: expected a target_size above ",
               ids_beside_subwords, " (the bytes and the padding), given ", options.target_size);
  throw_unless(options.max_subword_length > 0, "build_from_corpus: expected a max_subword_length above 0, given ",
               options.max_subword_length);
  throw_unless(options.max_corpus_chars.value_or(1) > 0,
               "build_from_corpus: expected a max_corpus_chars above 0, given ", options.max_corpus_chars.value_or(1));
  check_reserved_tokens(options.reserved_tokens);
}

/// The first characters of a text, as many as are left; takes them off what is left.
inline std::string_view take_characters(std::string_view text, std::int64_t& left) {
  std::size_t size = 0;
  for (; size < text.size() && left > 0; --left) size += utf8::first(text.substr(size)).size;
  return text.substr(0, size);
}

/// The subwords for a corpus: any range of texts, which is read until max_corpus_chars are. Throws
/// std::invalid_argument when the target is too small for one subword beside the bytes, when subwords or the corpus may
/// have no characters, when a reserved token would not be one to the encoder or is given twice, and when there is no
/// text at all.
template <class Texts> std::vector<std::string> build_subwords(Texts&& texts, const SubwordBuildOptions& options) {
  check_build_options(options);
  TokenCounts tokens{options.reserved_tokens};
  std::int64_t left = options.max_corpus_chars.value_or((std::numeric_limits<std::int64_t>::max)());
  for (auto&& text : texts) {
    tokens.add(take_characters(text, left));
    if (left == 0) break;
  }
  throw_unless(!tokens.counts().empty(), "build_from_corpus: expected at least one text that is not empty, given none");
  return SubwordBuilder{tokens, options}.build();
}

}  // namespace weft::text
