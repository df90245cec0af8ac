// SPDX-License-Identifier: MIT
#include <weft/plots/detail/matrix_picture.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "plots/svg_reader.hpp"

using namespace weft::detail;

TEST_CASE("counts are whole numbers where they can be") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(12345678) == "12345678");
  CHECK(count_text(0.25) == "0.25");
  CHECK(count_text(1e20) == "1e+20");
}

TEST_CASE("shares are per cent") {
  CHECK(percent_text(0.1234, 1) == "12.3%");
  CHECK(percent_text(1, 1) == "100.0%");
  CHECK(percent_text(0.126, 0) == "13%");
  CHECK(percent_text(0.004, 0) == "<1%");
  CHECK(percent_text(0, 0) == "0%");
}

TEST_CASE("cells grow with their numbers, the picture with its title") {
  const std::string none, title(30, 'm');
  const std::vector<std::string> classes{"a"};
  const MatrixPicture::Rows small{{1}}, large{{123456789012345}};
  const auto picture = [&](const std::string& its_title, const MatrixPicture::Rows& rows) {
    return SvgReader(MatrixPicture({its_title, none, none}, classes, rows).svg());
  };
  const std::vector<std::string> many(30, "a");
  const MatrixPicture::Rows ones(30, std::vector<double>(30, 1)), millions(30, std::vector<double>(30, 1e6));
  const auto cell = [&](const MatrixPicture::Rows& rows) {
    return SvgReader(MatrixPicture({none, none, none}, many, rows).svg()).all("rect", "cell")[0].number("width");
  };
  CHECK(cell(ones) < cell(millions));
  CHECK(cell(millions) > 7 * 10 * 0.636);  // seven digits of DejaVu Sans
  CHECK(picture(none, small).root().number("width") < picture(title, small).root().number("width"));
  CHECK(picture(title, large).all("text", "title")[0].text == title);
}

TEST_CASE("the names of columns are turned where they are wider than a cell, and stay in the picture") {
  const std::string none;
  const std::vector<std::string> narrow{"a", "b"}, wide{"a rather long name", "b"};
  const MatrixPicture::Rows rows{{1, 2}, {3, 4}};
  const SvgReader level(MatrixPicture({none, none, none}, narrow, rows).svg());
  const SvgReader turned(MatrixPicture({none, none, none}, wide, rows).svg());
  CHECK_FALSE(level.within("x axis", "text")[0].attributes.contains("transform"));
  const SvgElement name = turned.within("x axis", "text")[0];
  CHECK(name["transform"].starts_with("rotate(-45 "));
  const double extent = 18 * 0.55 * 12 * 0.7071;  // a typical width, turned by 45 degrees
  CHECK(name.number("x") - extent > 0);
  CHECK(name.number("y") + extent < turned.root().number("height"));
}
