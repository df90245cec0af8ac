// SPDX-License-Identifier: MIT
#include <weft/plots/detail/plot_names.hpp>

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "plots/svg_reader.hpp"

TEST_CASE("names take room only where there are some") {
  const std::string none, some = "some";
  const weft::detail::PlotNames empty{none, none, none}, full{some, some, some};
  CHECK(empty.above() < full.above());
  CHECK(empty.beside() < full.beside());
  CHECK(empty.below() < full.below());
}

TEST_CASE("names that are longer than the picture are cut") {
  const std::string longest(300, 'x');
  const weft::detail::PlotNames names{longest, longest, longest};
  weft::detail::SvgDocument document(400, 300, "");
  names.draw(document, {60, 40, 380, 240}, 262, 400);
  const SvgReader svg(std::move(document).finish());
  for (const char* name : {"title", "x name", "y name"}) {
    const SvgElement text = svg.all("text", name).at(0);
    CHECK(svg.tooltips("text", name).at(0) == longest);
    const double letters = static_cast<double>(text.text.size());
    CHECK(letters * 0.55 * text.number("font-size") < (name[0] == 'y' ? 200 : 360));
    CHECK(letters > 15);
  }
}
