// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>
#include <weft/text/detail/line_file.hpp>
#include <weft/text/detail/string_map.hpp>

namespace weft::detail {

/// What stands in Keras's vocabularies at id 1; at id 0, the padding's, stands an empty token.
inline constexpr std::string_view oov_token = "[UNK]";

/// Whether a vocabulary begins with these two, as Keras's get_vocabulary gives it.
inline bool has_special_tokens(const std::vector<std::string>& vocabulary) {
  return vocabulary.size() >= 2 && vocabulary[0].empty() && vocabulary[1] == oov_token;
}

/// Reads a vocabulary with one token a line: the file that Keras's argument `vocabulary` names, or the vocabulary.txt
/// of a saved Keras model, which begins with an empty line and [UNK]. Neither is part of what is returned. Throws
/// FileError, naming the line, for a file without tokens, an empty line and a token that stands there twice.
inline std::vector<std::string> read_tokens(const std::filesystem::path& path) {
  LineReader reader{path};
  std::vector<std::string> tokens;
  for (std::string line; reader.next(line);) tokens.push_back(line);
  const std::size_t specials = has_special_tokens(tokens) ? 2 : 0;
  if (tokens.size() == specials) throw FileError(path, "expected tokens, one a line; found none");
  StringMap<std::size_t> lines;
  for (std::size_t i = specials; i < tokens.size(); ++i) {
    if (tokens[i].empty()) reader.fail(i + 1, "expected a token, given an empty line");
    const auto [place, is_new] = lines.try_emplace(tokens[i], i + 1);
    if (!is_new) reader.fail(i + 1, concat("the token '", tokens[i], "' stands on line ", place->second, " already"));
  }
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(specials));
  return tokens;
}

/// Writes a vocabulary with one token a line, without those of the padding and of what is unknown: Keras takes such a
/// file as its argument `vocabulary`. Throws std::invalid_argument for no tokens and for one with a line break in it;
/// FileError when it cannot be written, in which case nothing is left behind.
inline void write_tokens(const std::filesystem::path& path, const std::vector<std::string>& tokens) {
  check_lines("write_tokens", "token", tokens);
  std::string text;
  for (const auto& token : tokens) text.append(token).push_back('\n');
  write_atomically(path, text);
}

}  // namespace weft::detail
