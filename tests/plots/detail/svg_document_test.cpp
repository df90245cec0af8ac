// SPDX-License-Identifier: MIT
#include <weft/plots/detail/svg_document.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "files/thrown.hpp"
#include "plots/svg_reader.hpp"
#include "text/temporary_folder.hpp"

using weft::detail::SvgDocument;

TEST_CASE("text is escaped for tags and quotes") {
  CHECK(weft::detail::xml_text("a<b>&\"c\" 'd'") == "a&lt;b&gt;&amp;&quot;c&quot; 'd'");
  CHECK(weft::detail::xml_text("ü旗") == "ü旗");
  CHECK(weft::detail::xml_text("a\tb\nc") == "a b c");
  CHECK(weft::detail::xml_text(std::string("a\0b\x1F", 4)) ==
        "a\uFFFD"
        "b\uFFFD");
  CHECK(weft::detail::xml_text("\xFFz\xEF\xBF\xBF") == "\uFFFDz\uFFFD");
}

TEST_CASE("numbers of pixels have two decimals at most, and no sign at zero") {
  CHECK(weft::detail::pixels(12) == "12");
  CHECK(weft::detail::pixels(1.0 / 3) == "0.33");
  CHECK(weft::detail::pixels(-0.001) == "0");
  CHECK(weft::detail::pixels(1234.567) == "1234.57");
}

TEST_CASE("a document is well-formed, with its elements inside each other") {
  SvgDocument document(30, 20, "a \"label\"");
  document.open("g", {{"class", "outer"}});
  document.open("g", {{"class", "inner"}});
  document.element("circle", {{"class", "dot"}, {"r", 1.25}, {"stroke", ""}}, "a <tip>");
  document.close();
  document.text(1, 2, "shown", {{"class", "name"}}, "shown");
  document.text(1, 2, "sho\u2026", {{"class", "cut"}}, "shown & whole");
  document.text(1, 2, "", {{"class", "empty"}});
  const SvgReader svg(std::move(document).finish());
  CHECK(svg.root()["aria-label"] == "a \"label\"");
  const auto dot = svg.all("circle", "dot").at(0);
  CHECK(dot["r"] == "1.25");
  CHECK_FALSE(dot.attributes.contains("stroke"));
  CHECK(svg.elements()[dot.parent].is("g", "inner"));
  CHECK(svg.elements()[svg.elements()[dot.parent].parent].is("g", "outer"));
  CHECK(svg.tooltips("circle", "dot") == std::vector<std::string>{"a <tip>"});
  CHECK(svg.all("text", "empty").empty());
  CHECK(svg.tooltips("text", "name").empty());
  CHECK(svg.tooltips("text", "cut") == std::vector<std::string>{"shown & whole"});
}
