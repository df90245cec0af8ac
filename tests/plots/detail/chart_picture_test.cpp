// SPDX-License-Identifier: MIT
#include <weft/plots/detail/chart_picture.hpp>

#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "plots/chart_reader.hpp"

namespace {

using weft::detail::ChartPicture;
using Series = std::vector<weft::detail::ChartSeries>;

ChartReader read(const weft::ChartOptions& options, const Series& series) {
  return ChartReader(ChartPicture(options, series).svg());
}

}  // namespace

TEST_CASE("ranges are those of the points that are shown") {
  const Series series{{"a", {{1, 2, 3}, {5, std::numeric_limits<double>::quiet_NaN(), 7}}, {{}, 0}},
                      {"b", {{-1, 9}, {-3, 1e250}}, {{}, 1}}};
  const weft::detail::ChartRanges ranges({}, series);
  CHECK(ranges.x.ends({}, {}) == std::pair{-1.0, 3.0});
  CHECK(ranges.y.ends({}, {}) == std::pair{-3.0, 7.0});
}

TEST_CASE("the area keeps its height, and the picture grows with its texts") {
  const Series one{{"a", {{1, 2}, {1, 2}}, {{}, 0}}}, many(30, one[0]);
  const ChartReader bare = read({}, {}), named = read({.title = "t", .x = "x", .y = "y"}, one), full = read({}, many);
  for (const ChartReader* chart : {&bare, &named, &full}) {
    CHECK(chart->bottom - chart->top == 340);
    CHECK(chart->right < chart->svg.root().number("width"));
    CHECK(chart->bottom + 22 < chart->svg.root().number("height"));
  }
  CHECK(named.svg.root().number("height") > bare.svg.root().number("height"));
  CHECK(full.svg.root().number("height") > bare.svg.root().number("height"));
  CHECK(named.left > bare.left);
}

TEST_CASE("the names of the axes are beside their axes, clear of the labels") {
  const ChartReader chart = read({.title = "t", .x = "x", .y = "y"}, {{"a", {{1, 2}, {1e-5, 2e-5}}, {{}, 0}}});
  const SvgElement x = chart.svg.all("text", "x name").at(0), y = chart.svg.all("text", "y name").at(0);
  CHECK(x.number("x") == doctest::Approx((chart.left + chart.right) / 2));
  CHECK(x.number("y") - 13 > chart.svg.within("x axis", "text")[0].number("y"));
  CHECK(x.number("y") + 4 < chart.svg.root().number("height"));
  CHECK(y.number("y") == doctest::Approx((chart.top + chart.bottom) / 2));
  CHECK(y["transform"] == "rotate(-90 " + y["x"] + ' ' + y["y"] + ')');
}
