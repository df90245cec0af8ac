// SPDX-License-Identifier: MIT
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/json_lines.hpp>

#include "data/readers/complaint.hpp"
#include "text/temporary_folder.hpp"

namespace {

using nlohmann::json;
using weft::EmptyLines;
using weft::JsonLinesReader;
using weft::LabelNumbering;
using Strings = std::vector<std::string>;

std::vector<json> objects(const std::string& text, const weft::JsonLinesOptions& options = {}) {
  std::istringstream stream(text);
  JsonLinesReader reader{stream, options};
  std::vector<json> objects;
  for (json object; reader.next(object);) objects.push_back(object);
  return objects;
}

std::string complaint(const std::string& text, const weft::JsonLinesOptions& options = {}) {
  return weft::testing::complaint("JSON lines", [&] { objects(text, options); });
}

/// What reading texts and labels of a file complains about.
std::string complaint_of(const std::string& text, const weft::TextFields& fields = {}) {
  const TemporaryFolder folder;
  const auto path = folder.write("t.jsonl", text);
  return weft::testing::complaint(path, [&] { (void)weft::read_labeled_json_lines(path, fields); });
}

}  // namespace

TEST_CASE("each line is an object") {
  const std::vector<json> expected{json{{"a", 1}}, json{{"b", {1.5, "x\ny"}}}, json::object()};
  const std::string first = "{\"a\": 1}", second = " {\"b\":[1.5,\"x\\ny\"]} ", third = "{}";
  for (const std::string end : {"\n", "\r\n"}) {
    CHECK(objects(first + end + second + end + third + end) == expected);
    CHECK(objects("\xEF\xBB\xBF" + first + end + second + end + third) == expected);
  }
  CHECK(objects("").empty());
}

TEST_CASE("an empty line is refused or skipped") {
  CHECK(complaint("{}\n\n{}\n") == ": line 2: an empty line; expected a JSON object");
  CHECK(complaint("{}\n \t\r\n") == ": line 2: an empty line; expected a JSON object");
  CHECK(objects("\n{}\n \r\n{}\n\n", {.empty_lines = EmptyLines::skipped}).size() == 2);
}

TEST_CASE("what is no object is refused with its line") {
  CHECK(complaint("{}\n[1]\n") == ": line 2: expected a JSON object, given: array");
  CHECK(complaint("3") == ": line 1: expected a JSON object, given: number");
  CHECK(complaint("{}\n{\"a\" 1}\n") == ": line 2: not JSON, at byte 6");
  CHECK(complaint("{}\n{\"a\": 1}{}\n").starts_with(": line 2: not JSON, at byte "));
  CHECK(complaint("{\n}").starts_with(": line 1: not JSON, at byte "));
  CHECK(complaint("{\"a\": \"\xE9\"}").starts_with(": line 1: not JSON, at byte "));
  CHECK(complaint(std::string{"{}\0x", 4}) == ": line 1: not JSON: a zero byte at byte 3");
  CHECK(complaint("{\"a\": 1e999}") == ": line 1: a number is out of the range of a double");
}

TEST_CASE("a line longer than max_line_bytes is refused") {
  CHECK(objects("{\"a\":1}\n", {.max_line_bytes = 7}).size() == 1);
  CHECK(complaint("{}\n{\"a\":1}\n", {.max_line_bytes = 6}) ==
        ": line 2: the line has more than 6 bytes, max_line_bytes");
}

TEST_CASE("lines of several blocks are read, and numbered") {
  const std::string long_text(200'000, 'x');
  std::istringstream stream("{\"a\":\"" + long_text + "\"}\n{\"a\":\"b\"}");
  JsonLinesReader reader{stream};
  json object;
  REQUIRE(reader.next(object));
  CHECK(reader.line() == 1);
  CHECK(reader.field(object, "a") == long_text);
  REQUIRE(reader.next(object));
  CHECK(reader.line() == 2);
  CHECK(reader.field(object, "a") == "b");
  CHECK(!reader.next(object));
}

TEST_CASE("a field that is not there is refused with a list of those that are") {
  std::istringstream stream("{\"a\": 1, \"b\": 2}\n{}\n");
  JsonLinesReader reader{stream};
  json object;
  REQUIRE(reader.next(object));
  CHECK(weft::testing::complaint("JSON lines", [&] { (void)reader.field(object, "c"); }) ==
        ": line 1: there is no field \"c\"; there are 2: \"a\", \"b\"");
  REQUIRE(reader.next(object));
  CHECK(weft::testing::complaint("JSON lines", [&] { (void)reader.field(object, "c"); }) ==
        ": line 2: there is no field \"c\"; there are 0");
}

TEST_CASE("texts and labels are read in one call") {
  const TemporaryFolder folder;
  const auto path = folder.write("r.jsonl",
                                 "{\"stars\": 5, \"review\": \"good\"}\n{\"review\": \"\\u00e9\", \"stars\": -1}\n"
                                 "{\"stars\": \"5\", \"review\": \"\"}\n");
  const auto numbers = weft::read_labeled_json_lines(path, {.text = "review", .label = "stars"});
  CHECK(numbers.texts == Strings{"good", "\u00E9", ""});
  CHECK(numbers.labels == std::vector<int>{5, -1, 5});
  CHECK(numbers.label_names.empty());
  const auto named = weft::read_labeled_json_lines(
      path, {.text = "review", .label = "stars", .labels = {LabelNumbering::alphabetical}});
  CHECK(named.labels == std::vector<int>{1, 0, 1});
  CHECK(named.label_names == Strings{"-1", "5"});
}

TEST_CASE("true and false are names of labels") {
  const TemporaryFolder folder;
  const auto path = folder.write("r.jsonl", "{\"text\":\"a\",\"label\":true}\n{\"text\":\"b\",\"label\":false}\n");
  const auto read = weft::read_labeled_json_lines(path, {.labels = {.names = {"false", "true"}}});
  CHECK(read.labels == std::vector<int>{1, 0});
}

TEST_CASE("bad texts and labels are refused with their line") {
  const std::string good = "{\"text\":\"a\",\"label\":1}\n";
  CHECK(complaint_of(good + "{\"text\":1,\"label\":1}") == ": line 2: \"text\": expected a string, given: number");
  CHECK(complaint_of(good + "{\"text\":\"\",\"label\":1.0}") ==
        ": line 2: \"label\": expected a whole number or a string, given: 1.0");
  CHECK(complaint_of(good + "{\"text\":\"\",\"label\":null}") ==
        ": line 2: \"label\": expected a whole number or a string, given: null");
  CHECK(complaint_of(good + "{\"text\":\"\",\"label\":\"\"}") == ": line 2: \"label\": the label is empty");
  CHECK(complaint_of(good + "{\"text\":\"\",\"label\":3000000000}") ==
        ": line 2: \"label\": the label \"3000000000\" is out of the range of an int");
  CHECK(complaint_of(good + "{\"text\":\"\"}") == ": line 2: there is no field \"label\"; there are 1: \"text\"");
  CHECK(complaint_of(good, {.labels = {.names = {"0"}}}) ==
        ": line 1: \"label\": the label \"1\" is unknown; expected one of \"0\"");
}
