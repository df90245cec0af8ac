// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/csv_reader.hpp>

#include "allocations.hpp"
#include "data/readers/complaint.hpp"
#include "golden/formula.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::CsvOptions;
using weft::CsvReader;
using weft::CsvRow;
using weft::EmptyLines;
using weft::HeaderRow;
using weft::Index;
using weft::Quoting;
using Strings = std::vector<std::string>;
using Rows = std::vector<Strings>;

constexpr CsvOptions no_header{.header = HeaderRow::none};

Strings fields(const CsvRow& row) {
  Strings fields;
  for (Index k = 0; k < row.size(); ++k) fields.emplace_back(row[k]);
  return fields;
}

Rows rows(const std::string& text, const CsvOptions& options = no_header) {
  std::istringstream stream(text);
  CsvReader reader{stream, options};
  Rows rows;
  for (CsvRow row; reader.next(row);) rows.push_back(fields(row));
  return rows;
}

std::string complaint(const std::string& text, const CsvOptions& options = no_header) {
  return weft::testing::complaint("CSV", [&] { rows(text, options); });
}

/// As RFC 4180 writes a field; in quotes where that is needed, or asked for.
std::string written(const std::string& field, bool in_quotes) {
  if (!in_quotes && field.find_first_of(",\"\r\n") == field.npos) return field;
  std::string text = "\"";
  for (const char c : field) text += c == '"' ? "\"\"" : std::string{c};
  return text + "\"";
}

/// A text that repeats one line, and is nowhere as a whole.
class Repeated : public std::streambuf {
 public:
  Repeated(std::string line, int times) : line_(std::move(line)), left_(times) {}

 protected:
  int_type underflow() override {
    if (left_-- == 0) return traits_type::eof();
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_[0]);
  }

 private:
  std::string line_;
  int left_;
};

}  // namespace

TEST_CASE("rows are fields between delimiters, on lines that end with CRLF or LF") {
  const Rows expected{{"a", "bc"}, {"", "d e "}};
  for (const char* text : {"a,bc\n,d e \n", "a,bc\r\n,d e \r\n", "a,bc\n,d e ", "a,bc\r\n,d e ",
                           "\xEF\xBB\xBF"
                           "a,bc\r\n,d e \n"})
    CHECK_MESSAGE(rows(text) == expected, text);
  CHECK(rows("a\n") == Rows{{"a"}});
  CHECK(rows("a") == Rows{{"a"}});
  CHECK(rows("a,") == Rows{{"a", ""}});
  CHECK(rows(",") == Rows{{"", ""}});
  CHECK(rows("") == Rows{});
  CHECK(rows("\xEF\xBB\xBF") == Rows{});
}

TEST_CASE("a field in quotes may have delimiters, line breaks and doubled quotes") {
  CHECK(rows("\"a,b\",\"c\"\"d\"\n\"e\r\nf\",\"\n\"") == Rows{{"a,b", "c\"d"}, {"e\r\nf", "\n"}});
  CHECK(rows("\"\",\"\"\"\"\r\n") == Rows{{"", "\""}});
  CHECK(rows("\"a\rb\"\n") == Rows{{"a\rb"}});
  CHECK(rows("\xEF\xBB\xBF\"a\"\n") == Rows{{"a"}});
  CHECK(rows(std::string{"a\0b,c", 5}) == Rows{{std::string{"a\0b", 3}, "c"}});
}

TEST_CASE("any byte but a quote and a line break may be the delimiter") {
  CHECK(rows("a\tb,c\n\"d\te\"\tf", {.delimiter = '\t', .header = HeaderRow::none}) ==
        Rows{{"a", "b,c"}, {"d\te", "f"}});
  CHECK(rows("a;b", {.delimiter = ';', .header = HeaderRow::none}) == Rows{{"a", "b"}});
  CHECK(rows(std::string{"a\0b", 3}, {.delimiter = '\0', .header = HeaderRow::none}) == Rows{{"a", "b"}});
  for (const char delimiter : {'"', '\r', '\n'})
    CHECK_THROWS_WITH_AS(rows("a", {.delimiter = delimiter}),
                         "CsvReader: the delimiter is a quote or a line break; expected another character",
                         std::invalid_argument);
}

TEST_CASE("without quoting a quote is a character like any other") {
  const CsvOptions plain{.delimiter = '\t', .quoting = Quoting::none, .header = HeaderRow::none};
  CHECK(rows("\"a\tb\"c\n\"\t\"\"", plain) == Rows{{"\"a", "b\"c"}, {"\"", "\"\""}});
}

TEST_CASE("the header row gives the columns' names") {
  std::istringstream stream("text,\"the label\",\nx,1,y\n");
  CsvReader reader{stream};
  CHECK(reader.names() == Strings{"text", "the label", ""});
  CHECK(reader.columns() == 3);
  CHECK(reader.find("the label") == 1);
  CHECK(reader.find(2) == 2);
  CsvRow row;
  REQUIRE(reader.next(row));
  CHECK(fields(row) == Strings{"x", "1", "y"});
  CHECK(!reader.next(row));
  CHECK(row.size() == 0);
  CHECK(!reader.next(row));
  CHECK(weft::testing::complaint("CSV", [&] { (void)reader.find("label"); }) ==
        ": there is no column \"label\"; there are 3: \"text\", \"the label\", \"\"");
}

TEST_CASE("without a header row columns have places alone") {
  std::istringstream stream("x,1\ny,2\n");
  CsvReader reader{stream, no_header};
  CHECK(reader.names().empty());
  CHECK(reader.columns() == 2);
  CHECK(reader.find(1) == 1);
  CHECK(weft::testing::complaint("CSV", [&] { (void)reader.find(2); }) ==
        ": there is no column 2; there are 2, without names");
}

TEST_CASE("a header row alone is a file without rows, and a missing one is refused") {
  CHECK(rows("a,b", {}) == Rows{});
  CHECK(rows("a,b\r\n", {}) == Rows{});
  CHECK(complaint("", {}) == ": expected a header row, found nothing");
  CHECK(complaint("\n\n", {.empty_lines = EmptyLines::skipped}) == ": expected a header row, found nothing");
}

TEST_CASE("an empty line is a row of one empty field, is refused, or is skipped") {
  CHECK(rows("a\n\nb\n") == Rows{{"a"}, {""}, {"b"}});
  CHECK(complaint("a,b\nc,d\n\n") == ": line 3: an empty line; expected 2 as on line 1");
  const CsvOptions skipping{.header = HeaderRow::none, .empty_lines = EmptyLines::skipped};
  CHECK(rows("\n\r\na,b\n\nc,d\n\r\n\n", skipping) == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(rows("\n\n", skipping) == Rows{});
  CHECK(rows("a\n\"\"\n", skipping) == Rows{{"a"}, {""}});
}

TEST_CASE("a row with another number of fields is refused with its line and the first one's") {
  CHECK(complaint("a,b\nc\n") == ": line 2: the row has 1 fields; expected 2 as on line 1");
  CHECK(complaint("a,b\nc,d,e\n", {}) == ": line 2: the row has 3 fields; expected 2 as on line 1");
  CHECK(complaint("\"a\n\n\",b\n\"c\n\",d\ne\n") == ": line 6: the row has 1 fields; expected 2 as on line 1");
  CHECK(complaint("\n\na,b\nc,d\n\"\n\"", {.header = HeaderRow::none, .empty_lines = EmptyLines::skipped}) ==
        ": line 5: the row has 1 fields; expected 2 as on line 3");
}

TEST_CASE("quotes in wrong places are refused with the line") {
  CHECK(complaint("a\n\"b\nc,\n") == ": line 2: the quote that opens here is not closed");
  CHECK(complaint("a\n\"b\"\"") == ": line 2: the quote that opens here is not closed");
  CHECK(complaint("\"") == ": line 1: the quote that opens here is not closed");
  const auto behind = ": text behind a closing quote; expected a delimiter or the line's end";
  CHECK(complaint("a\n\"b\n\"c\n") == std::string(": line 3") + behind);
  CHECK(complaint("\"a\" ,b") == std::string(": line 1") + behind);
  const auto inside =
      ": a quote inside a field that does not begin with one; expected the field in quotes and this "
      "one doubled, or Quoting::none";
  CHECK(complaint("a,b\nc,d\"e\"") == std::string(": line 2") + inside);
  CHECK(complaint("a, \"b\"") == std::string(": line 1") + inside);
}

TEST_CASE("a carriage return that no line feed follows is refused outside of quotes") {
  for (const char* text : {"a\nb\rc", "a\nb\r", "a\n\r\r\n", "a\n\"b\"\rc"})
    CHECK(complaint(text) == ": line 2: a carriage return without a line feed outside of quotes");
}

TEST_CASE("a row longer than max_row_bytes is refused with the quote that may be open") {
  const CsvOptions short_rows{.header = HeaderRow::none, .max_row_bytes = 5};
  CHECK(rows("ab,c\n\"d\",ef\n", short_rows) == Rows{{"ab", "c"}, {"d", "ef"}});
  CHECK(complaint("a\nabcdefgh", short_rows) == ": line 2: the row has more than 5 bytes, max_row_bytes");
  CHECK(complaint(",,,,,,", short_rows) == ": line 1: the row has more than 5 bytes, max_row_bytes");
  CHECK(complaint("\"a\"\nb,\n", {.header = HeaderRow::none, .max_row_bytes = 2}) ==
        ": line 2: the row has more than 2 bytes, max_row_bytes");
  CHECK(complaint("a\n\"b\nc\nd\ne", short_rows) ==
        ": line 2: the row has more than 5 bytes, max_row_bytes; is the quote closed that opens on line 2?");
}

TEST_CASE("errors name the file, and a row the line that it begins on") {
  const TemporaryFolder folder;
  const auto path = folder.write("t.csv", "a\n\"b\n\n\"\nc\n\"");
  CsvReader reader{path, no_header};
  CHECK(reader.path() == path);
  CsvRow row;
  for (const std::size_t line : {1U, 2U, 5U}) {
    REQUIRE(reader.next(row));
    CHECK(row.line() == line);
  }
  CHECK(weft::testing::complaint(path, [&] { reader.next(row); }) ==
        ": line 6: the quote that opens here is not closed");
}

TEST_CASE("a field that is not there is refused") {
  std::istringstream stream("a,b");
  CsvReader reader{stream, no_header};
  CsvRow row;
  CHECK_THROWS_WITH_AS(row[0], "CsvRow: there is no field 0; there are 0", std::invalid_argument);
  REQUIRE(reader.next(row));
  CHECK_THROWS_WITH_AS(row[2], "CsvRow: there is no field 2; there are 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(row[-1], "CsvRow: there is no field -1; there are 2", std::invalid_argument);
}

TEST_CASE("rows are the same wherever the blocks of the file end") {
  const std::string tail = "\"x\"\"\r\n\"\"y\",\"\"\r\n\"\"\"\",z\r\na,b\r\n";
  const Rows expected{{"x\"\r\n\"y", ""}, {"\"", "z"}, {"a", "b"}};
  for (std::size_t before = 0; before <= tail.size() + 2; ++before) {
    const std::string first(65536 - 3 - before, 'f');
    Rows read = rows(first + ",g\n" + tail);
    REQUIRE(read.size() == 4);
    CHECK(read[0] == Strings{first, "g"});
    read.erase(read.begin());
    CHECK_MESSAGE(read == expected, before);
  }
}

TEST_CASE("any table reads back as it was written") {
  const Strings parts = {"a", "\xC3\xA9", ",", "\"", "\n", "\r\n", "\r", " ", "\t", "b c"};
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    std::uint32_t k = 0;
    const auto below = [&k, seed](std::size_t count) { return weft::golden::mix(seed, k++) % count; };
    const std::size_t columns = 1 + below(4);
    Rows table(below(6), Strings(columns));
    std::string text;
    for (Strings& row : table)
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t left = below(6); left > 0; --left) row[c] += parts[below(parts.size())];
        text += written(row[c], below(2) == 0) + (c + 1 < columns ? "," : below(2) == 0 ? "\n" : "\r\n");
      }
    CHECK_MESSAGE(rows(text) == table, text);
  }
}

TEST_CASE("a large file takes no more memory than a small one") {
  Repeated text("\"some text, \"\"quoted\"\"\",12\r\n", 200'000);
  std::istream stream(&text);
  CsvReader reader{stream, no_header};
  CsvRow row;
  int count = 0;
  for (; count < 10; ++count) REQUIRE(reader.next(row));
  const long before = weft::testing::allocation_count();
  while (reader.next(row)) ++count;
  CHECK(weft::testing::allocation_count() == before);
  CHECK(count == 200'000);
}
