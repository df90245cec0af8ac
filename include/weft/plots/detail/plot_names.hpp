// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <weft/core/error.hpp>
#include <weft/plots/detail/svg_document.hpp>
#include <weft/plots/detail/text_width.hpp>

namespace weft::detail {

/// A rectangle, in pixels.
struct PlotArea {
  double left, top, right, bottom;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
};

/// The title of a picture and the names of its axes: sizes in pixels, and how they are drawn. An empty one takes no
/// room.
struct PlotNames {
  static constexpr double margin = 20, title_size = 17, size = 13, gap = 8;
  static constexpr std::string_view colour = "#222";

  const std::string &title, &x, &y;

  /// What stands above, left of and below everything else.
  [[nodiscard]] double above() const { return title.empty() ? margin / 2 : margin + title_size + 10; }
  [[nodiscard]] double beside() const { return margin + (y.empty() ? 0 : size + gap); }
  [[nodiscard]] double below() const { return x.empty() ? margin / 2 : 2 * gap + size + margin / 2; }

  [[nodiscard]] double title_width() const { return margin + bold * text_width(title, title_size); }

  /// The name of the horizontal axis stands under `bottom`, that of the vertical one at the picture's left side.
  void draw(SvgDocument& svg, const PlotArea& area, double bottom, double width) const {
    svg.text(margin, margin + title_size - 2, fitted(title, title_size, (width - 2 * margin) / bold + 1),
             {{"class", "title"}, {"font-size", title_size}, {"font-weight", "600"}, {"fill", colour}}, title);
    const double centre = (area.left + area.right) / 2, middle = (area.top + area.bottom) / 2;
    write(svg, centre, bottom + 2 * gap + size - 3, x, "x name", area.width());
    const std::string turned = concat("rotate(-90 ", pixels(margin + size - 3), ' ', pixels(middle), ')');
    write(svg, margin + size - 3, middle, y, "y name", area.height(), turned);
  }

 private:
  static constexpr double bold = 1.1;  // bold letters are wider

  static void write(SvgDocument& svg, double x, double y, const std::string& name, std::string_view its_class,
                    double room, std::string_view transform = {}) {
    svg.text(x, y, fitted(name, size, room),
             {{"class", its_class},
              {"font-size", size},
              {"fill", colour},
              {"text-anchor", "middle"},
              {"transform", transform}},
             name);
  }
};

}  // namespace weft::detail
