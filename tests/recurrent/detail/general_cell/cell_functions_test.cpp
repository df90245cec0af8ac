// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include <weft/recurrent/detail/general_cell/cell_functions.hpp>

namespace {

weft::Rows<double> rows(std::initializer_list<double> numbers) {
  weft::Rows<double> result;
  result.resize(2, 2);
  std::copy(numbers.begin(), numbers.end(), result.data());
  return result;
}

}  // namespace

TEST_CASE("a cell's functions are the kernels' unless it is told others") {
  CHECK(weft::detail::CellFunctions{}.are_default());
  CHECK_FALSE(weft::detail::CellFunctions{.activation = weft::relu}.are_default());
  CHECK_FALSE(weft::detail::CellFunctions{.recurrent_activation = weft::tanh}.are_default());
}

TEST_CASE("a function is applied to rows, and its derivative takes the place of what it was applied to") {
  const auto z = rows({0.5, -1, 2, 0.25});
  auto y = rows({}), dy = rows({1, 2, 3, 4}), dz = z;
  weft::detail::activate(weft::softmax, z, y);
  CHECK(y.row(0)[0] == doctest::Approx(1 / (1 + std::exp(-1.5))));
  CHECK(y.row(1)[0] + y.row(1)[1] == doctest::Approx(1));
  weft::detail::differentiate(weft::softmax, dz, y, dy);
  CHECK(dz.row(0)[0] == doctest::Approx(-y.row(0)[0] * y.row(0)[1]));

  dz = z;
  weft::detail::activate(weft::tanh, z, y);
  const double y_11 = y.row(1)[1];
  weft::detail::differentiate(weft::tanh, dz, y, y);  // y in place of dy
  CHECK(dz.row(1)[1] == doctest::Approx(y_11 * (1 - y_11 * y_11)));
}
