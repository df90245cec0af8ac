// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/plots/detail/plot_axis.hpp>
#include <weft/plots/detail/plot_names.hpp>
#include <weft/plots/detail/series_look.hpp>
#include <weft/plots/detail/thinned.hpp>

namespace weft::detail {

struct ChartSeries {
  std::string name;
  ChartPoints points;
  SeriesLook look;
};

/// Consecutive points that have a place in the picture.
using Stretch = std::vector<PixelPoint>;

inline std::size_t count_points(std::span<const Stretch> stretches) {
  std::size_t count = 0;
  for (const Stretch& stretch : stretches) count += stretch.size();
  return count;
}

/// A path of SVG through the points of each stretch that has more than one.
inline std::string line_path(std::span<const Stretch> stretches) {
  std::string path;
  for (const Stretch& stretch : stretches) {
    if (stretch.size() < 2) continue;
    char command = 'M';
    for (const PixelPoint& point : thinned(stretch)) {
      path += command;
      path.append(pixels(point.x)).append(1, ' ').append(pixels(point.y));
      command = 'L';
    }
  }
  return path;
}

/// Where markers stand: on all points where they are few, otherwise on those that no line reaches and, where a series
/// needs markers to be told from others, at some distance from each other.
inline Stretch marked_points(std::span<const Stretch> stretches, bool needs_markers) {
  constexpr std::size_t few = 40;
  constexpr double distance = 60;
  const bool all = count_points(stretches) <= few;
  Stretch marked;
  double last = -distance;
  for (const Stretch& stretch : stretches) {
    for (const PixelPoint& point : stretch) {
      const bool next = needs_markers && std::abs(point.x - last) >= distance;
      if (next) last = point.x;
      if (next || all || stretch.size() == 1) marked.push_back(point);
    }
  }
  return thinned(marked);
}

/// Draws series in an area, the ends of whose horizontal axis are a little inside of it.
class SeriesPainter {
 public:
  static constexpr double inset = 12;

  SeriesPainter(SvgDocument& svg, const PlotArea& area, const PlotAxis& x, const PlotAxis& y)
      : svg_(svg), area_(area), x_(x), y_(y) {}

  /// Where a share of an axis is, in pixels.
  [[nodiscard]] double x(double share) const { return area_.left + inset + (area_.width() - 2 * inset) * share; }
  [[nodiscard]] double y(double share) const { return area_.bottom - area_.height() * share; }

  void draw(const ChartSeries& series) {
    const auto stretches = stretches_of(series);
    const std::string path = line_path(stretches);
    svg_.open("g", {{"class", "series"}, {"aria-label", series.name}});
    if (!path.empty()) series.look.draw_line(svg_, path, count_points(stretches) > 300 ? 1.25 : 2);
    for (const PixelPoint& at : marked_points(stretches, series.look.needs_markers()))
      series.look.draw_marker(svg_, at,
                              concat(series.name, ", ", series.points.x[at.index], ": ", series.points.y[at.index]));
    svg_.close();
  }

 private:
  /// The points in pixels, cut where one has no place.
  [[nodiscard]] std::vector<Stretch> stretches_of(const ChartSeries& series) const {
    std::vector<Stretch> stretches(1);
    const auto& [all_x, all_y] = series.points;
    for (std::size_t k = 0; k < all_x.size(); ++k) {
      if (x_.has_place(all_x[k]) && y_.has_place(all_y[k])) {
        stretches.back().push_back({x(x_.share(all_x[k])), y(y_.share(all_y[k])), k});
      } else if (!stretches.back().empty()) {
        stretches.emplace_back();
      }
    }
    return stretches;
  }

  SvgDocument& svg_;
  const PlotArea& area_;
  const PlotAxis &x_, &y_;
};

}  // namespace weft::detail
