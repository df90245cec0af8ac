// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weft {

enum class AxisScale { plain, logarithmic };

enum class LineStyle { solid, dashed };

/// What stands around the curves of a Chart: its title and the names of the axes, each of which may be empty.
struct ChartOptions {
  std::string title{};
  std::string x{};
  std::string y{};
  AxisScale x_scale = AxisScale::plain;
  AxisScale y_scale = AxisScale::plain;
};

/// The points of a series, as many x as y.
struct ChartPoints {
  std::vector<double> x{};
  std::vector<double> y{};
};

/// How a series of a Chart is drawn. Series with the same colour index have the same colour. A series that is given
/// none takes the next one; where it is dashed, the one of the series before it.
struct SeriesStyle {
  LineStyle line = LineStyle::solid;
  std::optional<std::size_t> colour{};
};

}  // namespace weft
