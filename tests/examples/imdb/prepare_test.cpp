// SPDX-License-Identifier: MIT
#include "imdb/prepare.hpp"

#include <sstream>

#include <doctest/doctest.h>

#include "imdb/generator.hpp"

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  imdb::for_each_line(in, "a text", [&](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a text is prepared by taking ASCII white space off both ends, and prepared texts stay as they are") {
  CHECK(imdb::prepared(" \t\r\n\v\f a  b \r\n") == "a  b");
  CHECK(imdb::prepared("a  b") == "a  b");
  CHECK(imdb::prepared(" \r\n").empty());
  CHECK(imdb::prepared("\xC2\xA0 a \xC2\x85") == "\xC2\xA0 a \xC2\x85");
  CHECK(imdb::prepared(" \xFF ") == "\xFF");
}

TEST_CASE("the ids of a text are those of the prepared one") {
  const weft::SubwordTextEncoder encoder({"good_", "film"});
  CHECK(imdb::ids_of("\tgood film\r\n", encoder) == encoder.encode("good film"));
  CHECK(imdb::ids_of(" \n", encoder).empty());
}

TEST_CASE("reviews are prepared when they are made") {
  CHECK(imdb::make_review("\n a film\r\n", 1) == imdb::Review{"a film", 1});
  for (const auto& review : imdb::generate_reviews(50, 1, 7).train) CHECK(review.text == imdb::prepared(review.text));
}

TEST_CASE("lines are read as they are, with and without a line feed at the end, but for a byte order mark") {
  CHECK(lines_of("") == Lines{});
  CHECK(lines_of("a\n\n b\r\nc") == Lines{"a", "", " b\r", "c"});
  CHECK(lines_of("\xEF\xBB\xBF"
                 "a\n\xEF\xBB\xBF"
                 "b\n") == Lines{"a",
                                 "\xEF\xBB\xBF"
                                 "b"});
  CHECK(lines_of("\xEF\xBB\xBF") == Lines{""});
  CHECK(lines_of("\xEF\xBB") == Lines{"\xEF\xBB"});
  CHECK(lines_of(std::string("a\0b\n", 4)) == Lines{std::string("a\0b", 3)});
}

TEST_CASE("lines that cannot be read are an error that names the input") {
  std::istringstream in("a\nb");
  const auto spoil = [&](std::string_view) { in.setstate(std::ios::badbit); };
  CHECK_THROWS_WITH_AS(imdb::for_each_line(in, "a text", spoil), doctest::Contains("a text: cannot be read: "),
                       weft::FileError);
}
