// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>
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
  explicit VocabularyReader(const std::filesystem::path& path)
      : path_(path), file_(in_classic_locale<std::ifstream>(path, std::ios::binary)) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    if (is_folder || !file_) throw FileError(path, concat("cannot be read: ", is_folder ? "a folder" : reason()));
  }

  std::vector<std::string> read() {
    read_header();
    std::vector<std::string> subwords;
    for (std::string line; next(line);) subwords.push_back(unquote(line));
    if (file_.bad()) throw FileError(path_, concat("cannot be read: ", reason()));
    if (subwords.empty()) throw FileError(path_, "expected subwords after the header, found none");
    return subwords;
  }

 private:
  static std::string reason() { return std::generic_category().message(errno); }

  bool next(std::string& line) {
    ++line_;
    const bool there_is_one{std::getline(file_, line)};
    std::erase(line, '\r');
    return there_is_one;
  }

  /// Looks at as many bytes as the first line must have before it reads a line: the file may be anything.
  void read_header() {
    std::string line(vocabulary_header.size(), '\0');
    file_.read(line.data(), static_cast<std::streamsize>(line.size()));
    std::string rest;
    if (!file_ || line != vocabulary_header || !next(rest) || !rest.empty()) {
      line_ = 1;
      fail(concat("expected '", vocabulary_header, "': not a subword vocabulary"));
    }
    if (!next(line) || !line.starts_with(vocabulary_metadata)) fail(concat("expected '", vocabulary_metadata, "...'"));
  }

  std::string unquote(const std::string& line) {
    const bool quoted = line.size() >= 2 && line.front() == '\'' && line.back() == '\'';
    if (!quoted) fail(concat("expected a subword in single quotes, given: ", excerpt(line)));
    std::string subword = line.substr(1, line.size() - 2);
    if (subword.empty()) fail("expected a subword in the quotes, given nothing");
    if (!utf8::is_valid(subword)) fail("expected a subword in UTF-8, given other bytes");
    const auto [place, is_new] = lines_.try_emplace(subword, line_);
    if (!is_new) fail(concat("the subword '", subword, "' stands on line ", place->second, " already"));
    return subword;
  }

  static std::string excerpt(const std::string& line) {
    constexpr std::size_t enough = 60;
    return line.size() <= enough ? line : line.substr(0, enough) + "...";
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw FileError(path_, concat("line ", line_, ": ", problem));
  }

  std::filesystem::path path_;
  std::ifstream file_;
  std::size_t line_ = 0;
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
  throw_unless(!subwords.empty(), "write_vocabulary: expected at least one subword, given none");
  for (std::size_t i = 0; i < subwords.size(); ++i) {
    throw_unless(subwords[i].find_first_of("\r\n") == std::string::npos, "write_vocabulary: subword ", i + 1,
                 " has a line break, which a vocabulary file cannot hold");
  }
  std::string text = concat(vocabulary_header, '\n', vocabulary_metadata, "{}\n");
  for (const auto& subword : subwords) text += concat('\'', subword, "'\n");
  AtomicFile file{path};
  file.write(std::as_bytes(std::span{text}));
  file.commit();
}

}  // namespace weft::text
