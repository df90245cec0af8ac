// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>
#include <weft/text/detail/line_file.hpp>
#include <weft/text/utf8.hpp>

namespace weft::text {

/// The file format of a subword vocabulary, as tensorflow_datasets writes and reads it: two header lines, then each
/// subword in single quotes on a line of its own, as it is, with nothing escaped. So no subword can hold a line feed,
/// nor a carriage return, which TensorFlow skips wherever it reads lines.
inline constexpr std::string_view vocabulary_header = "### SubwordTextEncoder";
inline constexpr std::string_view vocabulary_metadata = "### Metadata: ";

/// Reads the lines of a vocabulary file, and says where it is wrong.
class VocabularyReader {
 public:
  explicit VocabularyReader(const std::filesystem::path& path) : path_(path), reader_(path) {}

  std::vector<std::string> read() {
    read_header();
    std::vector<std::string> subwords;
    for (std::string line; reader_.next(line);) subwords.push_back(unquote(line));
    if (subwords.empty()) throw FileError(path_, "expected subwords after the header, found none");
    return subwords;
  }

 private:
  /// Looks at as many bytes as the first line must have before it reads a line: the file may be anything.
  void read_header() {
    std::string line;
    if (!reader_.next_is(vocabulary_header) || !reader_.next(line) || !line.empty())
      reader_.fail(1, concat("expected '", vocabulary_header, "': not a subword vocabulary"));
    if (!reader_.next(line) || !line.starts_with(vocabulary_metadata))
      reader_.fail(concat("expected '", vocabulary_metadata, "...'"));
  }

  std::string unquote(const std::string& line) {
    const bool quoted = line.size() >= 2 && line.front() == '\'' && line.back() == '\'';
    if (!quoted) reader_.fail(concat("expected a subword in single quotes, given: ", excerpt(line)));
    std::string subword = line.substr(1, line.size() - 2);
    if (subword.empty()) reader_.fail("expected a subword in the quotes, given nothing");
    if (!utf8::is_valid(subword)) reader_.fail("expected a subword in UTF-8, given other bytes");
    const auto [place, is_new] = lines_.try_emplace(subword, reader_.line());
    if (!is_new) reader_.fail(concat("the subword '", subword, "' stands on line ", place->second, " already"));
    return subword;
  }

  static std::string excerpt(const std::string& line) {
    constexpr std::size_t enough = 60;
    return line.size() <= enough ? line : line.substr(0, enough) + "...";
  }

  std::filesystem::path path_;
  detail::LineReader reader_;
  std::unordered_map<std::string, std::size_t> lines_;  // where each subword stands
};

/// Reads a vocabulary file. Throws FileError, naming the line, for one that is something else, holds no subword, one
/// twice, or one that is empty, not in quotes or not UTF-8.
inline std::vector<std::string> read_vocabulary(const std::filesystem::path& path) {
  return VocabularyReader{path}.read();
}

/// Writes a vocabulary file. Throws std::invalid_argument for subwords the format cannot hold: none, or one with a line
/// break in it; FileError when it cannot be written, in which case nothing is left behind.
inline void write_vocabulary(const std::filesystem::path& path, const std::vector<std::string>& subwords) {
  detail::check_lines("write_vocabulary", "subword", subwords);
  std::string text = concat(vocabulary_header, '\n', vocabulary_metadata, "{}\n");
  for (const auto& subword : subwords) text += concat('\'', subword, "'\n");
  write_atomically(path, text);
}

}  // namespace weft::text
