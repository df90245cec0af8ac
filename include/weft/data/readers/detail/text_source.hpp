// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>

namespace weft {

/// What becomes of the lines of a file that have nothing in them.
enum class EmptyLines { refused, skipped };

}  // namespace weft

namespace weft::detail {

/// A set of bytes, to look for several of them at once.
class ByteSet {
 public:
  explicit ByteSet(std::string_view bytes) {
    for (const char byte : bytes) has_[static_cast<std::uint8_t>(byte)] = true;
  }
  [[nodiscard]] bool contains(char byte) const { return has_[static_cast<std::uint8_t>(byte)]; }

 private:
  std::array<bool, 256> has_{};
};

/// The bytes of a text file or of a stream, read block by block, so that a file may be larger than memory. Knows the
/// line that it is at, from 1. A byte order mark of UTF-8 at the beginning is skipped, one of UTF-16 is refused.
class TextSource {
 public:
  explicit TextSource(const std::filesystem::path& path)
      : path_(path),
        file_(std::make_unique<std::ifstream>(in_classic_locale<std::ifstream>(path, std::ios::binary))),
        stream_(file_.get()) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    if (is_folder || !*stream_) fail(concat("cannot be read: ", is_folder ? "a folder" : reason()));
    begin();
  }

  /// The stream must outlive this; `name` stands for its path in messages.
  TextSource(std::istream& stream, std::filesystem::path name) : path_(std::move(name)), stream_(&stream) {
    if (stream.fail()) fail("cannot be read: the stream has failed before");
    begin();
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::size_t line() const { return line_; }

  [[nodiscard]] bool at_end() { return at_ == size_ && !refill(); }
  [[nodiscard]] bool is_next(char byte) { return !at_end() && block_[at_] == byte; }

  /// Steps over the next byte if it is this one.
  bool skip(char byte) {
    if (!is_next(byte)) return false;
    line_ += byte == '\n' ? 1 : 0;
    ++at_;
    return true;
  }

  /// Appends the bytes up to one of `stops`, the block's end or the file's. Returns false when there was nothing to
  /// append.
  bool take_until(const ByteSet& stops, std::string& text) {
    if (at_end()) return false;
    const char *begin = block_.data() + at_, *end = block_.data() + size_;
    const char* stop = std::find_if(begin, end, [&stops](char byte) { return stops.contains(byte); });
    text.append(begin, stop);
    line_ += static_cast<std::size_t>(std::count(begin, stop, '\n'));
    at_ += static_cast<std::size_t>(stop - begin);
    return stop != begin;
  }

  [[noreturn]] void fail(const std::string& problem) const { throw FileError(path_, problem); }
  [[noreturn]] void fail(std::size_t line, const std::string& problem) const {
    fail(concat("line ", line, ": ", problem));
  }

 private:
  static std::string reason() {
    return errno == 0 ? "the system gives no reason" : std::generic_category().message(errno);
  }

  void begin() {
    refill();
    const std::string_view first{block_.data(), size_};
    if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF")) fail("the text is UTF-16; expected UTF-8");
    if (first.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool refill() {
    errno = 0;
    at_ = size_ = 0;
    if (stream_->eof()) return false;
    stream_->read(block_.data(), static_cast<std::streamsize>(block_.size()));
    if (stream_->bad()) fail(concat("cannot be read: ", reason()));
    size_ = static_cast<std::size_t>(stream_->gcount());
    return size_ > 0;
  }

  std::filesystem::path path_;
  std::unique_ptr<std::ifstream> file_;  // where this opened it
  std::istream* stream_;
  std::vector<char> block_ = std::vector<char>(std::size_t{1} << 16);
  std::size_t at_ = 0, size_ = 0, line_ = 1;
};

/// The beginning of a text, in quotes, for a message.
inline std::string quoted_start(std::string_view text) {
  constexpr std::size_t enough = 60;
  return concat('"', text.substr(0, enough), text.size() > enough ? "...\"" : "\"");
}

/// Names in a message: "a", "b", "c". No more than a reader looks through.
inline std::string name_list(const std::vector<std::string>& names) {
  constexpr std::size_t enough = 40;
  std::string text;
  for (std::size_t k = 0; k < (std::min)(names.size(), enough); ++k)
    text += (k == 0 ? "" : ", ") + quoted_start(names[k]);
  if (names.size() > enough) text += concat(" and ", names.size() - enough, " more");
  return text;
}

}  // namespace weft::detail
