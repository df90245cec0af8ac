// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/regression.hpp>

#include "rows.hpp"

namespace {

using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

}  // namespace

TEST_CASE("losses of numbers are means over a row's outputs") {
  const Row p{1, 4}, y{2, 2};
  CHECK(loss_of(weft::MeanSquaredError{}, p, y) == doctest::Approx((1 + 4) / 2.0));
  CHECK(loss_of(weft::MeanAbsoluteError{}, p, y) == doctest::Approx((1 + 2) / 2.0));
  CHECK(loss_of(weft::MeanAbsolutePercentageError{}, p, y) == doctest::Approx(100 * (0.5 + 1) / 2));
  const double down = std::log(2.0 / 3), up = std::log(5.0 / 3);
  CHECK(loss_of(weft::MeanSquaredLogarithmicError{}, p, y) == doctest::Approx((down * down + up * up) / 2));
  CHECK(loss_of(weft::Huber{}, p, y) == doctest::Approx((0.5 + 1.5) / 2));
  CHECK(loss_of(weft::Huber{.delta = 3}, p, y) == doctest::Approx((0.5 + 2) / 2));
  CHECK(loss_of(weft::LogCosh{}, p, y) == doctest::Approx((std::log(std::cosh(1)) + std::log(std::cosh(2))) / 2));
}

TEST_CASE("derivatives of losses of numbers agree with numerical ones") {
  const Row p{0.3, -1.5, 2.5, 0.9, 4, 0.01}, y{0.5, 1, -2, 0.2, 3.75, 0.5};
  check_derivative(weft::MeanSquaredError{}, p, y);
  check_derivative(weft::MeanAbsoluteError{}, p, y);
  check_derivative(weft::MeanAbsolutePercentageError{}, p, y);
  check_derivative(weft::MeanSquaredLogarithmicError{}, p, y);
  check_derivative(weft::Huber{}, p, y);
  check_derivative(weft::Huber{.delta = 0.3}, p, y);
  check_derivative(weft::LogCosh{}, p, y);
}

TEST_CASE("an error of 0 has derivative 0, and one of just delta has delta") {
  CHECK(derivative_of(weft::MeanAbsoluteError{}, Row{2}, Row{2}) == Row{0});
  CHECK(derivative_of(weft::MeanAbsolutePercentageError{}, Row{2}, Row{2}) == Row{0});
  CHECK(derivative_of(weft::LogCosh{}, Row{2}, Row{2}) == Row{0});
  CHECK(derivative_of(weft::Huber{.delta = 0.5}, Row{1.5}, Row{1}) == Row{0.5});
  CHECK(derivative_of(weft::Huber{.delta = 0.5}, Row{0.5}, Row{1}) == Row{-0.5});
}

TEST_CASE("a percentage of a target of 0 is one of 1e-7") {
  CHECK(loss_of(weft::MeanAbsolutePercentageError{}, Row{0.5}, Row{0}) == doctest::Approx(100 * 0.5 / 1e-7));
}

TEST_CASE("predictions below 1e-7 count as 1e-7 for the logarithmic error, and have no derivative") {
  const weft::MeanSquaredLogarithmicError loss;
  CHECK(loss_of(loss, Row{-3}, Row{1}) == loss_of(loss, Row{1e-7}, Row{1}));
  CHECK(derivative_of(loss, Row{-3}, Row{1}) == Row{0});
  CHECK(loss_of(loss, Row{2}, Row{-3}) == loss_of(loss, Row{2}, Row{1e-7}));
}

TEST_CASE("log_cosh keeps the digits of small errors and does not overflow for large ones") {
  CHECK(loss_of(weft::LogCosh{}, Row{1e-6}, Row{0}) == doctest::Approx(0.5e-12).epsilon(1e-9));
  CHECK(loss_of(weft::LogCosh{}, Row{-1e6}, Row{0}) == doctest::Approx(1e6 - std::log(2.0)).epsilon(1e-14));
  CHECK(loss_of(weft::LogCosh{}, std::vector<float>{1e30F}, std::vector<float>{0}) == 1e30F);
  for (const double e : {0.999999, 1.0, 1.000001})
    CHECK(loss_of(weft::LogCosh{}, Row{e}, Row{0}) == doctest::Approx(std::log(std::cosh(e))).epsilon(1e-14));
}

TEST_CASE("a long row keeps float's digits") {
  const std::vector<float> p(100001, 0.1F), y(100001, 0.0F);
  CHECK(loss_of(weft::MeanAbsoluteError{}, p, y) == doctest::Approx(static_cast<double>(0.1F)).epsilon(1e-7));
}

TEST_CASE("losses of numbers with a prediction that is not a number are not numbers") {
  const Row p{1, not_a_number}, y{1, 1};
  const auto check_stays = [&](const auto& loss) {
    CHECK(std::isnan(loss_of(loss, p, y)));
    CHECK(std::isnan(derivative_of(loss, p, y)[1]));
  };
  check_stays(weft::MeanSquaredError{});
  check_stays(weft::MeanAbsoluteError{});
  check_stays(weft::MeanAbsolutePercentageError{});
  check_stays(weft::MeanSquaredLogarithmicError{});
  check_stays(weft::Huber{});
  check_stays(weft::LogCosh{});
}

TEST_CASE("Huber refuses a delta that is not greater than 0, and tells it") {
  CHECK_NOTHROW(weft::Huber{.delta = 1e-3}.validate());
  CHECK_THROWS_WITH_AS(weft::Huber{.delta = 0}.validate(), "Huber: delta is 0; expected a number greater than 0",
                       std::invalid_argument);
  for (const double delta : {-1.0, not_a_number, infinity})
    CHECK_THROWS_AS(weft::Huber{.delta = delta}.validate(), std::invalid_argument);
  CHECK(weft::testing::losses::settings_of(weft::Huber{.delta = 0.1}).at("delta") == "0.1");
}
