// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <locale>
#include <sstream>
#include <stdexcept>
#include <string>

namespace weft {

/// Something is wrong with a file or a folder: the message begins with its path and says what was expected there.
/// Misuse of a function is a std::invalid_argument instead.
class FileError : public std::runtime_error {
 public:
  FileError(const std::filesystem::path& path, const std::string& problem)
      : std::runtime_error(path.string() + ": " + problem), path_(path) {}

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// The parts written one after another, as a stream would: concat("expected ", 3, ", given ", 4).
template <class... Parts> std::string concat(const Parts&... parts) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  static_cast<void>((text << ... << parts));  // there may be none
  return std::move(text).str();
}

/// Throws std::invalid_argument with the parts as its message, unless the condition holds.
template <class... Parts> void require(bool condition, const Parts&... message) {
  if (!condition) throw std::invalid_argument(concat(message...));
}

}  // namespace weft
