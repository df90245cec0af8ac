// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/hinge.hpp>

#include "rows.hpp"

namespace {

using weft::CategoricalHinge, weft::Hinge, weft::SquaredHinge;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::not_a_number;
using Row = std::vector<double>;

}  // namespace

TEST_CASE("hinge losses are what is missing to a margin of 1") {
  CHECK(loss_of(Hinge{}, Row{0.25, -2, 3}, Row{1, 1, 1}) == doctest::Approx((0.75 + 3 + 0) / 3));
  CHECK(loss_of(SquaredHinge{}, Row{0.25, -2, 3}, Row{1, 1, 1}) == doctest::Approx((0.75 * 0.75 + 9 + 0) / 3));
  CHECK(loss_of(Hinge{}, Row{-2, 0.5}, Row{-1, -1}) == doctest::Approx(1.5 / 2));
}

TEST_CASE("labels 0 and 1 stand for -1 and 1") {
  const Row p{0.3, -0.2, 2}, zeros{0, 1, 0}, signs{-1, 1, -1};
  CHECK(loss_of(Hinge{}, p, zeros) == loss_of(Hinge{}, p, signs));
  CHECK(loss_of(SquaredHinge{}, p, zeros) == loss_of(SquaredHinge{}, p, signs));
  CHECK(loss_of(Hinge{}, Row{3}, Row{0}) == 4);
}

TEST_CASE("a 0 beside other labels is a 0") {
  CHECK(loss_of(Hinge{}, Row{5, 0.5}, Row{0, -1}) == doctest::Approx((1 + 1.5) / 2));
}

TEST_CASE("in the corner of a hinge the derivative is that of the side with a loss") {
  CHECK(derivative_of(Hinge{}, Row{1, -1}, Row{1, -1}) == Row{-0.5, 0.5});
  CHECK(derivative_of(Hinge{}, Row{1.01, -1.01}, Row{1, -1}) == Row{0, 0});
  CHECK(derivative_of(SquaredHinge{}, Row{1, -1}, Row{1, -1}) == Row{0, 0});
}

TEST_CASE("categorical hinge compares the right class with the best of the others") {
  CHECK(loss_of(CategoricalHinge{}, Row{2, 0.5, 1.75}, Row{1, 0, 0}) == doctest::Approx(0.75));
  CHECK(loss_of(CategoricalHinge{}, Row{2, 0.5, 0.75}, Row{1, 0, 0}) == 0);
  CHECK(derivative_of(CategoricalHinge{}, Row{2, 0.5, 0.75}, Row{1, 0, 0}) == Row{0, 0, 0});
  CHECK(derivative_of(CategoricalHinge{}, Row{2, 0.5, 1.75}, Row{1, 0, 0}) == Row{-1, 0, 1});
}

TEST_CASE("classes that tie share the derivative of categorical hinge, also where its loss is just 0") {
  CHECK(derivative_of(CategoricalHinge{}, Row{2, 1, 1}, Row{1, 0, 0}) == Row{-1, 0.5, 0.5});
  CHECK(derivative_of(CategoricalHinge{}, Row{0, 0, -1}, Row{1, 0, 0}) == Row{-1, 0.5, 0});
}

TEST_CASE("hinge losses' derivatives agree with numerical ones") {
  const Row p{0.3, -0.2, 2, -1.5};
  check_derivative(Hinge{}, p, Row{1, 0, 0, 1});
  check_derivative(SquaredHinge{}, p, Row{1, -1, -1, 1});
  for (const Row& y : {Row{1, 0, 0, 0}, Row{0, 1, 0, 0}, Row{0, 0, 1, 0}}) check_derivative(CategoricalHinge{}, p, y);
}

TEST_CASE("hinge losses with a prediction that is not a number are not numbers") {
  const Row p{0.5, not_a_number, 2}, y{1, 0, 0};
  CHECK(std::isnan(loss_of(Hinge{}, p, y)));
  CHECK(std::isnan(loss_of(SquaredHinge{}, p, y)));
  CHECK(std::isnan(derivative_of(SquaredHinge{}, p, y)[1]));
  CHECK(std::isnan(loss_of(CategoricalHinge{}, p, y)));
  for (const double d : derivative_of(CategoricalHinge{}, p, y)) CHECK(std::isnan(d));
}

TEST_CASE("hinge losses accept targets from -1 to 1") {
  for (const double y : {-1.0, 0.0, 1.0})
    CHECK((Hinge{}.accepts(y) && SquaredHinge{}.accepts(y) && CategoricalHinge{}.accepts(y)));
  for (const double y : {-1.5, 2.0, not_a_number}) {
    CHECK(!Hinge{}.accepts(y));
    CHECK(!SquaredHinge{}.accepts(y));
    CHECK(!CategoricalHinge{}.accepts(y));
  }
}
