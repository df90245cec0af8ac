// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <weft/core/error.hpp>
#include <weft/plots/chart_options.hpp>
#include <weft/plots/detail/svg_document.hpp>
#include <weft/plots/detail/thinned.hpp>

namespace weft::detail {

/// How a series looks. There are seven colours; where they begin again, another shape of marker tells the series apart.
///
/// Colours: Okabe & Ito 2008, which people tell apart whatever kind of colour blindness they have, without the yellow,
/// which hardly shows on white, and with grey for black.
class SeriesLook {
 public:
  SeriesLook(LineStyle line, std::size_t colour)
      : line_(line), colour_(colours[colour % colours.size()]), shape_(colour / colours.size() % shapes) {}

  [[nodiscard]] std::string_view colour() const { return colour_; }
  /// Whether the colour alone does not tell the series from others.
  [[nodiscard]] bool needs_markers() const { return shape_ > 0; }

  /// A line along a path of SVG.
  void draw_line(SvgDocument& svg, std::string_view path, double width) const {
    svg.element("path", {{"class", "line"},
                         {"d", path},
                         {"fill", "none"},
                         {"stroke", colour_},
                         {"stroke-width", width},
                         {"stroke-linejoin", "round"},
                         {"stroke-dasharray", line_ == LineStyle::dashed ? "6 4" : ""}});
  }

  /// Filled on a solid line, open on a dashed one.
  void draw_marker(SvgDocument& svg, PixelPoint at, std::string_view tooltip = {}) const {
    const std::string_view inside = line_ == LineStyle::dashed ? "#fff" : colour_;
    if (shape_ == 0) {
      svg.element("circle",
                  {{"class", "marker"},
                   {"cx", at.x},
                   {"cy", at.y},
                   {"r", 3},
                   {"fill", inside},
                   {"stroke", colour_},
                   {"stroke-width", 1.5}},
                  tooltip);
    } else {
      svg.element(
          "path",
          {{"class", "marker"}, {"d", outline(at)}, {"fill", inside}, {"stroke", colour_}, {"stroke-width", 1.5}},
          tooltip);
    }
  }

 private:
  static constexpr std::array<std::string_view, 7> colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                           "#e69f00", "#56b4e9", "#4d4d4d"};
  static constexpr std::size_t shapes = 4;

  /// A square, a triangle or a diamond.
  [[nodiscard]] std::string outline(PixelPoint at) const {
    const std::string begin = concat('M', pixels(at.x), ' ', pixels(at.y));
    if (shape_ == 1) return begin + "m-3-3h6v6h-6z";
    return begin + (shape_ == 2 ? "m0-4l4 7h-8z" : "m0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z");
  }

  LineStyle line_;
  std::string_view colour_;
  std::size_t shape_;
};

}  // namespace weft::detail
