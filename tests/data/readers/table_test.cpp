// SPDX-License-Identifier: MIT
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/table.hpp>

#include "data/readers/complaint.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::HeaderRow;
using weft::LabelNumbering;
using weft::Table;
using Strings = std::vector<std::string>;

Table read(const std::string& text, const weft::CsvOptions& options = {},
           const std::vector<weft::Column>& columns = {}) {
  std::istringstream stream(text);
  return weft::read_csv(stream, options, columns);
}

template <class Run> std::string complaint(const Run& run) { return weft::testing::complaint("CSV", run); }

const std::string weather = "day,celsius,sky\nMo,-1.5,cloud\n\"Tu\n\",0.1, sun\nWe,1e1,cloud\n";

}  // namespace

TEST_CASE("a table has rows and columns of texts") {
  const Table table = read(weather);
  CHECK(table.rows() == 3);
  CHECK(table.columns() == 3);
  CHECK(table.names() == Strings{"day", "celsius", "sky"});
  CHECK(table.texts("day") == Strings{"Mo", "Tu\n", "We"});
  CHECK(table.texts(2) == Strings{"cloud", " sun", "cloud"});
  CHECK(table.text(2, "celsius") == "1e1");
  CHECK(table.text(0, 0) == "Mo");
  CHECK_THROWS_WITH_AS((void)table.text(3, 0), "Table: there is no row 3; there are 3", std::invalid_argument);
  CHECK_THROWS_AS((void)table.text(-1, 0), std::invalid_argument);
}

TEST_CASE("columns are converted to numbers, exactly") {
  const Table table = read(weather);
  CHECK(table.numbers<double>("celsius") == std::vector<double>{-1.5, 0.1, 10});
  CHECK(table.numbers<float>(1) == std::vector<float>{-1.5F, 0.1F, 10});
}

TEST_CASE("columns are converted to labels") {
  const auto sky = read(weather).labels("sky", {LabelNumbering::alphabetical});
  CHECK(sky.labels == std::vector<int>{1, 0, 1});
  CHECK(sky.names == Strings{" sun", "cloud"});
  CHECK(read("y\n3\n0\n").labels("y").labels == std::vector<int>{3, 0});
}

TEST_CASE("columns are converted to a tensor, in the order asked for") {
  const Table table = read("a,b,c\n1,2,3\n4,5,6\n");
  const auto some = table.tensor<float>({"c", 0});
  REQUIRE(some.dimension(0) == 2);
  REQUIRE(some.dimension(1) == 2);
  CHECK(some(0, 0) == 3);
  CHECK(some(0, 1) == 1);
  CHECK(some(1, 0) == 6);
  CHECK(some(1, 1) == 4);
  const auto all = table.tensor<double>();
  REQUIRE(all.size() == 6);
  for (int k = 0; k < 6; ++k) CHECK(all.data()[k] == k + 1);
  const auto none = table.tensor<float>({});
  CHECK(none.dimension(0) == 2);
  CHECK(none.dimension(1) == 0);
}

TEST_CASE("a table may keep some columns alone, in the order asked for") {
  const Table table = read("a,b,c\n1,x,3\n4,x,6\n", {}, {"c", "a"});
  CHECK(table.columns() == 2);
  CHECK(table.names() == Strings{"c", "a"});
  CHECK(table.texts("c") == Strings{"3", "6"});
  CHECK(table.texts(1) == Strings{"1", "4"});
  CHECK(complaint([&] { (void)table.texts("b"); }) == ": there is no column \"b\"; there are 2: \"c\", \"a\"");
  CHECK(complaint([] { read("a,b\n", {}, {"c"}); }) == ": there is no column \"c\"; there are 2: \"a\", \"b\"");
}

TEST_CASE("without a header row columns are asked for by place") {
  const Table table = read("1,x\n2,y\n", {.header = HeaderRow::none});
  CHECK(table.names().empty());
  CHECK(table.rows() == 2);
  CHECK(table.texts(1) == Strings{"x", "y"});
  CHECK(complaint([&] { (void)table.numbers<float>(1); }) == ": line 1, column 1: \"x\" is not a number");
  const Table second = read("1,x\n2,y\n", {.header = HeaderRow::none}, {1});
  CHECK(complaint([&] { (void)second.numbers<float>(0); }) == ": line 1, column 1: \"x\" is not a number");
}

TEST_CASE("a table may be empty") {
  const Table header_alone = read("a,b\n");
  CHECK(header_alone.rows() == 0);
  CHECK(header_alone.texts("b").empty());
  CHECK(header_alone.tensor<float>().dimension(1) == 2);
  const Table nothing = read("", {.header = HeaderRow::none});
  CHECK(nothing.rows() == 0);
  CHECK(nothing.columns() == 0);
}

TEST_CASE("what cannot be converted is refused with its line and column") {
  const Table table = read("x,y\n1,\"a\nb\"\n,3\ninf,4\n");
  CHECK(complaint([&] { (void)table.numbers<float>("x"); }) == ": line 4, column \"x\": \"\" is not a number");
  CHECK(complaint([&] { (void)table.tensor<double>(); }) == ": line 2, column \"y\": \"a\nb\" is not a number");
  CHECK(complaint([&] { (void)table.labels("x"); }) == ": line 4, column \"x\": the label is empty");
  CHECK(complaint([&] { (void)table.labels("y"); }) ==
        ": line 2, column \"y\": the label \"a\nb\" is not a whole number");
  CHECK(complaint([] { (void)read("x\ninf\n").numbers<double>("x"); }) ==
        ": line 2, column \"x\": \"inf\" is not a finite number");
}

TEST_CASE("errors of a table name its file") {
  const TemporaryFolder folder;
  const auto path = folder.write("t.csv", "x\na\n");
  const Table table = weft::read_csv(path);
  CHECK(weft::testing::complaint(path, [&] { (void)table.numbers<float>(0); }) ==
        ": line 2, column \"x\": \"a\" is not a number");
  CHECK(weft::testing::complaint(path, [&] { (void)table.texts("y"); }) ==
        ": there is no column \"y\"; there are 1: \"x\"");
}
