// SPDX-License-Identifier: MIT
#include <weft/plots/chart_options.hpp>

#include <doctest/doctest.h>

TEST_CASE("what is not asked for is a plain chart: nothing named, linear axes, solid lines, colours by themselves") {
  const weft::ChartOptions options;
  CHECK(options.title.empty());
  CHECK(options.x.empty());
  CHECK(options.y.empty());
  CHECK(options.x_scale == weft::AxisScale::plain);
  CHECK(options.y_scale == weft::AxisScale::plain);
  const weft::SeriesStyle style;
  CHECK(style.line == weft::LineStyle::solid);
  CHECK(!style.colour);
}
