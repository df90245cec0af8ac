// SPDX-License-Identifier: MIT
#include <weft/plots/confusion_picture.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/core/tensor.hpp>

#include "core/detail/foreign_locale.hpp"
#include "files/thrown.hpp"
#include "svg_reader.hpp"
#include "text/temporary_folder.hpp"

namespace {

using Rows = weft::ConfusionPicture::Rows;

std::vector<std::string> texts(const SvgReader& svg, std::string_view its_class) {
  std::vector<std::string> found;
  for (const SvgElement& element : svg.all("text", its_class)) found.push_back(element.text);
  return found;
}

/// How often each pair of classes is met, none in some places and all in others.
Rows some_counts(std::size_t classes) {
  Rows rows(classes, std::vector<double>(classes));
  for (std::size_t i = 0; i < classes; ++i)
    for (std::size_t j = 0; j < classes; ++j) rows[i][j] = static_cast<double>((i * j * 37 + 11 * i + j) % (7 + 3 * i));
  return rows;
}

/// Relative luminance of #rgb or #rrggbb, as WCAG 2.1 defines it.
double luminance_of(const std::string& colour) {
  std::array<double, 3> parts{};
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string digits = colour.size() == 4 ? std::string(2, colour[1 + k]) : colour.substr(1 + 2 * k, 2);
    const double part = static_cast<double>(std::stoul(digits, nullptr, 16)) / 255;
    parts[k] = part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double contrast(const std::string& a, const std::string& b) {
  const double x = luminance_of(a) + 0.05, y = luminance_of(b) + 0.05;
  return x > y ? x / y : y / x;
}

}  // namespace

TEST_CASE("a confusion matrix has the counts row by row, and each one's share of its row") {
  const SvgReader svg(weft::ConfusionPicture{{}, {{30, 10, 0}, {1, 1, 1}, {0, 0, 0}}}.svg());
  CHECK(texts(svg, "count") == std::vector<std::string>{"30", "10", "0", "1", "1", "1", "0", "0", "0"});
  CHECK(texts(svg, "share") == std::vector<std::string>{"75.0%", "25.0%", "33.3%", "33.3%", "33.3%"});
  CHECK(texts(svg, "name") == std::vector<std::string>{"0", "1", "2", "0", "1", "2"});
}

TEST_CASE("rows are true classes from above, columns predicted ones from the left") {
  const SvgReader svg(weft::ConfusionPicture{{.classes = {"a", "b"}}, {{1, 2}, {3, 4}}}.svg());
  const auto cells = svg.all("rect", "cell");
  REQUIRE(cells.size() == 4);
  CHECK(cells[0].number("x") < cells[1].number("x"));
  CHECK(cells[0].number("y") < cells[2].number("y"));
  CHECK(svg.tooltips("rect", "cell")[1] == "a, predicted b: 2 of 3, 66.7%");
  CHECK(svg.all("text", "x name")[0].text == "predicted class");
  CHECK(svg.all("text", "y name")[0].text == "true class");
  const auto rows = svg.within("y axis", "text"), columns = svg.within("x axis", "text");
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(rows[k].number("y") > cells[2 * k].number("y"));
    CHECK(rows[k].number("y") < cells[2 * k].number("y") + cells[2 * k].number("height"));
    CHECK(columns[k].number("x") == cells[k].number("x") + cells[k].number("width") / 2);
  }
}

TEST_CASE("every cell is in the picture, has its text inside, and a readable one") {
  for (const std::size_t classes : {1U, 2U, 3U, 6U, 10U, 11U, 30U}) {
    CAPTURE(classes);
    const SvgReader svg(weft::ConfusionPicture{{.title = "t"}, some_counts(classes)}.svg());
    const auto cells = svg.all("rect", "cell"), counts = svg.all("text", "count");
    REQUIRE(cells.size() == classes * classes);
    REQUIRE(counts.size() == classes * classes);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const double left = cells[k].number("x"), top = cells[k].number("y"), side = cells[k].number("width");
      CHECK(left + side <= svg.root().number("width"));
      CHECK(top + side <= svg.root().number("height"));
      CHECK(counts[k].number("x") == doctest::Approx(left + side / 2));
      CHECK(counts[k].number("y") > top + counts[k].number("font-size"));
      CHECK(counts[k].number("y") < top + side);
      CHECK(static_cast<double>(counts[k].text.size()) * 0.64 * counts[k].number("font-size") < side);
      CHECK(contrast(cells[k]["fill"], counts[k]["fill"]) > 4.5);
    }
  }
}

TEST_CASE("a cell is the darker the larger its share of the row is, whatever the other rows have") {
  const SvgReader svg(
      weft::ConfusionPicture{{}, {{1, 2, 3, 4}, {1000, 2000, 3000, 4000}, {0, 0, 0, 9}, {0, 1, 1, 98}}}.svg());
  const auto cells = svg.all("rect", "cell");
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(luminance_of(cells[k]["fill"]) > luminance_of(cells[k + 1]["fill"]));
    CHECK(cells[k]["fill"] == cells[4 + k]["fill"]);
  }
  CHECK(cells[8]["fill"] == "#ffffff");
  CHECK(luminance_of(cells[11]["fill"]) < 0.05);
}

TEST_CASE("the names of the classes are escaped, long ones cut and turned, with the whole in the tooltip") {
  const std::string longest(200, 'm'), odd = "<a> & \"b\"";
  const SvgReader svg(weft::ConfusionPicture{{.title = odd, .classes = {odd, longest}}, {{1, 2}, {3, 4}}}.svg());
  CHECK(svg.all("text", "title")[0].text == odd);
  CHECK(texts(svg, "name")[0] == odd);
  CHECK(texts(svg, "name")[1].ends_with("m\u2026"));
  CHECK(svg.tooltips("text", "name") == std::vector<std::string>{longest, longest});
  for (const SvgElement& name : svg.within("x axis", "text")) CHECK(name["transform"].starts_with("rotate(-45 "));
  for (const SvgElement& name : svg.within("y axis", "text")) {
    const auto letters = static_cast<double>(std::count(name.text.begin(), name.text.end(), 'm'));
    CHECK(name.number("x") - letters * 12 * 0.974 - 12 > 33);  // m of DejaVu Sans, dots; where the axis's name ends
  }
}

TEST_CASE("counts may be a tensor of whole numbers or weights") {
  weft::Tensor<std::int64_t, 2> counts(2, 2);
  counts.setValues({{1, 2}, {3, 4}});
  CHECK(weft::ConfusionPicture{{}, counts}.svg() == weft::ConfusionPicture{{}, {{1, 2}, {3, 4}}}.svg());
  weft::Tensor<float, 2> weights(1, 2);
  weights.setZero();
  CHECK_THROWS_AS(weft::ConfusionPicture({}, weights), std::invalid_argument);
  CHECK(texts(SvgReader(weft::ConfusionPicture{{}, {{0.5, 1e9}, {1.25, 0}}}.svg()), "count") ==
        std::vector<std::string>{"0.5", "1000000000", "1.25", "0"});
}

TEST_CASE("shares below one per cent are not shown as none where there is little room") {
  Rows rows(12, std::vector<double>(12));
  rows[3][3] = 999;
  rows[3][4] = 1;
  const auto shares = texts(SvgReader(weft::ConfusionPicture{{}, rows}.svg()), "share");
  CHECK(std::count(shares.begin(), shares.end(), "<1%") == 1);
  CHECK(std::count(shares.begin(), shares.end(), "0%") == 0);
}

TEST_CASE("a confusion matrix does not depend on the program's locale, and is saved whole") {
  const weft::ConfusionPicture picture{{.title = "t"}, {{12345.5, 1}, {1000, 2000}}};
  const std::string before = picture.svg();
  const weft::testing::ForeignLocale foreign;
  CHECK(picture.svg() == before);
  const TemporaryFolder folder;
  picture.save(folder / "confusion.svg");
  CHECK(folder.read("confusion.svg") == before);
  CHECK(file_problem(folder / "none/a.svg", [&] { picture.save(folder / "none/a.svg"); }) != "");
}

TEST_CASE("a matrix that is none is refused") {
  const auto make = [](std::vector<std::string> classes, Rows rows) {
    return weft::ConfusionPicture({.classes = std::move(classes)}, std::move(rows));
  };
  CHECK_THROWS_WITH_AS(make({}, {}), "ConfusionPicture: the matrix is empty; expected at least one class",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({}, {{1, 2}, {3}}), "ConfusionPicture: row 1 has 1 counts; expected 2, as many as rows",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({"a"}, {{1, 2}, {3, 4}}), "ConfusionPicture: given 1 names of classes for 2 classes",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(make({}, {{1, 2}, {-3, 4}}),
                       "ConfusionPicture: a count in row 1 is -3; expected a number, at least 0",
                       std::invalid_argument);
  CHECK_THROWS_AS(make({}, {{std::numeric_limits<double>::quiet_NaN()}}), std::invalid_argument);
}
