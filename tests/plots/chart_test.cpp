// SPDX-License-Identifier: MIT
#include <weft/plots/chart.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <weft/random/random.hpp>

#include "chart_reader.hpp"
#include "core/detail/foreign_locale.hpp"
#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
constexpr auto logarithmic = weft::AxisScale::logarithmic;
constexpr weft::SeriesStyle dashed{.line = weft::LineStyle::dashed};

using Numbers = std::vector<double>;

ChartReader read(const weft::Chart& chart) { return ChartReader(chart.svg()); }

/// Numbers from low to high, both of which are there.
Numbers numbers_between(double low, double high, int count) {
  weft::Rng rng{7};
  Numbers numbers{low, high};
  while (static_cast<int>(numbers.size()) < count) numbers.push_back(low + (high - low) * rng.uniform());
  return numbers;
}

/// 1, 2 or 5 times a power of ten, to rounding.
bool is_round(double step) {
  const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-6));
  return std::abs(digit - 1) < 1e-6 || std::abs(digit - 2) < 1e-6 || std::abs(digit - 5) < 1e-6;
}

const double ranges[][2] = {{0, 1},         {0.31, 0.34},   {-3, 8},    {1e-6, 3e-5},    {-2e-200, 5e-200},
                            {0, 1e200},     {-1e200, 1},    {0.999, 1}, {1e9, 1e9 + 40}, {123456, 7654321},
                            {-0.07, -0.02}, {5, 5},         {0, 0},     {-1e-9, 1e-9},   {0.1, 0.3},
                            {1e5, 1e5},     {1, 1 + 1e-12}, {-40, 0}};

}  // namespace

TEST_CASE("a chart is well-formed and has its texts, whatever their characters") {
  const std::string odd = "<a> & \"b\" 'c' ]]> ü 旗";
  weft::Chart chart{{.title = odd, .x = odd + "x", .y = odd + "y"}};
  chart.add(odd, {1, 2}).add("break\nhere", {2, 1}).add("bad \xFF\x01 bytes", {2, 1}).add("", {3, 3});
  const SvgReader svg(chart.svg());
  CHECK(svg.root().tag == "svg");
  CHECK(svg.root()["xmlns"] == "http://www.w3.org/2000/svg");
  CHECK(svg.root()["aria-label"] == odd);
  CHECK(svg.all("text", "title")[0].text == odd);
  CHECK(svg.all("text", "x name")[0].text == odd + "x");
  CHECK(svg.all("text", "y name")[0].text == odd + "y");
  const auto names = svg.all("text", "name");
  REQUIRE(names.size() == 3);  // none for the series without a name
  CHECK(names[0].text == odd);
  CHECK(names[1].text == "break here");
  CHECK(names[2].text == "bad \uFFFD\uFFFD bytes");
}

TEST_CASE("the ground is white and fills the picture") {
  const SvgReader svg(weft::Chart{}.svg());
  const auto ground = svg.all("rect", "ground");
  REQUIRE(ground.size() == 1);
  CHECK(ground[0]["fill"] == "#fff");
  CHECK(ground[0]["width"] == svg.root()["width"]);
  CHECK(ground[0]["height"] == svg.root()["height"]);
  CHECK(svg.root()["viewBox"] == "0 0 " + svg.root()["width"] + ' ' + svg.root()["height"]);
}

TEST_CASE("every point is inside the area, at the place that the labels of the axes say") {
  for (const auto& range : ranges) {
    const double low = range[0], high = range[1];
    CAPTURE(low);
    CAPTURE(high);
    const Numbers x = numbers_between(-3, 12, 20), y = numbers_between(low, high, 20);
    const ChartReader chart = read(weft::Chart{}.add("a", {.x = x, .y = y}));
    const auto points = chart.circles(0);
    REQUIRE(points.size() == 20);
    const double span = chart.y.back().number - chart.y.front().number;
    for (std::size_t k = 0; k < points.size(); ++k) {
      CHECK(chart.inside(points[k]));
      CHECK(std::abs(read_linear(chart.x, points[k].x) - x[k]) < 0.01);
      CHECK(std::abs(read_linear(chart.y, points[k].y) - y[k]) < span * 1e-4);
    }
  }
}

TEST_CASE("points have the place that the labels say on logarithmic axes, too") {
  const double wide[][2] = {{1e-5, 1}, {0.02, 0.9}, {0.31, 0.34}, {1e-200, 1e200},
                            {3, 3},    {0.9, 4},    {200, 90000}, {3e-9, 1}};
  for (const auto& range : wide) {
    const double low = range[0], high = range[1];
    CAPTURE(low);
    CAPTURE(high);
    const Numbers numbers = numbers_between(low, high, 20);
    const ChartReader chart =
        read(weft::Chart{{.x_scale = logarithmic, .y_scale = logarithmic}}.add("a", {.x = numbers, .y = numbers}));
    const auto points = chart.circles(0);
    REQUIRE(points.size() >= 2);
    const double share = std::log10(chart.y.back().number / chart.y.front().number) * 1e-4;
    CHECK(chart.y.front().number <= low * (1 + 1e-9));
    CHECK(chart.y.back().number >= high * (1 - 1e-9));
    CHECK(chart.y.size() >= 2);
    CHECK(chart.y.size() <= 12);
    CHECK(std::abs(std::log10(read_logarithmic(chart.y, points[0].y) / low)) < share + 1e-3 * share);
    CHECK(std::abs(std::log10(read_logarithmic(chart.y, points[1].y) / high)) < share + 1e-3 * share);
    for (const PathPoint& point : points) CHECK(chart.inside(point));
    REQUIRE(chart.x.size() >= 2);
    const double x_share = std::log10(chart.x.back().number / chart.x.front().number) * 1e-3;
    CHECK(std::abs(std::log10(read_logarithmic(chart.x, points[0].x) / low)) < x_share);
    CHECK(std::abs(std::log10(read_logarithmic(chart.x, points[1].x) / high)) < x_share);
  }
}

TEST_CASE("ticks are equally far apart, by a round number, and those of the vertical axis cover the values") {
  for (const auto& range : ranges) {
    const double low = range[0], high = range[1];
    CAPTURE(low);
    CAPTURE(high);
    const ChartReader chart = read(weft::Chart{}.add("a", numbers_between(low, high, 9)));
    const auto& y = chart.y;
    REQUIRE(y.size() >= 2);
    CHECK(y.size() <= 10);
    const double step = y[1].number - y[0].number, rounding = 1e-9 * std::max(std::abs(low), std::abs(high));
    CHECK(y.front().number <= low + rounding);
    CHECK(y.back().number >= high - rounding);
    if (high - low > 1e3 * rounding || !(high > low)) CHECK(is_round(step));
    for (std::size_t k = 1; k < y.size(); ++k) {
      CHECK(std::abs(y[k].number - y[k - 1].number - step) <= 1e-6 * step + 1e-3 * rounding);
      CHECK(std::abs(y[k].place - y[k - 1].place - (y[1].place - y[0].place)) <= 0.0201);
    }
  }
}

TEST_CASE("an axis of epochs has whole numbers, however many there are") {
  for (const std::size_t epochs : {1U, 2U, 3U, 4U, 7U, 10U, 11U, 20U, 99U, 1000U, 123456U}) {
    CAPTURE(epochs);
    const ChartReader chart = read(weft::Chart{}.add("a", Numbers(epochs, 0.5)));
    REQUIRE(!chart.x.empty());
    CHECK(chart.x.size() <= 11);
    for (const ReadTick& tick : chart.x) {
      CHECK(std::floor(tick.number) == tick.number);
      CHECK(tick.number >= 1);
      CHECK(tick.number <= static_cast<double>(epochs));
    }
    if (epochs >= 10) CHECK(chart.x.size() >= 4);
  }
}

TEST_CASE("labels do not touch each other, and begin inside the picture") {
  for (const auto& range : ranges) {
    const double low = range[0], high = range[1];
    CAPTURE(low);
    CAPTURE(high);
    const Numbers numbers = numbers_between(low, high, 9);
    const ChartReader chart = read(weft::Chart{{.y = "y"}}.add("a", {.x = numbers, .y = numbers}));
    const auto x = chart.svg.within("x axis", "text");
    const double em = 12 * 0.636;  // a digit of DejaVu Sans, wider than any other character of a number
    for (std::size_t k = 1; k < x.size(); ++k) {
      const auto letters = static_cast<double>(x[k - 1].text.size() + x[k].text.size());
      CHECK(x[k].number("x") - x[k - 1].number("x") > em * letters / 2);
    }
    for (const SvgElement& label : chart.svg.within("y axis", "text"))
      CHECK(label.number("x") - em * static_cast<double>(label.text.size()) > 33);  // where the axis's name ends
  }
}

TEST_CASE("long labels are in scientific notation") {
  const auto label = [](double value, std::size_t k) {
    return SvgReader(weft::Chart{}.add("a", {0, value}).svg()).within("y axis", "text").at(k).text;
  };
  CHECK(label(1e-5, 1) == "2e-6");
  CHECK(label(5e-5, 0) == "0");
  CHECK(label(5e-5, 5) == "5e-5");
  CHECK(label(0.5, 5) == "0.5");
  CHECK(label(0.0005, 5) == "0.0005");
  CHECK(label(500, 5) == "500");
  CHECK(label(5e7, 5) == "5e7");
  CHECK(label(-5e-8, 0) == "-5e-8");
}

TEST_CASE("the entries of the legend do not overlap and are above the curves, however many and however long") {
  for (const std::size_t count : {1U, 2U, 5U, 12U, 13U, 40U}) {
    for (const std::size_t length : {1U, 8U, 30U, 75U, 300U}) {
      CAPTURE(count);
      CAPTURE(length);
      weft::Chart chart{{.title = "t", .x = "x", .y = "y"}};
      for (std::size_t k = 0; k < count; ++k) chart.add(std::string(1 + (k * 7 + length) % length, 'm'), {1, 2, 3});
      const ChartReader reader = read(chart);
      const auto names = reader.svg.within("legend", "text"), samples = reader.svg.within("legend", "path");
      REQUIRE(names.size() == count);
      struct Box {
        double left, right, baseline;
      };
      std::vector<Box> boxes;
      for (const SvgElement& name : names) {
        const double left = name.number("x") - 36;  // where its piece of a line begins
        const auto letters = static_cast<double>(
            weft::utf8::is_valid(name.text) ? std::count(name.text.begin(), name.text.end(), 'm') : 0);
        const double dots = name.text.ends_with('m') ? 0 : 12;
        boxes.push_back({left, name.number("x") + letters * 12 * 0.974 + dots, name.number("y")});  // m of DejaVu Sans
        CHECK(left >= 0);
        CHECK(boxes.back().right <= reader.svg.root().number("width"));
        CHECK(name.number("y") + 4 < reader.top - 3);  // its descenders, and half a marker on the topmost line
      }
      for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < a; ++b)
          CHECK((std::abs(boxes[a].baseline - boxes[b].baseline) >= 16 || boxes[a].left > boxes[b].right ||
                 boxes[b].left > boxes[a].right));
    }
  }
}

TEST_CASE("a name that is cut is whole in its tooltip, and one that is not has none") {
  const std::string longest(300, 'm');
  const SvgReader svg(weft::Chart{{.title = longest}}.add(longest, {1}).add("short", {1}).svg());
  CHECK(svg.tooltips("text", "name") == std::vector<std::string>{longest});
  CHECK(svg.tooltips("text", "title") == std::vector<std::string>{longest});
  CHECK(svg.all("text", "name")[0].text.ends_with("mm\u2026"));
  CHECK(svg.all("text", "name")[1].text == "short");
}

TEST_CASE("what has no place leaves a gap, and a point alone between gaps a marker") {
  const ChartReader chart = read(weft::Chart{}.add("a", {1, 2, missing, 3, infinity, 4, 5, -infinity, 1.1e200, 6, 7}));
  std::string commands;
  for (const PathPoint& point : chart.line(0)) commands += point.command;
  CHECK(commands == "MLMLML");
  CHECK(chart.circles(0).size() == 7);
  CHECK(chart.y.front().number == 1);
  CHECK(chart.y.back().number == 7);

  Numbers many(200, 1);
  many[100] = many[102] = missing;
  CHECK(read(weft::Chart{}.add("a", many)).circles(0).size() == 1);

  const ChartReader log = read(weft::Chart{{.y_scale = logarithmic}}.add("a", {0.1, 0.2, 0, 0.3, 0.4, -1, 0.5, 0.6}));
  commands.clear();
  for (const PathPoint& point : log.line(0)) commands += point.command;
  CHECK(commands == "MLMLML");
}

TEST_CASE("points without a place do not stretch the axes") {
  const ChartReader chart = read(weft::Chart{}.add("a", {.x = {1, 2, 900, missing}, .y = {1, 2, missing, 900}}));
  CHECK(chart.x.back().number == 2);
  CHECK(chart.y.back().number == 2);
}

TEST_CASE("of a hundred thousand points few are drawn, with every extreme") {
  Numbers y(100'000);
  weft::Rng rng{3};
  for (double& value : y) value = rng.uniform();
  y[31'415] = 2;
  y[27'182] = -1;
  y[99'999] = 1.5;
  const std::string svg = weft::Chart{}.add("a", y).svg();
  CHECK(svg.size() < 100'000);
  const ChartReader chart(svg);
  const auto line = chart.line(0);
  CHECK(line.size() < 4 * 720);
  const auto drawn = [&](std::size_t index) {
    return std::any_of(line.begin(), line.end(), [&](const PathPoint& point) {
      return std::abs(read_linear(chart.x, point.x) - static_cast<double>(index + 1)) < 2 &&
             std::abs(read_linear(chart.y, point.y) - y[index]) < 1e-3;
    });
  };
  CHECK(drawn(0));
  CHECK(drawn(31'415));
  CHECK(drawn(27'182));
  CHECK(drawn(99'999));
  CHECK(chart.circles(0).empty());
}

TEST_CASE("markers are only where there are few points, with the values in their tooltips") {
  CHECK(read(weft::Chart{}.add("a", Numbers(20, 1))).circles(0).size() == 20);
  CHECK(read(weft::Chart{}.add("a", Numbers(100, 1))).circles(0).empty());
  CHECK(SvgReader(weft::Chart{}.add("a & b", {0.25, 0.5}).svg()).tooltips("circle", "marker") ==
        std::vector<std::string>{"a & b, 1: 0.25", "a & b, 2: 0.5"});
}

TEST_CASE("a dashed series has the colour of the one before it, others the next one") {
  const ChartReader chart = read(weft::Chart{}
                                     .add("loss", {1, 2})
                                     .add("val_loss", {1, 3}, dashed)
                                     .add("other", {1, 4})
                                     .add("val_other", {1, 5}, dashed)
                                     .add("first again", {1, 6}, {.colour = 0})
                                     .add("third", {1, 7}));
  Numbers is_dashed;
  std::vector<std::string> colours;
  for (std::size_t k = 0; k < 6; ++k) {
    const SvgElement line = chart.svg.within("series", "path", k).at(0);
    is_dashed.push_back(line.attributes.contains("stroke-dasharray"));
    colours.push_back(line["stroke"]);
    CHECK(chart.svg.within("legend", "path").at(k)["stroke"] == line["stroke"]);
    CHECK(chart.svg.within("series", "circle", k).at(0)["stroke"] == line["stroke"]);
  }
  CHECK(is_dashed == Numbers{0, 1, 0, 1, 0, 0});
  CHECK(colours[0] == colours[1]);
  CHECK(colours[2] == colours[3]);
  CHECK(colours[0] == colours[4]);
  CHECK(colours[0] != colours[2]);
  CHECK(colours[5] != colours[0]);
  CHECK(colours[5] != colours[2]);
}

TEST_CASE("fourteen series are told apart by colour or by shape of markers") {
  weft::Chart chart;
  for (int k = 0; k < 14; ++k) chart.add("a", Numbers(300, k));
  const SvgReader svg(chart.svg());
  std::vector<std::string> looks;
  for (std::size_t k = 0; k < 14; ++k) {
    const auto paths = svg.within("series", "path", k);
    looks.push_back(paths[0]["stroke"] + (paths.size() > 1 ? " and markers" : ""));
  }
  std::sort(looks.begin(), looks.end());
  CHECK(std::adjacent_find(looks.begin(), looks.end()) == looks.end());
}

TEST_CASE("a chart without points says so, and one point or a constant is in the middle") {
  CHECK(weft::Chart{}.svg().find(">no data<") != std::string::npos);
  CHECK(weft::Chart{{.x_scale = logarithmic, .y_scale = logarithmic}}
            .add("a", Numbers{})
            .add("b", {missing, -1})
            .svg()
            .find(">no data<") != std::string::npos);
  const std::string one = weft::Chart{}.add("a", {0.5}).svg();
  CHECK(one.find("no data") == std::string::npos);
  const ChartReader chart(one);
  REQUIRE(chart.circles(0).size() == 1);
  CHECK(chart.circles(0)[0].x == doctest::Approx((chart.left + chart.right) / 2));
  CHECK(chart.circles(0)[0].y == doctest::Approx((chart.top + chart.bottom) / 2));
  CHECK(chart.x.size() == 1);
}

TEST_CASE("no number depends on the program's locale") {
  weft::Chart chart{{.title = "a"}};
  chart.add("a", {1234.5, 0.25, 1e7}).add("b", Numbers(100'000, 0.1));
  const std::string before = chart.svg();
  const weft::testing::ForeignLocale foreign;
  CHECK(chart.svg() == before);
}

TEST_CASE("a chart is saved whole, or an error says what is wrong") {
  const TemporaryFolder folder;
  const auto chart = weft::Chart{{.title = "a"}}.add("a", {1, 2});
  folder.write("chart.svg", "old");
  chart.save(folder / "chart.svg");
  CHECK(folder.read("chart.svg") == chart.svg());
  CHECK(folder.size() == 1);
  CHECK(file_problem(folder / "none/chart.svg", [&] {
          chart.save(folder / "none/chart.svg");
        }).starts_with("cannot be written: "));
  CHECK(file_problem(folder.path(), [&] { chart.save(folder.path()); }) ==
        "cannot be written: what stands there is not a regular file");
}

TEST_CASE("a series has as many x as y") {
  weft::Chart chart;
  CHECK_THROWS_WITH_AS(chart.add("a", {.x = {1, 2}, .y = {1, 2, 3}}),
                       "Chart: series 'a' has 2 x and 3 y; expected as many x as y", std::invalid_argument);
  CHECK(chart.svg() == weft::Chart{}.svg());
}
