// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <weft/core/tensor.hpp>
#include <weft/kernels/view.hpp>

namespace {

using weft::kernels::Index;
using weft::kernels::View;

}  // namespace

TEST_CASE("a View reads and writes memory row after row") {
  double numbers[6] = {0, 1, 2, 3, 4, 5};
  const View<double> m(numbers, 2, 3);
  CHECK(m(0, 2) == 2);
  CHECK(m(1, 0) == 3);
  m(1, 2) = 9;
  CHECK(numbers[5] == 9);
}

TEST_CASE("a View of part of a matrix steps over the rest of each row") {
  float numbers[12] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const View<float> left(numbers, 3, 2, 4);
  CHECK(left(2, 1) == 9);
  const View<float> every_second(numbers, 3, 2, 4, 2);
  CHECK(every_second(1, 1) == 6);
}

TEST_CASE("transposed swaps rows and columns without moving anything") {
  const int numbers[6] = {0, 1, 2, 3, 4, 5};
  const View<const int> m(numbers, 2, 3), t = transposed(m), again = transposed(t);
  CHECK(t.rows == 3);
  CHECK(t.columns == 2);
  for (Index r = 0; r < 2; ++r)
    for (Index c = 0; c < 3; ++c) {
      CHECK(&t(c, r) == &m(r, c));
      CHECK(&again(r, c) == &m(r, c));
    }
}

TEST_CASE("view looks at a tensor's own elements, const if it is") {
  weft::Tensor<float, 2> tensor(2, 4);
  const auto m = weft::kernels::view(tensor);
  static_assert(std::same_as<decltype(m), const View<float>>);
  static_assert(std::same_as<decltype(weft::kernels::view(std::as_const(tensor))), View<const float>>);
  CHECK(m.rows == 2);
  CHECK(m.columns == 4);
  CHECK(&m(1, 3) == &tensor(1, 3));
  const View<const float> read_only = m;
  CHECK(&read_only(0, 1) == &tensor(0, 1));
}

TEST_CASE("a View of a part stays one when it becomes read-only") {
  float numbers[12] = {};
  const View<float> part(numbers, 2, 2, 5, 3);
  const View<const float> read_only = part;
  CHECK(read_only.row_stride == 5);
  CHECK(read_only.column_stride == 3);
}
