// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <weft/core/error.hpp>

#include <weft/text/utf8.hpp>

namespace weft::text {

/// Every substring, up to some number of characters, of a list of tokens: a tree in which a node is one distinct
/// substring and its parent is that substring without its last character. Node 0 is the empty one.
///
/// Nodes are numbered as they appear, a parent before its children, so a walk over the numbers downwards meets every
/// substring before its own prefixes.
class SubstringTree {
 public:
  using Node = std::uint32_t;

  struct Substring {
    Node parent = 0;
    char32_t last = 0;          // its last character
    std::uint32_t size = 0;     // in characters
    bool valid_in_file = true;  // no line break and no stray byte in it
  };

  explicit SubstringTree(std::size_t longest) : longest_(longest), substrings_(1) {}

  /// Adds a token and all its substrings.
  void add(std::string_view token) {
    characters_.clear();
    for (; !token.empty(); token.remove_prefix(utf8::first(token).size)) characters_.push_back(utf8::first(token).code);
    for (std::size_t start = 0; start < characters_.size(); ++start) {
      longest_at_.push_back(node_of(std::span{characters_}.subspan(start)));
    }
    token_ends_.push_back(longest_at_.size());
  }

  /// Frees what only add() needs.
  void finish() { children_ = {}; }

  std::size_t node_count() const { return substrings_.size(); }
  std::size_t token_count() const { return token_ends_.size(); }
  const Substring& operator[](Node node) const { return substrings_[node]; }

  /// For each character of a token, the longest substring that begins there.
  std::span<const Node> longest_at(std::size_t token) const {
    const std::size_t begin = token == 0 ? 0 : token_ends_[token - 1];
    return std::span{longest_at_}.subspan(begin, token_ends_[token] - begin);
  }

  std::string text(Node node) const {
    std::u32string characters;
    for (; node != 0; node = substrings_[node].parent) characters.push_back(substrings_[node].last);
    std::string text;
    for (auto c = characters.rbegin(); c != characters.rend(); ++c) utf8::append(text, *c);
    return text;
  }

  /// The node of a text; 0 when no token holds it.
  Node find(std::string_view text) const {
    Node node = 0;
    for (; !text.empty(); text.remove_prefix(utf8::first(text).size)) {
      const auto child = children_.find(key(node, utf8::first(text).code));
      if (child == children_.end()) return 0;
      node = child->second;
    }
    return node;
  }

 private:
  /// The node of the first characters of a text, as many as a substring may have.
  Node node_of(std::span<const char32_t> text) {
    Node node = 0;
    for (const char32_t c : text.first((std::min)(longest_, text.size()))) {
      const auto next = static_cast<Node>(substrings_.size());
      const auto [child, is_new] = children_.try_emplace(key(node, c), next);
      if (is_new) append(node, c);
      node = child->second;
    }
    return node;
  }

  void append(Node parent, char32_t last) {
    if (substrings_.size() > (std::numeric_limits<Node>::max)())
      throw std::length_error("SubstringTree: too many texts");
    const Substring prefix = substrings_[parent];
    const bool valid = prefix.valid_in_file && last != U'\n' && last != U'\r' && last < utf8::stray;
    substrings_.push_back({parent, last, prefix.size + 1, valid});
  }

  static std::uint64_t key(Node node, char32_t c) { return std::uint64_t{node} << 32 | c; }

  std::size_t longest_;
  std::vector<Substring> substrings_;
  std::unordered_map<std::uint64_t, Node> children_;
  std::vector<Node> longest_at_;         // one for each character of each token
  std::vector<std::size_t> token_ends_;  // token t's are [token_ends_[t - 1], token_ends_[t]) of them
  std::vector<char32_t> characters_;     // of the token being added
};

}  // namespace weft::text
