// SPDX-License-Identifier: MIT
#include <weft/plots/detail/series_look.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "plots/svg_reader.hpp"

namespace {

using weft::LineStyle;
using weft::detail::SeriesLook;

SvgReader drawn(const SeriesLook& look) {
  weft::detail::SvgDocument svg(100, 100, "");
  look.draw_line(svg, "M1 2L3 4", 2);
  look.draw_marker(svg, {10, 20}, "tip");
  return SvgReader(std::move(svg).finish());
}

using Parts = std::array<double, 3>;

Parts linear_parts(std::string_view colour) {
  Parts parts{};
  for (std::size_t k = 0; k < 3; ++k) {
    const double part = static_cast<double>(std::stoul(std::string(colour.substr(1 + 2 * k, 2)), nullptr, 16)) / 255;
    parts[k] = part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  }
  return parts;
}

double encoded(double part) { return part <= 0.0031308 ? 12.92 * part : 1.055 * std::pow(part, 1 / 2.4) - 0.055; }

/// What is left of red, green and blue (linear) for one without the long or the middle cones: Vienot, Brettel & Mollon
/// 1999, whose two kinds see red and green as one yellow: y = a red + (1 - a) green, and hardly change the blue.
Parts seen_without(double a, const Parts& c) {
  const double yellow = a * c[0] + (1 - a) * c[1];
  return {encoded(yellow), encoded(yellow), encoded(c[2])};
}

double distance(const Parts& a, const Parts& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
}

}  // namespace

TEST_CASE("seven colours differ for readers who are red or green blind, and show on white") {
  for (std::size_t k = 0; k < 7; ++k) {
    const Parts one = linear_parts(SeriesLook(LineStyle::solid, k).colour());
    CHECK(0.2126 * one[0] + 0.7152 * one[1] + 0.0722 * one[2] < 0.45);
    for (std::size_t n = 0; n < k; ++n) {
      CAPTURE(k);
      CAPTURE(n);
      const Parts other = linear_parts(SeriesLook(LineStyle::solid, n).colour());
      CHECK(distance(seen_without(0.11238, one), seen_without(0.11238, other)) > 0.12);  // protanopia
      CHECK(distance(seen_without(0.29275, one), seen_without(0.29275, other)) > 0.12);  // deuteranopia
    }
  }
}

TEST_CASE("colours and shapes of markers begin again after 28 series") {
  std::set<std::string> looks;
  for (std::size_t k = 0; k < 60; ++k) {
    const SvgReader svg = drawn({LineStyle::solid, k});
    const auto circles = svg.all("circle", "marker"), paths = svg.all("path", "marker");
    REQUIRE(circles.size() + paths.size() == 1);
    looks.insert(svg.all("path", "line")[0]["stroke"] + (paths.empty() ? "circle" : paths[0]["d"]));
    CHECK(SeriesLook(LineStyle::solid, k).needs_markers() == (k % 28 >= 7));
  }
  CHECK(looks.size() == 28);
}

TEST_CASE("a solid line has filled markers, a dashed one open ones, in one colour") {
  const SvgReader solid = drawn({LineStyle::solid, 2}), dashed = drawn({LineStyle::dashed, 2});
  CHECK_FALSE(solid.all("path", "line")[0].attributes.contains("stroke-dasharray"));
  CHECK(dashed.all("path", "line")[0].attributes.contains("stroke-dasharray"));
  CHECK(solid.all("path", "line")[0]["stroke"] == dashed.all("path", "line")[0]["stroke"]);
  CHECK(solid.all("circle", "marker")[0]["fill"] == solid.all("path", "line")[0]["stroke"]);
  CHECK(dashed.all("circle", "marker")[0]["fill"] == "#fff");
  CHECK(dashed.all("circle", "marker")[0]["stroke"] == solid.all("path", "line")[0]["stroke"]);
}
