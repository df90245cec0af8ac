// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/error.hpp>
#include <weft/core/text.hpp>
#include <weft/plots/detail/plot_names.hpp>
#include <weft/plots/detail/shade.hpp>

namespace weft::detail {

/// A count, which is not whole where examples have weights.
inline std::string count_text(double count) {
  if (is_exactly(std::floor(count), count) && count < 1e15) return fixed_text(count, 0);
  return concat(count);
}

/// A share in per cent, in few letters: 12.3%, or 12% and <1%.
inline std::string percent_text(double share, int digits) {
  return digits == 0 && share > 0 && share < 0.005 ? "<1%" : fixed_text(100 * share, digits) + '%';
}

/// A square matrix of counts as SVG: a cell has its count and its share of the row, and is the darker the larger that
/// is. The classes are named left of their rows and below their columns. Lengths are in pixels.
class MatrixPicture {
 public:
  using Rows = std::vector<std::vector<double>>;

  MatrixPicture(PlotNames names, const std::vector<std::string>& classes, const Rows& rows)
      : names_(names),
        classes_(classes),
        rows_(rows),
        cell_(cell_size()),
        turned_(widest_text(classes, label_size) > cell_ - 6),
        area_(area()),
        svg_(width(), labels_end() + names.below(), names.title) {}

  [[nodiscard]] std::string svg() && {
    names_.draw(svg_, area_, labels_end(), width());
    draw_row_names();
    draw_column_names();
    draw_cells();
    return std::move(svg_).finish();
  }

 private:
  static constexpr double label_size = 12, longest_label = 200, widest_title = 680, slope = 0.7072;  // sin 45 degrees
  static constexpr std::string_view dark = "#333";

  [[nodiscard]] bool few_classes() const { return rows_.size() <= 10; }
  [[nodiscard]] double number_size() const { return few_classes() ? 13 : 10; }
  [[nodiscard]] double share_size() const { return few_classes() ? 11 : 8; }

  /// Wide enough for every number.
  [[nodiscard]] double cell_size() const {
    double size = rows_.size() == 1 ? 150 : rows_.size() <= 3 ? 110 : rows_.size() <= 6 ? 80 : few_classes() ? 64 : 36;
    for (const auto& row : rows_)
      for (const double count : row) size = (std::max)(size, text_width(count_text(count), number_size()) + 8);
    return size;
  }
  [[nodiscard]] double widest_label() const { return (std::min)(widest_text(classes_, label_size), longest_label); }
  [[nodiscard]] PlotArea area() const {
    const double left = names_.beside() + widest_label() + PlotNames::gap, top = names_.above() + 6;
    const double side = cell_ * static_cast<double>(rows_.size());
    return {left, top, left + side, top + side};
  }
  [[nodiscard]] double width() const {
    return (std::max)(area_.right, (std::min)(names_.title_width(), widest_title)) + PlotNames::margin;
  }
  [[nodiscard]] double labels_end() const {
    return area_.bottom + PlotNames::gap + (turned_ ? slope * widest_label() : 0) + label_size;
  }
  [[nodiscard]] double x(std::size_t column) const { return area_.left + cell_ * static_cast<double>(column); }
  [[nodiscard]] double y(std::size_t row) const { return area_.top + cell_ * static_cast<double>(row); }

  void draw_row_names() {
    svg_.open("g", {{"class", "y axis"}, {"font-size", label_size}, {"fill", dark}, {"text-anchor", "end"}});
    for (std::size_t k = 0; k < classes_.size(); ++k) {
      svg_.text(area_.left - PlotNames::gap, y(k) + cell_ / 2 + 4, fitted(classes_[k], label_size, longest_label),
                {{"class", "name"}}, classes_[k]);
    }
    svg_.close();
  }

  void draw_column_names() {
    const std::string_view anchor = turned_ ? "end" : "middle";
    svg_.open("g", {{"class", "x axis"}, {"font-size", label_size}, {"fill", dark}, {"text-anchor", anchor}});
    for (std::size_t k = 0; k < classes_.size(); ++k) {
      const double centre = x(k) + cell_ / 2, below = area_.bottom + PlotNames::gap + label_size - 3;
      const std::string turn = concat("rotate(-45 ", pixels(centre), ' ', pixels(below), ')');
      svg_.text(centre, below, fitted(classes_[k], label_size, longest_label),
                {{"class", "name"}, {"transform", turned_ ? turn : ""}}, classes_[k]);
    }
    svg_.close();
  }

  void draw_cells() {
    svg_.open("g", {{"class", "cells"}, {"text-anchor", "middle"}, {"stroke-width", 1}});
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      double sum = 0;
      for (const double count : rows_[row]) sum += count;
      for (std::size_t column = 0; column < rows_.size(); ++column) draw_cell(row, column, sum);
    }
    svg_.close();
  }

  void draw_cell(std::size_t row, std::size_t column, double sum) {
    const double count = rows_[row][column], share = sum > 0 ? count / sum : 0;
    const Colour ground = shade(share);
    const std::string number = count_text(count), percent = percent_text(share, few_classes() ? 1 : 0);
    svg_.element(
        "rect",
        {{"class", "cell"},
         {"x", x(column)},
         {"y", y(row)},
         {"width", cell_},
         {"height", cell_},
         {"fill", colour_text(ground)},
         {"stroke", "#d0d0d0"}},
        concat(classes_[row], ", predicted ", classes_[column], ": ", number, " of ", count_text(sum), ", ", percent));
    const double centre = x(column) + cell_ / 2, middle = y(row) + cell_ / 2;
    const std::string_view colour = readable_on(ground);
    const bool none = !(count > 0);
    svg_.text(centre, middle + (none ? number_size() / 3 : -1), number,
              {{"class", "count"}, {"font-size", number_size()}, {"fill", none ? "#767676" : colour}});
    if (!none)
      svg_.text(centre, middle + share_size() + 2, percent,
                {{"class", "share"}, {"font-size", share_size()}, {"fill", colour}});
  }

  PlotNames names_;
  const std::vector<std::string>& classes_;
  const Rows& rows_;
  double cell_;
  bool turned_;
  PlotArea area_;
  SvgDocument svg_;
};

}  // namespace weft::detail
