// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <weft/plots/detail/series_look.hpp>
#include <weft/plots/detail/text_width.hpp>

namespace weft::detail {

/// The names of the series beside a piece of their lines, in as many columns as there is room for. It stands above the
/// curves, so that it never hides one.
class ChartLegend {
 public:
  struct Entry {
    std::string name;
    SeriesLook look;
  };

  ChartLegend(std::vector<Entry> entries, double width)
      : longest_name_(width - sample - space), entries_(std::move(entries)) {
    std::size_t columns = entries_.size();
    do {
      columns_ = column_widths(columns);
    } while (std::accumulate(columns_.begin(), columns_.end(), -gap) > width && --columns > 0);
  }

  [[nodiscard]] double height() const {
    if (entries_.empty()) return 0;
    const std::size_t rows = (entries_.size() - 1) / columns_.size() + 1;
    return row_height * static_cast<double>(rows);
  }

  void draw(SvgDocument& svg, double left, double top) const {
    svg.open("g", {{"class", "legend"}, {"font-size", font_size}, {"fill", "#333"}});
    double x = left, y = top + row_height / 2;
    for (std::size_t k = 0; k < entries_.size(); ++k) {
      draw_entry(svg, entries_[k], x, y);
      x += columns_[k % columns_.size()];
      if ((k + 1) % columns_.size() != 0) continue;
      x = left;
      y += row_height;
    }
    svg.close();
  }

 private:
  static constexpr double font_size = 12, row_height = 20, sample = 28, space = 8, gap = 20;

  /// How wide each of so many columns is, with the gap behind it.
  [[nodiscard]] std::vector<double> column_widths(std::size_t columns) const {
    std::vector<double> widths(columns);
    for (std::size_t k = 0; k < entries_.size(); ++k) {
      const double name = (std::min)(text_width(entries_[k].name, font_size), longest_name_);
      widths[k % columns] = (std::max)(widths[k % columns], sample + space + name + gap);
    }
    return widths;
  }

  void draw_entry(SvgDocument& svg, const Entry& entry, double x, double y) const {
    entry.look.draw_line(svg, concat('M', pixels(x), ' ', pixels(y), 'h', sample), 2);
    if (entry.look.needs_markers()) entry.look.draw_marker(svg, {x + sample / 2, y});
    const std::string shown = fitted(entry.name, font_size, longest_name_);
    svg.text(x + sample + space, y + 4, shown, {{"class", "name"}}, entry.name);
  }

  double longest_name_;
  std::vector<Entry> entries_;
  std::vector<double> columns_;
};

}  // namespace weft::detail
