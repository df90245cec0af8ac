// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>
#include <weft/plots/chart_options.hpp>
#include <weft/plots/detail/chart_picture.hpp>

namespace weft {

/// Curves between two axes, as SVG:
///
///   weft::Chart{{.title = "Loss", .x = "epoch", .y = "loss"}}
///       .add("loss", {0.69, 0.42, 0.31})
///       .add("val_loss", {0.58, 0.47, 0.45}, {.line = weft::LineStyle::dashed})
///       .save("loss.svg");
///
/// The axes have round numbers, the horizontal one whole numbers where all x are whole. The legend stands above the
/// curves; a series with an empty name is not in it. A name that is too long is cut, and whole in its tooltip.
///
/// A point that is not finite, or beyond 1e200, leaves a gap in its curve; on a logarithmic axis also one that is 0 or
/// less. Of more points than the picture has room for, those that make a difference are drawn. A curve of few points
/// has markers, whose tooltips are the values.
///
/// Errors: std::invalid_argument when a series has not as many x as y; FileError when a file cannot be written.
class Chart {
 public:
  using Options = ChartOptions;

  explicit Chart(Options options = {}) : options_(std::move(options)) {}

  /// Adds a series whose points have x = 1, 2, 3, ...: the values of a first epoch, a second, and so on.
  Chart& add(std::string name, std::vector<double> y, SeriesStyle style = {}) {
    std::vector<double> x(y.size());
    for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k + 1);
    return add(std::move(name), ChartPoints{std::move(x), std::move(y)}, style);
  }

  /// Adds a series of points, which are joined in this order: .add("loss", {.x = steps, .y = losses}).
  Chart& add(std::string name, ChartPoints points, SeriesStyle style = {}) {
    throw_unless(points.x.size() == points.y.size(), "Chart: series '", name, "' has ", points.x.size(), " x and ",
                 points.y.size(), " y; expected as many x as y");
    const std::size_t colour = choose_colour(style);
    series_.push_back({std::move(name), std::move(points), {style.line, colour}});
    last_colour_ = colour;
    return *this;
  }

  [[nodiscard]] std::string svg() const { return detail::ChartPicture(options_, series_).svg(); }

  /// Writes svg() to a file, which appears whole or not at all.
  void save(const std::filesystem::path& path) const { write_atomically(path, svg()); }

 private:
  [[nodiscard]] std::size_t choose_colour(const SeriesStyle& style) {
    if (style.colour) return *style.colour;
    if (style.line == LineStyle::dashed && !series_.empty()) return last_colour_;
    return next_colour_++;
  }

  Options options_;
  std::vector<detail::ChartSeries> series_;
  std::size_t next_colour_ = 0, last_colour_ = 0;
};

}  // namespace weft
