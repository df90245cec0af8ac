// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/similarity.hpp>

#include "rows.hpp"

namespace {

using weft::CosineSimilarity, weft::Dice, weft::Tversky;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

}  // namespace

TEST_CASE("cosine similarity is -1 where rows point the same way, 0 at right angles and 1 where they are opposite") {
  CHECK(loss_of(CosineSimilarity{}, Row{1, 2, 3}, Row{2, 4, 6}) == doctest::Approx(-1));
  CHECK(loss_of(CosineSimilarity{}, Row{1, 0}, Row{0, 5}) == doctest::Approx(0));
  CHECK(loss_of(CosineSimilarity{}, Row{1, 2}, Row{-1, -2}) == doctest::Approx(1));
  CHECK(loss_of(CosineSimilarity{}, Row{3, 4}, Row{1, 0}) == doctest::Approx(-0.6));
}

TEST_CASE("rows of zeros have a similarity of 0 to anything") {
  CHECK(loss_of(CosineSimilarity{}, Row{0, 0}, Row{1, 2}) == 0);
  CHECK(loss_of(CosineSimilarity{}, Row{1, 2}, Row{0, 0}) == 0);
  CHECK(derivative_of(CosineSimilarity{}, Row{1, 2}, Row{0, 0}) == Row{0, 0});
  CHECK(derivative_of(CosineSimilarity{}, Row{0, 0}, Row{3, 4})[0] == doctest::Approx(-0.6e7));
}

TEST_CASE("cosine similarity of large floats does not overflow") {
  CHECK(loss_of(CosineSimilarity{}, std::vector<float>{1e30F, 0}, std::vector<float>{1e30F, 0}) == doctest::Approx(-1));
}

TEST_CASE("dice is 0 for a set and itself, and near 1 for sets without a common member") {
  CHECK(loss_of(Dice{}, Row{1, 0, 1}, Row{1, 0, 1}) == doctest::Approx(0).epsilon(1e-6));
  CHECK(loss_of(Dice{}, Row{0, 1, 0}, Row{1, 0, 1}) == doctest::Approx(1));
  CHECK(loss_of(Dice{}, Row{0.5, 0.2, 1}, Row{0, 1, 1}) == doctest::Approx(1 - 2.4 / 3.7).epsilon(1e-6));
  CHECK(loss_of(Dice{}, Row{0, 0}, Row{0, 0}) == 1);
}

TEST_CASE("tversky weighs what was missed by alpha and what is too much by beta, and is dice if both are 0.5") {
  const Row p{0.5, 0.2, 1}, y{0, 1, 1};
  CHECK(loss_of(Tversky{.alpha = 0.3, .beta = 0.7}, p, y) ==
        doctest::Approx(1 - 1.2 / (1.2 + 0.3 * 0.8 + 0.7 * 0.5)).epsilon(1e-6));
  CHECK(loss_of(Tversky{}, p, y) == doctest::Approx(loss_of(Dice{}, p, y)).epsilon(1e-6));
}

TEST_CASE("losses of similarity have derivatives that agree with numerical ones") {
  const Row p{0.3, 0.9, 0.2, 0.6};
  check_derivative(CosineSimilarity{}, p, Row{1, 0, -1, 2});
  check_derivative(CosineSimilarity{}, {-3, 0.9, 20, 6}, Row{1, 0, -1, 2});
  check_derivative(Dice{}, p, Row{1, 0, 0, 1});
  check_derivative(Tversky{.alpha = 0.2, .beta = 1.5}, p, Row{1, 0, 0.5, 1});
}

TEST_CASE("losses of similarity with a prediction that is not a number are not numbers") {
  const Row p{0.5, not_a_number}, y{1, 0};
  const auto check_stays = [&](const auto& loss) {
    CHECK(std::isnan(loss_of(loss, p, y)));
    for (const double d : derivative_of(loss, p, y)) CHECK(std::isnan(d));
  };
  check_stays(CosineSimilarity{});
  check_stays(Dice{});
  check_stays(Tversky{});
}

TEST_CASE("dice and tversky accept targets from 0 to 1") {
  for (const double y : {0.0, 0.5, 1.0}) CHECK((Dice{}.accepts(y) && Tversky{}.accepts(y)));
  for (const double y : {-0.5, 1.5, not_a_number}) {
    CHECK(!Dice{}.accepts(y));
    CHECK(!Tversky{}.accepts(y));
  }
}

TEST_CASE("tversky refuses weights that are not numbers of at least 0, and tells them") {
  CHECK_NOTHROW(Tversky{.alpha = 0, .beta = 3}.validate());
  CHECK_THROWS_WITH_AS(Tversky{.alpha = -1}.validate(), "Tversky: alpha is -1; expected a number that is at least 0",
                       std::invalid_argument);
  CHECK_THROWS_AS(Tversky{.beta = infinity}.validate(), std::invalid_argument);
  const auto settings = weft::testing::losses::settings_of(Tversky{.alpha = 0.3});
  CHECK(settings.at("alpha") == "0.3");
  CHECK(settings.at("beta") == "0.5");
}
