// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/token_file.hpp>

#include "text/temporary_folder.hpp"

namespace {

using Strings = std::vector<std::string>;
using weft::detail::read_tokens;
using weft::detail::write_tokens;

/// What reading a file with this content complains about, without the path.
std::string complaint(std::string_view content) {
  const TemporaryFolder folder;
  const auto path = folder.write("vocabulary.txt", content);
  try {
    read_tokens(path);
  } catch (const weft::FileError& error) {
    CHECK(error.path() == path);
    return std::string{error.what()}.substr(path.string().size());
  }
  return "none";
}

}  // namespace

TEST_CASE("A vocabulary is written with one token a line, and read back") {
  const TemporaryFolder folder;
  const Strings tokens = {"the", " ", "to be", "'", "\u00E9", "\xFF", "[UNK]", std::string{"a\0b", 3}};
  write_tokens(folder / "vocabulary.txt", tokens);
  CHECK(folder.read("vocabulary.txt") == "the\n \nto be\n'\n\u00E9\n\xFF\n[UNK]\n" + tokens.back() + "\n");
  CHECK(read_tokens(folder / "vocabulary.txt") == tokens);
}

TEST_CASE("The vocabulary of a saved Keras model is read without its first two lines") {
  const TemporaryFolder folder;
  const auto path = folder.write("vocabulary.txt", "\n[UNK]\nthe\nloom");
  CHECK(read_tokens(path) == Strings{"the", "loom"});
  CHECK(read_tokens(folder.write("vocabulary.txt", "[UNK]\r\nthe\r\n")) == Strings{"[UNK]", "the"});
}

TEST_CASE("A vocabulary without tokens, with an empty line or with a token twice is refused") {
  CHECK(complaint("") == ": expected tokens, one a line; found none");
  CHECK(complaint("\n[UNK]\n") == ": expected tokens, one a line; found none");
  CHECK(complaint("\nthe\n") == ": line 1: expected a token, given an empty line");
  CHECK(complaint("the\nloom\n\n") == ": line 3: expected a token, given an empty line");
  CHECK(complaint("\n[UNK]\nthe\n\n") == ": line 4: expected a token, given an empty line");
  CHECK(complaint("\n[UNK]\nthe\nloom\nthe\n") == ": line 5: the token 'the' stands on line 3 already");
}

TEST_CASE("Tokens that a file cannot hold are refused before anything is written") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(write_tokens(folder / "a", {}), "write_tokens: expected at least one token, given none",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(write_tokens(folder / "a", {"the", "\n"}),
                       "write_tokens: token 2 has a line break, which a vocabulary file cannot hold",
                       std::invalid_argument);
  CHECK(folder.size() == 0);
}
