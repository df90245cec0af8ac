// SPDX-License-Identifier: MIT
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/vocabulary_file.hpp>

#include "temporary_folder.hpp"

namespace {

using Strings = std::vector<std::string>;

const std::string header = "### SubwordTextEncoder\n### Metadata: {}\n";

/// What reading a file with this content complains about, without the path.
std::string complaint(std::string_view content) {
  const TemporaryFolder folder;
  const auto path = folder.write("bad.subwords", content);
  try {
    weft::text::read_vocabulary(path);
  } catch (const weft::FileError& error) {
    CHECK(error.path() == path);
    return std::string{error.what()}.substr(path.string().size());
  }
  return "none";
}

}  // namespace

TEST_CASE("A vocabulary file holds a header and a quoted subword a line") {
  const TemporaryFolder folder;
  weft::text::write_vocabulary(folder / "v.subwords", {"the_", "'", " ", "\u00E9_"});
  CHECK(folder.read("v.subwords") == header + "'the_'\n'''\n' '\n'\u00E9_'\n");
}

TEST_CASE("A vocabulary that was written is read back as it was") {
  const TemporaryFolder folder;
  const Strings subwords = {"the_", "'", "''", "\\&undsc", "\t", std::string{"a\0b", 3}, "\u0085", "\"", "### ", "\\n"};
  weft::text::write_vocabulary(folder / "v.subwords", subwords);
  CHECK(weft::text::read_vocabulary(folder / "v.subwords") == subwords);
}

TEST_CASE("A vocabulary file may lack its last line feed, and carriage returns count for nothing") {
  const TemporaryFolder folder;
  const auto path =
      folder.write("v.subwords", "### SubwordTextEncoder\r\n### Metadata: {}\r\n'the_'\r\n'loo\rm'\r\n'weft'");
  CHECK(weft::text::read_vocabulary(path) == Strings{"the_", "loom", "weft"});
}

TEST_CASE("A file that is no vocabulary is refused") {
  const auto not_one = ": line 1: expected '### SubwordTextEncoder': not a subword vocabulary";
  CHECK(complaint("") == not_one);
  CHECK(complaint("### Subword") == not_one);
  CHECK(complaint("### SubwordTextEncoder") == not_one);
  CHECK(complaint("### SubwordTextEncoders\n### Metadata: {}\n'a'\n") == not_one);
  CHECK(complaint(std::string(100, '\0')) == not_one);
  CHECK(complaint("### SubwordTextEncoder\n'the_'\n") == ": line 2: expected '### Metadata: ...'");
  CHECK(complaint("### SubwordTextEncoder\n") == ": line 2: expected '### Metadata: ...'");
}

TEST_CASE("A vocabulary file's error names the line") {
  CHECK(complaint(header) == ": expected subwords after the header, found none");
  const auto unquoted = ": line 4: expected a subword in single quotes, given: ";
  for (const std::string line : {"weft", "'weft", "weft'", "'", "\"weft\"", " 'weft'", ""}) {
    CHECK(complaint(header + "'warp'\n" + line + "\n") == unquoted + line);
  }
  CHECK(complaint(header + "'warp'\n" + std::string(1000, 'x')) == unquoted + std::string(60, 'x') + "...");
  CHECK(complaint(header + "'warp'\n''\n") == ": line 4: expected a subword in the quotes, given nothing");
  CHECK(complaint(header + "'caf\xE9'\n") == ": line 3: expected a subword in UTF-8, given other bytes");
  CHECK(complaint(header + "'warp'\n'weft'\n'warp'\n") == ": line 5: the subword 'warp' stands on line 3 already");
}

TEST_CASE("A file that is not there, or is a folder, is refused") {
  const TemporaryFolder folder;
  const auto missing = folder / "missing.subwords";
  CHECK_THROWS_WITH_AS(weft::text::read_vocabulary(missing),
                       (missing.string() + ": cannot be read: No such file or directory").c_str(), weft::FileError);
  std::filesystem::create_directory(folder / "folder");
  CHECK_THROWS_WITH_AS(weft::text::read_vocabulary(folder / "folder"),
                       ((folder / "folder").string() + ": cannot be read: a folder").c_str(), weft::FileError);
}

TEST_CASE("A vocabulary that cannot be written leaves nothing behind") {
  const TemporaryFolder folder;
  const auto missing = folder / "no such folder" / "v.subwords";
  CHECK_THROWS_WITH_AS(weft::text::write_vocabulary(missing, {"weft"}),
                       (missing.string() + ": cannot be written: No such file or directory").c_str(), weft::FileError);
  CHECK(folder.size() == 0);
  std::filesystem::create_directories(folder / "taken.subwords" / "inside");
  CHECK_THROWS_AS(weft::text::write_vocabulary(folder / "taken.subwords", {"weft"}), weft::FileError);
  CHECK(folder.size() == 1);
}

TEST_CASE("Writing over a vocabulary replaces it, and leaves no other file") {
  const TemporaryFolder folder;
  weft::text::write_vocabulary(folder / "v.subwords", {"warp", "weft"});
  weft::text::write_vocabulary(folder / "v.subwords", {"loom"});
  CHECK(weft::text::read_vocabulary(folder / "v.subwords") == Strings{"loom"});
  CHECK(folder.size() == 1);
}

TEST_CASE("Subwords the format cannot hold are refused before anything is written") {
  const TemporaryFolder folder;
  const auto path = folder / "v.subwords";
  CHECK_THROWS_WITH_AS(weft::text::write_vocabulary(path, {}),
                       "write_vocabulary: expected at least one subword, given none", std::invalid_argument);
  for (const char* broken : {"a\nb", "\r"}) {
    CHECK_THROWS_WITH_AS(weft::text::write_vocabulary(path, {"warp", broken}),
                         "write_vocabulary: subword 2 has a line break, which a vocabulary file cannot hold",
                         std::invalid_argument);
  }
  CHECK(folder.size() == 0);
}
