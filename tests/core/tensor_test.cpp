// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <weft/core/tensor.hpp>

using weft::Index;

TEST_CASE("a Tensor's last axis is contiguous") {
  weft::Tensor<float, 3> x(2, 3, 4);
  for (Index k = 0; k < x.size(); ++k) x.data()[k] = static_cast<float>(k);
  CHECK(x(1, 2, 3) == 23);
  CHECK(x(1, 0, 0) == 12);
  CHECK(x(0, 1, 0) == 4);
}

TEST_CASE("Rows keep their memory when there are fewer of them") {
  weft::Rows<double> rows;
  CHECK(rows.count() == 0);
  CHECK(rows.features() == 0);
  rows.resize(4, 5);
  const double* memory = rows.data();
  rows.resize(2, 3);
  CHECK(rows.data() == memory);
  CHECK(rows.count() == 2);
  CHECK(rows.features() == 3);
  CHECK(rows.row(1) == memory + 3);
}

TEST_CASE("resize_zero clears Rows") {
  weft::Rows<float> rows;
  rows.resize(2, 2);
  for (Index k = 0; k < 4; ++k) rows.data()[k] = 1;
  rows.resize_zero(1, 3);
  for (Index k = 0; k < 3; ++k) CHECK(rows.data()[k] == 0);
}

TEST_CASE("Rows are seen as a rank-2 tensor without a copy") {
  weft::Rows<float> rows;
  rows.resize_zero(2, 3);
  rows.tensor()(1, 2) = 9;
  CHECK(rows.row(1)[2] == 9);
  const auto view = std::as_const(rows).tensor();
  CHECK(view.data() == rows.data());
  CHECK(view.dimension(0) == 2);
  CHECK(view.dimension(1) == 3);
}

TEST_CASE("shape_text writes extents as a reader does") {
  CHECK(weft::shape_text(weft::Tensor<float, 2>(3, 4)) == "[3 x 4]");
  CHECK(weft::shape_text(weft::Tensor<double, 1>(7)) == "[7]");
  CHECK(weft::shape_text(weft::Tensor<int, 3>(0, 2, 1)) == "[0 x 2 x 1]");
}
