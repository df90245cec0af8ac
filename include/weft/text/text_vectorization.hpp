// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/text/detail/encoded_ids.hpp>
#include <weft/text/detail/ngrams.hpp>
#include <weft/text/detail/split.hpp>
#include <weft/text/detail/standardize.hpp>
#include <weft/text/detail/string_map.hpp>
#include <weft/text/detail/text_range.hpp>
#include <weft/text/detail/token_file.hpp>
#include <weft/text/detail/token_frequencies.hpp>
#include <weft/text/text_vectorization_options.hpp>

namespace weft {

/// Turns texts into lists of token ids: Keras's layer TextVectorization with output_mode "int", as a plain value.
///
///   weft::TextVectorization vectorize{{.max_tokens = 20'000}};
///   vectorize.adapt(texts);                                       // a std::vector<std::string>, say
///   const weft::IdLists ids = vectorize(texts);                   // packing pads them, no list ends in zeros
///
/// A text is standardized (A to Z to lower case, ASCII punctuation removed), split (at ASCII white space) and joined to
/// n-grams. What comes of it are tokens, and each has an id:
///
///   id 0        padding; encode never gives it
///   id 1        [UNK], a token that is not in the vocabulary
///   id 2 ...    the vocabulary: by how often a token occurs in the texts, then by its bytes, both descending
///
/// As in Keras, letters outside ASCII keep their case, punctuation and white space outside ASCII are part of a token,
/// and with Split::character bytes that are not UTF-8 become U+FFFD. One difference: an empty text that is not split
/// has no tokens, where Keras gives one padding.
///
/// Errors: std::invalid_argument for options out of their range, a vocabulary that is empty, larger than max_tokens or
/// has a token twice, texts without a token, and encoding before there is a vocabulary. encode and decode are const and
/// touch no shared state: any number of threads may use one. Source: keras/src/layers/preprocessing,
/// text_vectorization.py and index_lookup.py.
class TextVectorization {
 public:
  using Options = TextVectorizationOptions;

  explicit TextVectorization(Options options = {}) : options_(checked(std::move(options))) {}

  /// One with this vocabulary, which may begin with "" and "[UNK]", as Keras's get_vocabulary gives it, or lack both.
  template <std::same_as<std::vector<std::string>> Vocabulary>
  explicit TextVectorization(Vocabulary vocabulary, Options options = {}) : options_(checked(std::move(options))) {
    set_vocabulary(std::move(vocabulary));
  }

  /// One that was adapted to a range of texts.
  template <detail::TextRange Texts> static TextVectorization build_from_corpus(Texts&& texts, Options options = {}) {
    TextVectorization result{std::move(options)};
    result.adapt(texts);
    return result;
  }

  /// Reads a vocabulary file with one token a line; it may be the vocabulary.txt of a saved Keras model. Throws
  /// FileError, naming the line, for one that is not a vocabulary. The options are not in the file.
  static TextVectorization load(const std::filesystem::path& path, Options options = {}) {
    return TextVectorization{detail::read_tokens(path), std::move(options)};
  }

  /// Writes the vocabulary, one token a line, as Keras's argument `vocabulary` reads it. Throws FileError when it
  /// cannot be written, and then leaves nothing behind; std::invalid_argument when a token has a line break in it.
  void save(const std::filesystem::path& path) const {
    detail::write_tokens(path, {vocabulary_.begin() + specials, vocabulary_.end()});
  }

  /// Makes the vocabulary of a range of texts, in place of the one there was.
  template <detail::TextRange Texts> void adapt(Texts&& texts) {
    detail::TokenFrequencies frequencies;
    for (auto&& text : texts) {
      for_each_token(text, [&](std::string_view token) {
        if (token != detail::oov_token) frequencies.add(token);
      });
    }
    auto tokens = frequencies.most_common(most_tokens());
    throw_unless(!tokens.empty(), "TextVectorization: there is no token in the texts; expected at least one");
    set_vocabulary(std::move(tokens));
  }

  [[nodiscard]] std::vector<int> encode(std::string_view text) const {
    throw_unless(vocab_size() > specials,
                 "TextVectorization: no vocabulary; call adapt(texts) or construct it with one");
    std::vector<int> ids;
    for_each_token(text, [&](std::string_view token) { ids.push_back(id(token)); });
    if (const auto most = options_.output_sequence_length; most && std::ssize(ids) > *most) {
      ids.resize(static_cast<std::size_t>(*most));
    }
    return ids;
  }

  /// One list a text.
  template <detail::TextRange Texts> [[nodiscard]] std::vector<std::vector<int>> encode(Texts&& texts) const {
    std::vector<std::vector<int>> lists;
    for (auto&& text : texts) lists.push_back(encode(std::string_view{text}));
    return lists;
  }
  [[nodiscard]] std::vector<std::vector<int>> encode(std::initializer_list<std::string_view> texts) const {
    return encode<const std::initializer_list<std::string_view>&>(texts);
  }

  [[nodiscard]] std::vector<int> operator()(std::string_view text) const { return encode(text); }
  template <detail::TextRange Texts> [[nodiscard]] std::vector<std::vector<int>> operator()(Texts&& texts) const {
    return encode(texts);
  }
  [[nodiscard]] std::vector<std::vector<int>> operator()(std::initializer_list<std::string_view> texts) const {
    return encode(texts);
  }

  /// The tokens of some ids with a space between two, or with none where texts are split into characters; padding at
  /// the end is dropped. Throws std::invalid_argument for an id outside the vocabulary and for padding before the end.
  [[nodiscard]] std::string decode(std::span<const int> ids) const {
    std::string text;
    bool between = false;
    for (const int id : detail::without_padding(ids)) {
      detail::check_id("TextVectorization", id, vocab_size());
      if (std::exchange(between, options_.split != Split::character)) text.push_back(' ');
      text += vocabulary_[static_cast<std::size_t>(id)];
    }
    return text;
  }

  /// Token i has id i: "", "[UNK]", and the tokens that were learned or given.
  [[nodiscard]] const std::vector<std::string>& vocabulary() const& { return vocabulary_; }
  std::vector<std::string> vocabulary() && { return std::move(vocabulary_); }

  /// How many ids there are, padding and [UNK] included: an Embedding's input_dim.
  [[nodiscard]] int vocab_size() const { return static_cast<int>(vocabulary_.size()); }

  [[nodiscard]] const Options& options() const& { return options_; }
  Options options() && { return std::move(options_); }

 private:
  static constexpr int specials = 2;  // the padding and [UNK]

  static Options checked(Options o) {
    throw_unless(!o.max_tokens || *o.max_tokens > specials, "TextVectorization: max_tokens is ",
                 o.max_tokens.value_or(0), "; expected at least 3, for padding, [UNK] and one token");
    throw_unless(!o.output_sequence_length || *o.output_sequence_length > 0,
                 "TextVectorization: output_sequence_length is ", o.output_sequence_length.value_or(0),
                 "; expected at least 1");
    return o;
  }

  [[nodiscard]] std::size_t most_tokens() const {
    return static_cast<std::size_t>(options_.max_tokens.value_or((std::numeric_limits<int>::max)()) - specials);
  }

  template <class Visit> void for_each_token(std::string_view text, Visit&& visit) const {
    const std::string standardized = detail::standardized(text, options_.standardize);
    detail::for_each_ngram(options_.ngrams, detail::split_text(standardized, options_.split), visit);
  }

  [[nodiscard]] int id(std::string_view token) const {
    const auto place = ids_.find(token);
    return place == ids_.end() ? 1 : place->second;
  }

  void set_vocabulary(std::vector<std::string> tokens) {
    if (!detail::has_special_tokens(tokens)) {
      tokens.insert(tokens.begin(), {std::string{}, std::string{detail::oov_token}});
    }
    const std::size_t count = tokens.size() - specials;
    throw_unless(count > 0, "TextVectorization: the vocabulary is empty; expected at least one token");
    throw_unless(count <= most_tokens(), "TextVectorization: the vocabulary has ", count, " tokens; expected at most ",
                 most_tokens(), " beside padding and [UNK]");
    ids_ = numbered(tokens);
    vocabulary_ = std::move(tokens);
  }

  static detail::StringMap<int> numbered(const std::vector<std::string>& tokens) {
    detail::StringMap<int> ids;
    for (int id = specials; id < std::ssize(tokens); ++id) {
      const std::string& token = tokens[static_cast<std::size_t>(id)];
      const int first_id = ids.try_emplace(token, id).first->second;
      throw_unless(!token.empty(), "TextVectorization: the token of id ", id, " is empty");
      throw_unless(first_id == id, "TextVectorization: ids ", first_id, " and ", id, " are both '", token, "'");
    }
    return ids;
  }

  Options options_;
  std::vector<std::string> vocabulary_ = {std::string{}, std::string{detail::oov_token}};
  detail::StringMap<int> ids_;
};

}  // namespace weft
