// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/error.hpp>

TEST_CASE("concat writes its parts one after another") {
  CHECK(weft::concat() == "");
  CHECK(weft::concat("expected ", 3, ", given ", 4.5, '!', std::string(" so")) == "expected 3, given 4.5! so");
  const char* const pointer = "pointer";
  const char array[] = "array";
  CHECK(weft::concat(pointer, ' ', array, ' ', std::string_view("view")) == "pointer array view");
}

TEST_CASE("require throws the parts of its message when the condition does not hold") {
  CHECK_NOTHROW(weft::throw_unless(true, "never"));
  CHECK_THROWS_WITH_AS(weft::throw_unless(false, "units is ", 0, "; expected at least ", 1),
                       "units is 0; expected at least 1", std::invalid_argument);
}

TEST_CASE("a FileError says which file and what is wrong with it") {
  const weft::FileError error("folder/words.txt", "line 3 is empty");
  CHECK(std::string(error.what()) == "folder/words.txt: line 3 is empty");
  CHECK(error.path() == "folder/words.txt");
  CHECK_THROWS_AS(throw error, std::runtime_error);
}
