// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/text/prefix_trie.hpp>
#include <weft/text/unicode.hpp>
#include <weft/text/utf8.hpp>

namespace weft::text {

/// What stands in a token for an underscore of the text, as `_` itself stands for a space.
inline constexpr std::string_view underscore_escape = "\\&undsc";

/// Whether a text has both word characters and others, so that no run of either holds it whole.
inline bool is_mixed(std::string_view text) {
  bool seen[2] = {false, false};
  while (!text.empty()) {
    const utf8::Character c = utf8::first(text);
    seen[unicode::is_word(c.code) ? 1 : 0] = true;
    text.remove_prefix(c.size);
  }
  return seen[0] && seen[1];
}

/// Cuts a text into the tokens that SubwordTextEncoder of tensorflow_datasets (text_encoder.py,
/// subword_text_encoder.py) cuts it into: alternating runs of word and of other characters. A token that one single
/// space follows takes it in as a
/// `_` at its end, and each underscore of the text becomes underscore_escape.
///
/// A mixed subword is reserved: where the text holds it, it is a token of its own. When several reserved subwords begin
/// at one place the longest is taken; tensorflow_datasets takes one that differs from run to run. The escape is
/// reserved always, and a text that spells it out gets it back in two tokens. There, as in tensorflow_datasets, a
/// single space that follows is written twice.
class SubwordTokenizer {
 public:
  /// Reserved are those of the subwords that are mixed, and the escape.
  explicit SubwordTokenizer(const std::vector<std::string>& subwords = {}) {
    std::vector<PrefixTrie::Entry> reserved = {{underscore_escape, 0}};
    for (const auto& subword : subwords) {
      if (subword != underscore_escape && is_mixed(subword)) reserved.push_back({subword, 0});
    }
    for (const auto& entry : reserved) begins_reserved_[utf8::byte_at(entry.text, 0)] = true;
    reserved_ = PrefixTrie{std::move(reserved)};
  }

  /// Calls visit(std::string_view) with each token in turn; the view holds until visit returns.
  template <class Visit> void for_each_token(std::string_view text, Visit&& visit) const {
    std::string token;
    for (std::string_view piece = next_piece(text); !piece.empty();) {
      std::string_view next = next_piece(text);
      const bool space_follows = next == " ";
      if (piece == underscore_escape) {
        visit(underscore_escape.substr(0, 2));
        visit(space_follows ? std::string_view{"undsc_"} : underscore_escape.substr(2));
      } else {
        prepare(piece, token);
        if (space_follows) token.push_back('_');
        visit(std::string_view{token});
        if (space_follows) next = next_piece(text);
      }
      piece = next;
    }
  }

 private:
  /// Takes the run or the reserved subword at the front of a text off it; empty at the end of the text.
  std::string_view next_piece(std::string_view& text) const {
    std::size_t size = reserved_size(text);
    if (size == 0 && !text.empty()) size = run_size(text);
    const std::string_view piece = text.substr(0, size);
    text.remove_prefix(size);
    return piece;
  }

  [[nodiscard]] std::size_t reserved_size(std::string_view text) const {
    if (text.empty() || !begins_reserved_[utf8::byte_at(text, 0)]) return 0;
    return reserved_.longest_match(text).size;
  }

  [[nodiscard]] std::size_t run_size(std::string_view text) const {
    utf8::Character c = utf8::first(text);
    const bool word = unicode::is_word(c.code);
    std::size_t size = c.size;
    for (; size < text.size(); size += c.size) {
      const std::string_view rest = text.substr(size);
      c = utf8::first(rest);
      if (unicode::is_word(c.code) != word || reserved_size(rest) > 0) break;
    }
    return size;
  }

  static void prepare(std::string_view piece, std::string& token) {
    token.clear();
    for (std::size_t bar = piece.find('_'); bar != piece.npos; bar = piece.find('_')) {
      token.append(piece.substr(0, bar)).append(underscore_escape);
      piece.remove_prefix(bar + 1);
    }
    token.append(piece);
  }

  PrefixTrie reserved_;
  std::array<bool, 256> begins_reserved_{};
};

}  // namespace weft::text
