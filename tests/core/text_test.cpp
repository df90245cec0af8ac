// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <regex>

#include <weft/core/text.hpp>

#include "core/detail/foreign_locale.hpp"

TEST_CASE("a number is written with the digits asked for, rounded") {
  CHECK(weft::fixed_text(0.12345, 4) == "0.1235");
  CHECK(weft::fixed_text(2, 0) == "2");
  CHECK(weft::fixed_text(-1234567.5, 1) == "-1234567.5");
  CHECK(weft::fixed_text(1e300, 0).size() == 301);
  CHECK(weft::fixed_text(std::numeric_limits<double>::infinity(), 4) == "inf");
}

TEST_CASE("neither numbers nor streams depend on the program's locale") {
  const weft::testing::ForeignLocale foreign;
  REQUIRE((std::ostringstream() << 1234.5).str() == "1.234,5");
  CHECK(weft::fixed_text(1234.5, 2) == "1234.50");
  auto out = weft::in_classic_locale<std::ostringstream>();
  out << 1234567 << ' ' << 0.5;
  CHECK(out.str() == "1234567 0.5");
  auto in = weft::in_classic_locale<std::istringstream>("1234.5 2,000");
  double first = 0, second = 0;
  in >> first >> second;
  CHECK(first == 1234.5);
  CHECK(second == 2);
}

/// Found by reading the sources: a stream that is made, and functions that read or write numbers as C's locale does.
TEST_CASE("no header, example or benchmark makes a stream or a number's text in any other way") {
  const std::regex stream(R"(\b[io]?(string|f)stream\b(?!>|&| \w+_( =|;)))"),
      number(R"(\b(v?[sf]?n?printf|sto(d|f|ld|i|l|ul|ll|ull)|strto\w+|ato[fil]+|(put|get)_(time|money))\()");
  const std::filesystem::path root = std::filesystem::path(__FILE__).parent_path() / "../..";
  int files = 0;
  for (const char* folder : {"include", "examples", "bench"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      ++files;
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        const std::string code = line.substr(0, line.find("//"));
        const bool found =
            !code.starts_with("#include") && (std::regex_search(code, stream) || std::regex_search(code, number));
        CHECK_MESSAGE(!found, entry.path().string(), ": ", line);
      }
    }
  CHECK(files > 100);
}
