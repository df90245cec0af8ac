// SPDX-License-Identifier: MIT
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/line_file.hpp>

#include "text/temporary_folder.hpp"

namespace {

using Strings = std::vector<std::string>;

Strings lines_of(const std::filesystem::path& path) {
  weft::detail::LineReader reader{path};
  Strings lines;
  for (std::string line; reader.next(line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("Lines are read without their ends, and the last may lack its own") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.write("a", "one\ntwo\n\nfour\n")) == Strings{"one", "two", "", "four"});
  CHECK(lines_of(folder.write("a", "one\r\nt\rwo")) == Strings{"one", "two"});
  CHECK(lines_of(folder.write("a", "\n")) == Strings{""});
  CHECK(lines_of(folder.write("a", "")).empty());
}

TEST_CASE("A reader's error names the line that was read last, or another") {
  const TemporaryFolder folder;
  const auto path = folder.write("a", "one\ntwo\n");
  weft::detail::LineReader reader{path};
  std::string line;
  CHECK(reader.next(line));
  CHECK(reader.next(line));
  CHECK(reader.line() == 2);
  CHECK_THROWS_WITH_AS(reader.fail("wrong"), (path.string() + ": line 2: wrong").c_str(), weft::FileError);
  CHECK_THROWS_WITH_AS(reader.fail(7, "wrong"), (path.string() + ": line 7: wrong").c_str(), weft::FileError);
}

TEST_CASE("What a file begins with can be asked before a line is read") {
  const TemporaryFolder folder;
  const auto path = folder.write("a", "one two\nthree");
  std::string line;
  weft::detail::LineReader reader{path};
  CHECK(reader.next_is("one "));
  CHECK(reader.next(line));
  CHECK(line == "two");
  CHECK_FALSE(weft::detail::LineReader{path}.next_is("two"));
  CHECK_FALSE(weft::detail::LineReader{path}.next_is("one two\nthree and more"));
}

TEST_CASE("A path that cannot be read is refused") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(weft::detail::LineReader{folder.path()},
                       (folder.path().string() + ": cannot be read: a folder").c_str(), weft::FileError);
  const auto missing = folder / "missing";
  CHECK_THROWS_WITH_AS(weft::detail::LineReader{missing},
                       (missing.string() + ": cannot be read: No such file or directory").c_str(), weft::FileError);
}

TEST_CASE("Lines that a file cannot hold are refused") {
  using weft::detail::check_lines;
  CHECK_NOTHROW(check_lines("save", "word", {"a", "b\tc"}));
  CHECK_THROWS_WITH_AS(check_lines("save", "word", {}), "save: expected at least one word, given none",
                       std::invalid_argument);
  for (const char* broken : {"a\nb", "\r"}) {
    CHECK_THROWS_WITH_AS(check_lines("save", "word", {"a", broken}),
                         "save: word 2 has a line break, which a vocabulary file cannot hold", std::invalid_argument);
  }
}
