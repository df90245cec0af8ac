// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cctype>
#include <iterator>

#include "errors_table.hpp"

namespace {

using namespace weft::testing;

/// The file whose name begins with the heading's first word; empty if there is none.
std::string test_of(const std::string& heading) {
  std::string name = heading.substr(0, heading.find(' ')) + "_misuse_test.cpp";
  name[0] = static_cast<char>(std::tolower(name[0]));
  std::ifstream file(misuse_folder() / name);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("each section of docs/errors.md has a test that compares its rows") {
  const std::vector<ErrorSection> sections = errors_page();
  CHECK(sections.size() > 1);
  for (const ErrorSection& section : sections)
    CHECK_MESSAGE(test_of(section.heading).find('"' + section.heading + '"') != std::string::npos, section.heading);
}
