// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/detail/encoded_ids.hpp>
#include <weft/text/detail/split.hpp>
#include <weft/text/detail/text_range.hpp>
#include <weft/text/utf8.hpp>

namespace weft {

/// Writes a text as one id for each of its Unicode characters, and back.
///
///   id 0        padding; encode never gives it
///   id 1        a character that the encoder does not have, or a byte that is not UTF-8; decoded as U+FFFD
///   id 2 ...    the encoder's characters, in their order
///
/// A character is a code point: a letter and a combining mark are two. An encoder is kept as the string of its
/// characters: CharacterEncoder{encoder.characters()} is the same one. encode and decode are const and touch no shared
/// state: any number of threads may use one encoder.
class CharacterEncoder {
 public:
  /// Throws std::invalid_argument when there are no characters, one is given twice or the string is not UTF-8.
  explicit CharacterEncoder(std::string_view characters) : characters_(characters) {
    throw_unless(!characters.empty(), "CharacterEncoder: no characters; expected at least one");
    throw_unless(utf8::is_valid(characters), "CharacterEncoder: the characters are not UTF-8");
    for (; !characters.empty(); characters.remove_prefix(utf8::first(characters).size)) add(characters);
  }

  /// All characters of one text or of a range of texts, in the order of their code points: Python's sorted(set(text)).
  static CharacterEncoder build_from_corpus(std::string_view text) { return build_from_corpus(std::span{&text, 1}); }
  template <detail::TextRange Texts> static CharacterEncoder build_from_corpus(Texts&& texts) {
    std::set<char32_t> codes;
    for (auto&& text : texts) insert(text, codes);
    std::string characters;
    for (const char32_t code : codes) utf8::append(characters, code);
    return CharacterEncoder{characters};
  }

  [[nodiscard]] std::vector<int> encode(std::string_view text) const {
    std::vector<int> ids;
    while (!text.empty()) {
      const utf8::Character c = utf8::first(text);
      const auto place = ids_.find(c.code);
      ids.push_back(place == ids_.end() ? unknown : place->second);
      text.remove_prefix(c.size);
    }
    return ids;
  }

  /// The text of some ids; padding at the end is dropped. Throws std::invalid_argument for an id outside the vocabulary
  /// and for padding before the end.
  [[nodiscard]] std::string decode(std::span<const int> ids) const {
    std::string text;
    for (const int id : detail::without_padding(ids)) {
      detail::check_id("CharacterEncoder", id, vocab_size());
      if (id == unknown) {
        text += detail::replacement_character;
      } else {
        utf8::append(text, codes_[static_cast<std::size_t>(id - first_id)]);
      }
    }
    return text;
  }

  /// The characters of the ids from 2, as one string.
  [[nodiscard]] const std::string& characters() const& { return characters_; }
  std::string characters() && { return std::move(characters_); }

  /// How many ids there are, padding and unknown included: an Embedding's input_dim.
  [[nodiscard]] int vocab_size() const { return static_cast<int>(codes_.size()) + first_id; }

 private:
  static constexpr int unknown = 1;
  static constexpr int first_id = 2;

  static void insert(std::string_view text, std::set<char32_t>& codes) {
    for (; !text.empty(); text.remove_prefix(utf8::first(text).size)) {
      const utf8::Character c = utf8::first(text);
      if (!utf8::is_stray(c)) codes.insert(c.code);
    }
  }

  /// The character at the front of a text.
  void add(std::string_view text) {
    const utf8::Character c = utf8::first(text);
    const int id = vocab_size(), earlier = ids_.try_emplace(c.code, id).first->second;
    throw_unless(earlier == id, "CharacterEncoder: ids ", earlier, " and ", id, " are both '", text.substr(0, c.size),
                 "'");
    codes_.push_back(c.code);
  }

  std::string characters_;
  std::vector<char32_t> codes_;
  std::unordered_map<char32_t, int> ids_;
};

}  // namespace weft
