// SPDX-License-Identifier: MIT
#include <weft/plots/detail/chart_legend.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "plots/svg_reader.hpp"

namespace {

using weft::detail::ChartLegend;

ChartLegend legend_of(const std::vector<std::string>& names) {
  std::vector<ChartLegend::Entry> entries;
  for (const std::string& name : names) entries.push_back({name, {weft::LineStyle::solid, entries.size()}});
  return {std::move(entries), 680};
}

/// How many names are in the row that begins with the first.
std::size_t columns(const ChartLegend& legend) {
  weft::detail::SvgDocument svg(720, 500, "");
  legend.draw(svg, 20, 40);
  std::size_t count = 0;
  const auto names = SvgReader(std::move(svg).finish()).within("legend", "text");
  for (const SvgElement& name : names) count += name["y"] == names[0]["y"] ? 1U : 0U;
  return count;
}

}  // namespace

TEST_CASE("a legend has as many columns as there is room for, and as many rows as that takes") {
  CHECK(legend_of({}).height() == 0);
  CHECK(columns(legend_of({"loss"})) == 1);
  CHECK(columns(legend_of({"loss", "val_loss"})) == 2);
  const auto many = legend_of(std::vector<std::string>(20, "run 1"));
  CHECK(columns(many) >= 5);
  CHECK(many.height() == doctest::Approx(20.0 * static_cast<double>((20 + columns(many) - 1) / columns(many))));
  CHECK(columns(legend_of(std::vector<std::string>(3, std::string(50, 'm')))) == 1);
  CHECK(legend_of(std::vector<std::string>(3, std::string(50, 'm'))).height() == 60);
}

TEST_CASE("columns are as wide as their own longest names") {
  std::vector<std::string> names;
  for (int k = 0; k < 6; ++k) names.insert(names.end(), {std::string(40, 'm'), "val"});
  CHECK(columns(legend_of(names)) == 2);
}
