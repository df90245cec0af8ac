// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "svg_reader.hpp"

/// A tick of an axis: what its label says and where it is.
struct ReadTick {
  double number, place;
};

/// What a viewer of a chart sees: ticks, the area between the axes, lines and markers. Numbers are read from labels.
class ChartReader {
 public:
  explicit ChartReader(const std::string& picture) : svg(picture) {
    for (const SvgElement& tick : svg.within("x axis", "text")) x.push_back({number(tick), tick.number("x")});
    for (const SvgElement& tick : svg.within("y axis", "text")) y.push_back({number(tick), tick.number("y") - 4});
    const auto grid = svg.within("y axis", "line");
    left = grid.front().number("x1");
    right = grid.front().number("x2");
    const auto axis = svg.within("x axis", "line").back();
    bottom = axis.number("y1");
    top = grid.back().number("y1");
  }

  /// The points of the lines of a series.
  std::vector<PathPoint> line(std::size_t series) const {
    std::vector<PathPoint> points;
    for (const SvgElement& path : svg.within("series", "path", series))
      if (path["class"] == "line") points = path_points(path["d"]);
    return points;
  }
  /// The places of its round markers.
  std::vector<PathPoint> circles(std::size_t series) const {
    std::vector<PathPoint> points;
    for (const SvgElement& circle : svg.within("series", "circle", series))
      points.push_back({'M', circle.number("cx"), circle.number("cy")});
    return points;
  }
  bool inside(const PathPoint& point) const {
    return point.x >= left && point.x <= right && point.y >= top - 0.011 && point.y <= bottom + 0.011;
  }

  SvgReader svg;
  std::vector<ReadTick> x, y;
  double left = 0, top = 0, right = 0, bottom = 0;

 private:
  static double number(const SvgElement& tick) {
    auto in = weft::in_classic_locale<std::istringstream>(tick.text);
    double value = 0;
    if (!(in >> value) || !in.eof()) throw std::runtime_error("a label is no number: " + tick.text);
    return value;
  }
};

/// The number at a place, by the first and the last tick.
inline double read_linear(const std::vector<ReadTick>& ticks, double place) {
  const auto& [low, from] = ticks.front();
  const auto& [high, to] = ticks.back();
  return low + (high - low) * (place - from) / (to - from);
}
inline double read_logarithmic(std::vector<ReadTick> ticks, double place) {
  for (ReadTick& tick : ticks) tick.number = std::log10(tick.number);
  return std::pow(10, read_linear(ticks, place));
}
