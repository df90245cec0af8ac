// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <imdb/plot.hpp>

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a plot is one SVG element with its title, a line and a name for each curve, and a dot for each value") {
  const std::string svg = imdb::Plot("title", "value", {{"first", {0.1, 0.2, 0.3}}, {"second", {0.3, 0.1, 0.2}}}).svg();
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(contains(svg, ">title</text>"));
  CHECK(contains(svg, ">first</text>"));
  CHECK(contains(svg, ">second</text>"));
  CHECK(count(svg, "<polyline") == 2);
  CHECK(count(svg, "<circle") == 6);
}

TEST_CASE("the value axis has round numbers that enclose the values") {
  const std::string svg = imdb::Plot("", "", {{"", {0.53, 0.98, 0.71}}}).svg();
  for (const char* number : {">0.5<", ">0.6<", ">0.7<", ">0.8<", ">0.9<", ">1.0<"}) CHECK(contains(svg, number));
  CHECK_FALSE(contains(svg, ">1.1<"));
  const std::string large = imdb::Plot("", "", {{"", {0, 1500}}}).svg();
  CHECK(contains(large, ">0<"));
  CHECK(contains(large, ">1600<"));
}

TEST_CASE("the name of the value axis stays clear of numbers with four digits behind their point") {
  const std::string svg = imdb::Plot("", "loss", {{"", {0.6899, 0.6934}}}).svg();
  const auto x_before = [&](const std::string& part) {
    const auto at = svg.rfind("x=\"", svg.find(part));
    return std::stod(svg.substr(at + 3));
  };
  CHECK(x_before(">0.6935<") - 8.0 * 6 > x_before(">loss<") + 4);  // a digit is up to 8 wide, a letter's foot 4 high
}

TEST_CASE("the epoch axis numbers every epoch, and thins out when there are many") {
  CHECK(contains(imdb::Plot("", "", {{"", {1, 2, 3, 4}}}).svg(), ">4</text>"));
  const std::string long_run = imdb::Plot("", "", {{"", std::vector<double>(150, 1.0)}}).svg();
  CHECK(contains(long_run, ">11</text>"));
  CHECK_FALSE(contains(long_run, ">12</text>"));
}

TEST_CASE("a plot of one epoch, of equal values, of nothing or of values that are not numbers is still a plot") {
  const double nan = std::nan("");
  for (const auto& values : {std::vector<double>{0.5},
                             {0.5, 0.5},
                             {},
                             {nan, 0.5, nan},
                             {nan},
                             {std::numeric_limits<double>::infinity(), 0.25}}) {
    const std::string svg = imdb::Plot("", "", {{"", values}}).svg();
    CHECK_FALSE(contains(svg, "nan"));
    CHECK_FALSE(contains(svg, "inf"));
    CHECK(svg.ends_with("</svg>\n"));
  }
}
