// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/divergence.hpp>

#include "rows.hpp"

namespace {

using weft::KLDivergence, weft::Poisson;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

}  // namespace

TEST_CASE("the Kullback-Leibler divergence is 0 from a distribution to itself, and the sum of y log(y / p)") {
  CHECK(loss_of(KLDivergence{}, Row{0.2, 0.8}, Row{0.2, 0.8}) == doctest::Approx(0));
  const double expected = 0.5 * std::log(0.5 / 0.2) + 0.5 * std::log(0.5 / 0.8);
  CHECK(loss_of(KLDivergence{}, Row{0.2, 0.8}, Row{0.5, 0.5}) == doctest::Approx(expected));
}

TEST_CASE("a probability beyond the clip of the divergence counts as its end and has no derivative") {
  CHECK(loss_of(KLDivergence{}, Row{0}, Row{0.5}) == doctest::Approx(0.5 * std::log(0.5 / 1e-7)));
  CHECK(loss_of(KLDivergence{}, Row{0.5}, Row{0}) == doctest::Approx(1e-7 * std::log(1e-7 / 0.5)));
  CHECK(derivative_of(KLDivergence{}, Row{0, 1.5}, Row{0.5, 0.5}) == Row{0, 0});
  CHECK(derivative_of(KLDivergence{}, Row{1}, Row{0.5}) == Row{-0.5});
}

TEST_CASE("the Poisson loss is the mean of p - y log p, least where p is y") {
  CHECK(loss_of(Poisson{}, Row{2, 3}, Row{1, 4}) ==
        doctest::Approx((2 - std::log(2.0) + 3 - 4 * std::log(3.0)) / 2).epsilon(1e-6));
  CHECK(derivative_of(Poisson{}, Row{4, 4}, Row{4, 2})[0] == doctest::Approx(0).epsilon(1e-6));
  CHECK(derivative_of(Poisson{}, Row{4, 4}, Row{4, 2})[1] == doctest::Approx(0.25));
  CHECK(std::isfinite(loss_of(Poisson{}, Row{0}, Row{3})));
  CHECK(std::isnan(loss_of(Poisson{}, Row{-1}, Row{3})));
}

TEST_CASE("derivatives of divergences agree with numerical ones") {
  check_derivative(KLDivergence{}, {0.2, 0.3, 0.5, 0.01}, Row{0.1, 0.6, 0, 0.3});
  check_derivative(Poisson{}, {0.2, 3, 5, 0.01}, Row{1, 6, 0, 0.3});
}

TEST_CASE("divergences with a prediction that is not a number are not numbers") {
  CHECK(std::isnan(loss_of(KLDivergence{}, Row{0.5, not_a_number}, Row{1, 0})));
  CHECK(std::isnan(derivative_of(KLDivergence{}, Row{0.5, not_a_number}, Row{1, 0})[1]));
  CHECK(std::isnan(loss_of(Poisson{}, Row{0.5, not_a_number}, Row{1, 0})));
  CHECK(std::isnan(derivative_of(Poisson{}, Row{0.5, not_a_number}, Row{1, 0})[1]));
}

TEST_CASE("divergences accept targets of at least 0") {
  for (const double y : {0.0, 0.5, 12.0}) CHECK((KLDivergence{}.accepts(y) && Poisson{}.accepts(y)));
  for (const double y : {-0.5, infinity, not_a_number}) {
    CHECK(!KLDivergence{}.accepts(y));
    CHECK(!Poisson{}.accepts(y));
  }
}
