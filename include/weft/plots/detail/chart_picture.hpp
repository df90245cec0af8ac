// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <weft/plots/detail/chart_legend.hpp>
#include <weft/plots/detail/chart_series.hpp>

namespace weft::detail {

/// The ranges of the points that have a place in a chart.
struct ChartRanges {
  AxisRange x, y;

  ChartRanges(const ChartOptions& options, const std::vector<ChartSeries>& all) {
    for (const ChartSeries& series : all) {
      const auto& [all_x, all_y] = series.points;
      for (std::size_t k = 0; k < all_x.size(); ++k) {
        if (!has_place(all_x[k], options.x_scale) || !has_place(all_y[k], options.y_scale)) continue;
        x.include(all_x[k]);
        y.include(all_y[k]);
      }
    }
  }
};

/// A chart as SVG. From above: the title, the legend, the area of the curves with labels left of it and below it, the
/// name of the horizontal axis. Lengths are in pixels.
class ChartPicture {
 public:
  ChartPicture(const ChartOptions& options, const std::vector<ChartSeries>& series)
      : ChartPicture(options, series, ChartRanges(options, series)) {}
  ChartPicture(const ChartPicture&) = delete;
  ChartPicture& operator=(const ChartPicture&) = delete;
  ~ChartPicture() = default;

  [[nodiscard]] std::string svg() && {
    names_.draw(svg_, area_, area_.bottom + label_height, width);
    legend_.draw(svg_, PlotNames::margin, names_.above());
    draw_horizontal_lines();
    draw_vertical_lines();
    if (empty_) draw_no_data();
    for (const ChartSeries& series : series_) painter_.draw(series);
    return std::move(svg_).finish();
  }

 private:
  static constexpr double width = 720, height_of_area = 340, label_size = 12, label_height = 22;
  static constexpr std::string_view grid = "#e4e4e4", strong = "#555";

  ChartPicture(const ChartOptions& options, const std::vector<ChartSeries>& series, const ChartRanges& ranges)
      : series_(series),
        names_{options.title, options.x, options.y},
        empty_(ranges.x.empty()),
        legend_(legend_of(series)),
        y_(ranges.y, options.y_scale, AxisEnds::round, 7),
        area_(area()),
        x_(horizontal_axis(ranges.x, options.x_scale, area_.width() - 2 * SeriesPainter::inset, label_size)),
        svg_(width, area_.bottom + label_height + names_.below(), options.title),
        painter_(svg_, area_, x_, y_) {}

  static ChartLegend legend_of(const std::vector<ChartSeries>& all) {
    std::vector<ChartLegend::Entry> entries;
    for (const ChartSeries& series : all)
      if (!series.name.empty()) entries.push_back({series.name, series.look});
    return {std::move(entries), width - 2 * PlotNames::margin};
  }

  [[nodiscard]] PlotArea area() const {
    const double left = names_.beside() + widest_text(y_.labels(), label_size) + PlotNames::gap;
    const double top = names_.above() + legend_.height() + 14;
    return {left, top, width - PlotNames::margin, top + height_of_area};
  }

  void line(double x1, double y1, double x2, double y2, std::string_view colour) {
    svg_.element("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", colour}});
  }

  void draw_horizontal_lines() {
    svg_.open("g", {{"class", "y axis"}, {"font-size", label_size}, {"fill", strong}, {"text-anchor", "end"}});
    for (std::size_t k = 0; k < y_.size(); ++k) {
      const double y = painter_.y(y_.tick(k));
      line(area_.left, y, area_.right, y, grid);
      svg_.text(area_.left - PlotNames::gap, y + 4, y_.labels()[k], {{"class", "tick"}});
    }
    svg_.close();
  }

  void draw_vertical_lines() {
    svg_.open("g", {{"class", "x axis"}, {"font-size", label_size}, {"fill", strong}, {"text-anchor", "middle"}});
    for (std::size_t k = 0; k < x_.size(); ++k) {
      const double x = painter_.x(x_.tick(k));
      line(x, area_.top, x, area_.bottom, grid);
      line(x, area_.bottom, x, area_.bottom + 5, strong);
      svg_.text(x, area_.bottom + 20, x_.labels()[k], {{"class", "tick"}});
    }
    line(area_.left, area_.bottom, area_.right, area_.bottom, strong);
    svg_.close();
  }

  void draw_no_data() {
    svg_.text((area_.left + area_.right) / 2, (area_.top + area_.bottom) / 2, "no data",
              {{"text-anchor", "middle"}, {"font-size", PlotNames::size}, {"fill", "#777"}});
  }

  const std::vector<ChartSeries>& series_;
  PlotNames names_;
  bool empty_;
  ChartLegend legend_;
  PlotAxis y_;
  PlotArea area_;
  PlotAxis x_;
  SvgDocument svg_;
  SeriesPainter painter_;  // which refers to those before it
};

}  // namespace weft::detail
