// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/detail/text_source.hpp>

#include "data/readers/complaint.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::detail::ByteSet;
using weft::detail::TextSource;
using weft::testing::complaint;

/// A disk that fails after some bytes.
class Failing : public std::streambuf {
 public:
  explicit Failing(std::string text) : text_(std::move(text)) {
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 protected:
  int_type underflow() override { throw std::runtime_error("the disk is gone"); }

 private:
  std::string text_;
};

std::string rest_of(TextSource& source) {
  std::string text;
  while (source.take_until(ByteSet{""}, text)) continue;
  return text;
}

}  // namespace

TEST_CASE("a source gives the bytes up to a stop, and counts lines") {
  std::istringstream stream("ab;c\nd\n\ne");
  TextSource source{stream, "text"};
  std::string text;
  CHECK(source.line() == 1);
  CHECK(source.take_until(ByteSet{";|"}, text));
  CHECK(text == "ab");
  CHECK(!source.take_until(ByteSet{";|"}, text));
  CHECK(!source.skip('|'));
  CHECK(source.is_next(';'));
  CHECK(source.skip(';'));
  CHECK(source.take_until(ByteSet{"\n"}, text));
  CHECK(text == "abc");
  CHECK(source.line() == 1);
  CHECK(source.skip('\n'));
  CHECK(source.line() == 2);
  CHECK(!source.at_end());
  CHECK(source.take_until(ByteSet{"e"}, text));
  CHECK(text == "abcd\n\n");
  CHECK(source.line() == 4);
  CHECK(source.skip('e'));
  CHECK(source.at_end());
  CHECK(!source.is_next('e'));
  CHECK(!source.skip('e'));
}

TEST_CASE("a source has all bytes of a text of several blocks") {
  std::string given;
  for (int k = 0; given.size() < 300'000; ++k) given += std::to_string(k) + (k % 7 == 0 ? "\n" : std::string{'\0'});
  std::istringstream stream(given);
  TextSource source{stream, "text"};
  CHECK(rest_of(source) == given);
  CHECK(source.line() == 1 + static_cast<std::size_t>(std::count(given.begin(), given.end(), '\n')));
}

TEST_CASE("a source skips the byte order mark of UTF-8, at the beginning alone") {
  std::istringstream stream("\xEF\xBB\xBF\xEF\xBB\xBFx");
  TextSource source{stream, "text"};
  CHECK(rest_of(source) == "\xEF\xBB\xBFx");
  std::istringstream mark_alone("\xEF\xBB\xBF"), none("");
  CHECK(TextSource(mark_alone, "text").at_end());
  CHECK(TextSource(none, "text").at_end());
}

TEST_CASE("a source refuses UTF-16, and names the file") {
  const TemporaryFolder folder;
  for (const char* mark : {"\xFF\xFE", "\xFE\xFF"}) {
    const auto path = folder.write("wide.csv", std::string{mark} + "a");
    CHECK(complaint(path, [&] { TextSource{path}; }) == ": the text is UTF-16; expected UTF-8");
  }
}

TEST_CASE("a source refuses what cannot be read") {
  const TemporaryFolder folder;
  const auto missing = folder / "missing.csv";
  CHECK(complaint(missing, [&] { TextSource{missing}; }) == ": cannot be read: No such file or directory");
  CHECK(complaint(folder.path(), [&] { TextSource{folder.path()}; }) == ": cannot be read: a folder");
  std::istringstream failed("a");
  failed.setstate(std::ios::failbit);
  CHECK(complaint("given", [&] { TextSource(failed, "given"); }) == ": cannot be read: the stream has failed before");
}

TEST_CASE("a source says when reading fails on the way") {
  Failing disk(std::string(70'000, 'x'));
  std::istream stream(&disk);
  TextSource source{stream, "disk"};
  CHECK(complaint("disk", [&] { rest_of(source); }).starts_with(": cannot be read: "));
}

TEST_CASE("a source that was moved goes on where it was") {
  const TemporaryFolder folder;
  TextSource first{folder.write("text.csv", "a\nb\nc")};
  std::string text;
  first.take_until(ByteSet{"b"}, text);
  TextSource second{std::move(first)};
  CHECK(second.line() == 2);
  CHECK(rest_of(second) == "b\nc");
}

TEST_CASE("messages show the beginning of long texts and of long lists") {
  CHECK(weft::detail::quoted_start("weft") == "\"weft\"");
  CHECK(weft::detail::quoted_start(std::string(60, 'x')) == "\"" + std::string(60, 'x') + "\"");
  CHECK(weft::detail::quoted_start(std::string(61, 'x')) == "\"" + std::string(60, 'x') + "...\"");
  CHECK(weft::detail::name_list({}).empty());
  CHECK(weft::detail::name_list({"a", "b"}) == "\"a\", \"b\"");
  CHECK(weft::detail::name_list(std::vector<std::string>(42, "a")).ends_with("\"a\", \"a\" and 2 more"));
}
