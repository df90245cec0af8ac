// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/lazy_rows.hpp>

#include <doctest/doctest.h>

#include <limits>

namespace {

using weft::Index;
using Rows = std::vector<Index>;
using Const = weft::Parameter<const float>;

/// A gradient of 100 rows of 3 numbers.
struct Gradient {
  weft::Tensor<float, 2> numbers = weft::Tensor<float, 2>(100, 3).setZero();
  weft::TouchedRows touched = {};

  [[nodiscard]] Rows rows() const {
    Rows found{1, 2, 3};  // which are forgotten
    weft::detail::find_rows(Const(numbers, touched), found);
    return found;
  }
};

}  // namespace

TEST_CASE("rows with a number other than zero are found, in their order, whether they are remembered or not") {
  Gradient gradient;
  CHECK(gradient.rows().empty());
  gradient.numbers(99, 2) = std::numeric_limits<float>::quiet_NaN();
  gradient.numbers(64, 0) = std::numeric_limits<float>::denorm_min();
  gradient.numbers(7, 1) = -0.0F;
  gradient.numbers(0, 1) = -1;
  CHECK(gradient.rows() == Rows{0, 64, 99});
  gradient.touched.begin(100);
  for (const Index row : {99, 64, 7, 5, 0}) gradient.touched.touch(row);
  CHECK(gradient.rows() == Rows{0, 64, 99});
  gradient.touched.forget();
  CHECK(gradient.rows() == Rows{0, 64, 99});
}

TEST_CASE("of a gradient that remembers its rows no others are looked at") {
  Gradient gradient;
  gradient.numbers.setConstant(1);
  gradient.touched.begin(100);
  gradient.touched.touch(8);
  CHECK(gradient.rows() == Rows{8});
}

TEST_CASE("a row is a step along the first extent, and a table without numbers has none") {
  const weft::Tensor<float, 3> deep(4, 3, 2);
  const weft::Tensor<float, 2> empty(0, 0);
  CHECK(weft::detail::numbers_a_row(Const(deep)) == 6);
  CHECK(weft::detail::numbers_a_row(Const(empty)) == 0);
  Rows rows{1};
  weft::detail::find_rows(Const(empty), rows);
  CHECK(rows.empty());
}

TEST_CASE("the rows of a step are those of its gradients, until the next") {
  Gradient gradient;
  gradient.numbers(5, 0) = gradient.numbers(64, 0) = 1;
  const Const parameter(gradient.numbers);
  weft::detail::LazyRows rows(2);
  const auto visited = [&](std::size_t number) {
    Rows result;
    rows.for_each(number, parameter, [&](Index first, Index count) { result.insert(result.end(), {first, count}); });
    return result;
  };
  CHECK(rows.find(1, parameter).size() == 2);
  CHECK(visited(1) == Rows{15, 3, 192, 3});
  CHECK(visited(0).empty());
  rows.clear();
  CHECK(visited(1).empty());
}
