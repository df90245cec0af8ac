// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/core/text.hpp>

namespace weft::detail {

/// Reads a file line by line and counts the lines, so that an error can name one. A carriage return counts for nothing,
/// wherever it stands: TensorFlow skips it where it reads lines.
class LineReader {
 public:
  /// Throws FileError when the path cannot be read or is a folder.
  explicit LineReader(const std::filesystem::path& path)
      : path_(path), file_(in_classic_locale<std::ifstream>(path, std::ios::binary)) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    if (is_folder || !file_) throw FileError(path, concat("cannot be read: ", is_folder ? "a folder" : reason()));
  }

  /// Reads the next line; false at the end of the file.
  bool next(std::string& line) {
    ++line_;
    const bool there_is_one{std::getline(file_, line)};
    if (file_.bad()) throw FileError(path_, concat("cannot be read: ", reason()));
    std::erase(line, '\r');
    return there_is_one;
  }

  /// Whether the next bytes are these: looks at no more than that, where a line of any length may follow.
  bool next_is(std::string_view expected) {
    std::string bytes(expected.size(), '\0');
    file_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file_ && bytes == expected;
  }

  /// How many lines were read.
  [[nodiscard]] std::size_t line() const { return line_; }

  [[noreturn]] void fail(std::string_view problem) const { fail(line_, problem); }
  [[noreturn]] void fail(std::size_t line, std::string_view problem) const {
    throw FileError(path_, concat("line ", line, ": ", problem));
  }

 private:
  static std::string reason() { return std::generic_category().message(errno); }

  std::filesystem::path path_;
  std::ifstream file_;
  std::size_t line_ = 0;
};

/// Throws std::invalid_argument, in the name of a function, for lines that a file could not hold: none, or one with a
/// line break in it.
inline void check_lines(std::string_view function, std::string_view kind, const std::vector<std::string>& lines) {
  throw_unless(!lines.empty(), function, ": expected at least one ", kind, ", given none");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    throw_unless(lines[i].find_first_of("\r\n") == std::string::npos, function, ": ", kind, " ", i + 1,
                 " has a line break, which a vocabulary file cannot hold");
  }
}

}  // namespace weft::detail
