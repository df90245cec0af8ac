// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/detail/encoded_ids.hpp>
#include <weft/text/prefix_trie.hpp>
#include <weft/text/subword_builder.hpp>
#include <weft/text/subword_tokenizer.hpp>
#include <weft/text/utf8.hpp>
#include <weft/text/vocabulary_file.hpp>

namespace weft {

/// Writes text as numbers and back: SubwordTextEncoder of tensorflow_datasets ("subwords8k"), id for id.
///
///   id 0             padding; encode never gives it
///   ids 1 to n       the n subwords, in the vocabulary's order; a `_` at the end of one is a space
///   ids n+1 to n+256 the bytes 0 to 255
///
/// A text is cut into tokens (text/subword_tokenizer.hpp), each token into the longest subword it begins with, the
/// longest the rest begins with, and so on; a character that no subword begins with is written as its UTF-8 bytes. So
/// any text can be encoded, and decode gives it back. Bytes that are not UTF-8 are neither letters nor digits and
/// are written as themselves.
///
/// Two kinds of text do not come back as they were, here as there, since the ids are to be the same: a space after a
/// spelled-out `\&undsc` is doubled, and so it goes wrong where a subword holds this escape, or the beginning of it,
/// beside other characters.
///
/// encode and decode are const and touch no shared state: any number of threads may use one encoder.
class SubwordTextEncoder {
 public:
  /// An encoder with these subwords. Throws std::invalid_argument when one is empty, given twice or not UTF-8.
  explicit SubwordTextEncoder(std::vector<std::string> subwords)
      : subwords_(std::move(subwords)), tokenizer_(subwords_), trie_(numbered(subwords_)) {}

  /// Reads a vocabulary file, such as the published imdb_reviews-subwords8k-1.0.0.subwords. Throws FileError, naming
  /// the line, for one that is not a vocabulary.
  static SubwordTextEncoder load(const std::filesystem::path& path) {
    return SubwordTextEncoder{text::read_vocabulary(path)};
  }

  /// Chooses the subwords that suit a range of texts: the same ones, in the same order, as build_from_corpus in
  /// tensorflow_datasets, except that no subword has a line break and none is there twice (text/subword_builder.hpp).
  /// Reserved tokens have the first ids and are never cut where a text holds them. Throws std::invalid_argument for
  /// options that make no sense, and when there is no text.
  template <class Texts>
  static SubwordTextEncoder build_from_corpus(Texts&& texts, const SubwordBuildOptions& options = {}) {
    return SubwordTextEncoder{text::build_subwords(texts, options)};
  }

  /// Writes a vocabulary file that load and tensorflow_datasets read. Throws FileError when it cannot be written, and
  /// then leaves nothing behind; std::invalid_argument when there are no subwords or one has a line break.
  void save(const std::filesystem::path& path) const { text::write_vocabulary(path, subwords_); }

  [[nodiscard]] std::vector<int> encode(std::string_view text) const {
    std::vector<int> ids;
    tokenizer_.for_each_token(text, [&](std::string_view token) { encode_token(token, ids); });
    return ids;
  }

  /// The text of some ids; padding at the end is dropped. Throws std::invalid_argument for an id outside the vocabulary
  /// and for padding before the end.
  [[nodiscard]] std::string decode(std::span<const int> ids) const {
    std::string text;
    for (const int id : detail::without_padding(ids)) decode_id(id, text);
    return text;
  }

  /// How many ids there are, padding included: one more than the largest.
  [[nodiscard]] int vocab_size() const { return size() + text::ids_beside_subwords; }

  /// Subword i has id i + 1.
  [[nodiscard]] const std::vector<std::string>& subwords() const& { return subwords_; }
  std::vector<std::string> subwords() && { return std::move(subwords_); }

 private:
  [[nodiscard]] int size() const { return static_cast<int>(subwords_.size()); }
  [[nodiscard]] int byte_id(char byte) const { return size() + 1 + static_cast<std::uint8_t>(byte); }

  void encode_token(std::string_view token, std::vector<int>& ids) const {
    while (!token.empty()) {
      auto [bytes, id] = trie_.longest_match(token);
      if (bytes > 0) {
        ids.push_back(id);
      } else {
        bytes = utf8::first(token).size;
        for (const char byte : token.substr(0, bytes)) ids.push_back(byte_id(byte == '_' ? ' ' : byte));
      }
      token.remove_prefix(bytes);
    }
  }

  void decode_id(int id, std::string& text) const {
    detail::check_id("SubwordTextEncoder", id, vocab_size());
    if (id > size()) {
      text.push_back(static_cast<char>(static_cast<std::uint8_t>(id - size() - 1)));
      return;
    }
    text += subwords_[static_cast<std::size_t>(id - 1)];
    if (text.back() == '_') text.back() = ' ';
  }

  /// The strings that greedy matching looks for. The escape is always one of them, and becomes an underscore's byte.
  static std::vector<text::PrefixTrie::Entry> numbered(const std::vector<std::string>& subwords) {
    std::vector<text::PrefixTrie::Entry> entries;
    std::unordered_map<std::string_view, int> seen;
    for (const auto& subword : subwords) {
      const int id = static_cast<int>(entries.size()) + 1;
      const int first_id = seen.try_emplace(subword, id).first->second;
      throw_unless(!subword.empty(), "SubwordTextEncoder: subword ", id, " is empty");
      throw_unless(utf8::is_valid(subword), "SubwordTextEncoder: subword ", id, " is not UTF-8");
      throw_unless(first_id == id, "SubwordTextEncoder: subwords ", first_id, " and ", id, " are both '", subword, "'");
      entries.push_back({subword, id});
    }
    const int underscore = static_cast<int>(subwords.size()) + 1 + '_';
    const auto escape = seen.find(text::underscore_escape);
    if (escape == seen.end()) {
      entries.push_back({text::underscore_escape, underscore});
    } else {
      entries[static_cast<std::size_t>(escape->second - 1)].value = underscore;
    }
    return entries;
  }

  std::vector<std::string> subwords_;
  text::SubwordTokenizer tokenizer_;
  text::PrefixTrie trie_;
};

}  // namespace weft
