// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <doctest/doctest.h>

#include <weft/core/detail/exact_text.hpp>
#include <weft/data/readers/detail/parse_number.hpp>

#include "core/detail/foreign_locale.hpp"
#include "golden/formula.hpp"

namespace {

using weft::detail::parse_number;

template <class Number> std::string problem(std::string_view text) {
  Number number = 0;
  const char* given = parse_number(text, number);
  return given == nullptr ? "none" : given;
}

template <class Number> Number parsed(std::string_view text) {
  Number number = 77;
  REQUIRE_MESSAGE(parse_number(text, number) == nullptr, text);
  return number;
}

const std::vector<std::string> no_numbers = {
    "",  " ",  "x",  "1x", "x1",  "1 2",   "1,5",  "1.5.2", "--1", "+-1",   "-+1", "++1", "+",   "-",
    ".", "-.", "e5", "1e", "1e+", "1e1.5", "0x10", "1f",    "1_0", "1e5 x", "\n1", "1\r", "- 1", ".e1"};

}  // namespace

TEST_CASE("numbers are read exactly") {
  CHECK(parsed<double>("0.1") == 0.1);
  CHECK(parsed<float>("0.1") == 0.1F);
  CHECK(parsed<double>("-1.5e-3") == -0.0015);
  CHECK(parsed<double>("5.") == 5);
  CHECK(parsed<double>(".5") == 0.5);
  CHECK(parsed<double>("1E+2") == 100);
  CHECK(parsed<double>("00012") == 12);
  CHECK(weft::concat(parsed<double>("-0")) == "-0");
  CHECK(parsed<int>("-42") == -42);
  // Through double it would be rounded twice, to 1 + 2^-23.
  CHECK(parsed<float>("1.00000005960464477539062500001") == 1 + 0x1p-23F);
  CHECK(parsed<float>("1.000000059604644775390625") == 1);
}

TEST_CASE("any double reads back from its shortest text") {
  for (std::uint32_t k = 0; k < 2000; ++k) {
    const double number = weft::golden::number(1, k, 1) * std::pow(10, weft::golden::mix(2, k) % 600 / 2.0 - 150);
    CHECK(parsed<double>(weft::detail::exact_text(number)) == number);
  }
}

TEST_CASE("spaces and tabs around a number and a plus before it are no part of it") {
  CHECK(parsed<double>(" 1.5\t") == 1.5);
  CHECK(parsed<double>("+1.5") == 1.5);
  CHECK(parsed<int>("\t +3 ") == 3);
}

TEST_CASE("what is no number is refused") {
  for (const std::string& text : no_numbers) {
    CHECK_MESSAGE(problem<double>(text) == "is not a number", text);
    CHECK_MESSAGE(problem<float>(text) == "is not a number", text);
    CHECK_MESSAGE(problem<int>(text) == "is not a whole number", text);
  }
  for (const char* text : {"1.0", "1e2", "1."}) CHECK(problem<int>(text) == "is not a whole number");
}

TEST_CASE("numbers that are not finite are refused") {
  for (const char* text : {"nan", "NaN", "-nan", "inf", "-inf", "Infinity"})
    CHECK(problem<double>(text).starts_with("is not a "));
}

TEST_CASE("numbers out of the type's range are refused, and those next to 0 are rounded") {
  CHECK(parsed<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(problem<double>("1.8e308") == "is out of the range of a double");
  CHECK(problem<double>("-1e999999") == "is out of the range of a double");
  CHECK(problem<float>("3.5e38") == "is out of the range of a float");
  CHECK(problem<int>("2147483648") == "is out of the range of an int");
  CHECK(problem<int>("-99999999999999999999") == "is out of the range of an int");
  CHECK(parsed<double>("5e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(parsed<double>("1e-999") == 0);
  CHECK(weft::concat(parsed<double>("-1e-999")) == "-0");
  CHECK(parsed<float>("1e-45") == std::numeric_limits<float>::denorm_min());
  CHECK(parsed<float>("1e-50") == 0);
}

TEST_CASE("numbers are read alike in any locale") {
  const weft::testing::ForeignLocale commas;
  CHECK(parsed<double>("1234.5") == 1234.5);
  CHECK(parsed<double>("1e-999") == 0);
  CHECK(problem<double>("1,5") == "is not a number");
}

TEST_CASE("streams, for standard libraries without std::from_chars, read the same") {
  double number = 0;
  for (const std::string& text : no_numbers)
    CHECK_MESSAGE(weft::detail::parse_by_stream(weft::detail::number_text(text), number) == std::errc::invalid_argument,
                  text);
  for (const char* text : {"nan", "inf", "infinity", "0x1p3"})
    CHECK(weft::detail::parse_by_stream(text, number) == std::errc::invalid_argument);
  for (const char* text : {"0.1", "-1.5e-3", "5.", ".5", "1E+2", "5e-324", "1.7976931348623157e308", "-0"}) {
    CHECK(weft::detail::parse_by_stream(text, number) == std::errc{});
    CHECK_MESSAGE(number == parsed<double>(text), text);
  }
  CHECK(weft::detail::parse_by_stream("1e999", number) == std::errc::result_out_of_range);
}
