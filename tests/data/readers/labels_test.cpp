// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/labels.hpp>

namespace {

using weft::ClassLabels;
using weft::LabelNumbering;
using weft::LabelOptions;
using weft::detail::LabelEncoder;
using Strings = std::vector<std::string>;

ClassLabels encoded(const Strings& texts, const LabelOptions& options = {}) {
  LabelEncoder encoder{options};
  for (const std::string& text : texts) {
    const std::string problem = encoder.add(text);
    REQUIRE_MESSAGE(problem.empty(), problem);
  }
  return std::move(encoder).finish();
}

std::string problem(const std::string& text, const LabelOptions& options = {}) {
  return LabelEncoder{options}.add(text);
}

}  // namespace

TEST_CASE("labels as given are whole numbers, without names") {
  const ClassLabels labels = encoded({"3", "-1", " 0", "+7"});
  CHECK(labels.labels == std::vector<int>{3, -1, 0, 7});
  CHECK(labels.names.empty());
  CHECK(problem("1.5") == "the label \"1.5\" is not a whole number");
  CHECK(problem("pos") == "the label \"pos\" is not a whole number");
  CHECK(problem("9999999999") == "the label \"9999999999\" is out of the range of an int");
}

TEST_CASE("names are numbered in the order in which they appear") {
  const ClassLabels labels = encoded({"pos", "neg", "pos", "Neg", "10"}, {LabelNumbering::by_appearance});
  CHECK(labels.labels == std::vector<int>{0, 1, 0, 2, 3});
  CHECK(labels.names == Strings{"pos", "neg", "Neg", "10"});
}

TEST_CASE("names are numbered in the order of the alphabet") {
  const ClassLabels labels = encoded({"pos", "neg", "pos", "Neg", "10", "9"}, {LabelNumbering::alphabetical});
  CHECK(labels.names == Strings{"10", "9", "Neg", "neg", "pos"});
  CHECK(labels.labels == std::vector<int>{4, 3, 4, 2, 0, 1});
}

TEST_CASE("given names keep their numbers, and other labels are refused") {
  for (const auto numbering : {LabelNumbering::as_given, LabelNumbering::by_appearance, LabelNumbering::alphabetical}) {
    const LabelOptions options{numbering, {"pos", "neg", "none"}};
    const ClassLabels labels = encoded({"neg", "pos", "neg"}, options);
    CHECK(labels.labels == std::vector<int>{1, 0, 1});
    CHECK(labels.names == options.names);
    CHECK(problem("Pos", options) == "the label \"Pos\" is unknown; expected one of \"pos\", \"neg\", \"none\"");
  }
}

TEST_CASE("an empty label is refused") {
  for (const char* text : {"", " ", "\t"}) {
    CHECK(problem(text) == "the label is empty");
    CHECK(problem(text, {LabelNumbering::by_appearance}) == "the label is empty");
  }
}

TEST_CASE("given names that are empty or there twice are refused") {
  CHECK_THROWS_WITH_AS(problem("a", {.names = {"a", ""}}), "LabelOptions: a name is empty", std::invalid_argument);
  CHECK_THROWS_WITH_AS(problem("a", {.names = {"a", "b", "a"}}), "LabelOptions: the name \"a\" is there twice",
                       std::invalid_argument);
}
