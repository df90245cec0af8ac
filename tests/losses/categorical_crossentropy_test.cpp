// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/categorical_crossentropy.hpp>

#include "rows.hpp"

namespace {

using weft::CategoricalCrossentropy;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

constexpr CategoricalCrossentropy of_p{}, of_z{.from_logits = true};

}  // namespace

TEST_CASE("categorical cross-entropy is minus the log of the probability of the right class") {
  CHECK(loss_of(of_p, Row{0.2, 0.5, 0.3}, Row{0, 1, 0}) == doctest::Approx(-std::log(0.5)));
  CHECK(loss_of(of_z, Row{1, 2, 3}, Row{0, 0, 1}) == doctest::Approx(std::log(1 + std::exp(-1.0) + std::exp(-2.0))));
  CHECK(loss_of(of_p, Row{0.25, 0.75}, Row{0.5, 0.5}) == doctest::Approx(-std::log(0.25 * 0.75) / 2));
}

TEST_CASE("categorical cross-entropy of probabilities divides them by their sum first") {
  CHECK(loss_of(of_p, Row{2, 5, 3}, Row{0, 1, 0}) == doctest::Approx(-std::log(0.5)));
}

TEST_CASE("categorical cross-entropy of logits is that of their softmax") {
  const Row z{0.5, -1, 2, 0};
  double sum = 0;
  for (const double x : z) sum += std::exp(x);
  Row p;
  for (const double x : z) p.push_back(std::exp(x) / sum);
  const Row y{0.1, 0.2, 0.6, 0.1};
  CHECK(loss_of(of_z, z, y) == doctest::Approx(loss_of(of_p, p, y)).epsilon(1e-14));
}

TEST_CASE("label smoothing gives each class a part of the target") {
  const Row p{0.2, 0.5, 0.3}, y{0, 1, 0}, smoothed{0.1, 0.8, 0.1};
  CHECK(loss_of(CategoricalCrossentropy{.label_smoothing = 0.3}, p, y) == doctest::Approx(loss_of(of_p, p, smoothed)));
  CHECK(loss_of(CategoricalCrossentropy{.from_logits = true, .label_smoothing = 0.3}, p, y) ==
        doctest::Approx(loss_of(of_z, p, smoothed)));
}

TEST_CASE(
    "categorical cross-entropy's derivatives agree with numerical ones, also of targets that do not add up to 1") {
  for (const Row& y : {Row{0, 1, 0, 0}, Row{0.2, 0.3, 0.4, 0.1}, Row{1, 0, 2, 0}, Row{0, 0, 0, 0}})
    for (const double smoothing : {0.0, 0.2}) {
      check_derivative(CategoricalCrossentropy{.label_smoothing = smoothing}, {0.1, 0.5, 0.3, 0.2}, y);
      check_derivative(CategoricalCrossentropy{.from_logits = true, .label_smoothing = smoothing}, {0.1, -2, 3, 1}, y);
    }
}

TEST_CASE("categorical cross-entropy of logits of +-10,000 is finite") {
  CHECK(loss_of(of_z, Row{1e4, -1e4, 0}, Row{1, 0, 0}) == 0);
  CHECK(loss_of(of_z, Row{1e4, -1e4, 0}, Row{0, 1, 0}) == 2e4);
  CHECK(derivative_of(of_z, Row{1e4, -1e4, 0}, Row{0, 1, 0})[1] == doctest::Approx(-1));
}

TEST_CASE("a logit of -infinity excludes a class, which costs nothing unless it is the right one") {
  const Row z{1, 2, -infinity};
  CHECK(loss_of(of_z, z, Row{1, 0, 0}) == doctest::Approx(std::log(1 + std::exp(1.0))));
  CHECK(derivative_of(of_z, z, Row{1, 0, 0})[2] == doctest::Approx(0));
  CHECK(loss_of(of_z, z, Row{0, 0, 1}) == infinity);
}

TEST_CASE("a probability beyond the clip counts as its end, and only the others have a derivative of their own") {
  CHECK(loss_of(of_p, Row{0, 1}, Row{1, 0}) == doctest::Approx(-std::log(1e-7)));
  CHECK(loss_of(of_p, Row{0, 1}, Row{0, 1}) == doctest::Approx(1e-7));
  for (const double d : derivative_of(of_p, Row{0, 1}, Row{0.5, 0.5})) CHECK(d == 0);
}

TEST_CASE("categorical cross-entropy with a prediction that is not a number is not a number") {
  for (std::size_t k = 0; k < 11; ++k) {
    Row p(11, 0.1), y(11, 0.0);
    p[k] = not_a_number;
    y[3] = 1;
    for (const auto& loss : {of_p, of_z}) {
      CHECK(std::isnan(loss_of(loss, p, y)));
      for (const double d : derivative_of(loss, p, y)) CHECK(std::isnan(d));
    }
  }
}

TEST_CASE("categorical cross-entropy of 30,000 classes keeps float's digits") {
  const std::vector<float> z = weft::testing::losses::hashed_numbers(30000, 6);
  std::vector<float> y(z.size(), 0.0F);
  y[12345] = 1;
  double sum = 0;
  for (const float x : z) sum += std::exp(static_cast<double>(x));
  const double expected = std::log(sum) - static_cast<double>(z[12345]);
  CHECK(loss_of(of_z, z, y) == doctest::Approx(expected).epsilon(1e-6));
  const auto dz = derivative_of(of_z, z, y);
  for (const std::size_t k : {0U, 255U, 256U, 12345U, 29999U}) {
    const double softmax = std::exp(static_cast<double>(z[k])) / sum;
    CHECK(static_cast<double>(dz[k]) == doctest::Approx(k == 12345 ? softmax - 1 : softmax).epsilon(1e-5));
  }
}

TEST_CASE("categorical cross-entropy after a softmax is computed from the logits") {
  const CategoricalCrossentropy loss{.label_smoothing = 0.1};
  const auto of_logits = loss.of_logits(weft::softmax);
  REQUIRE(of_logits);
  CHECK(of_logits->from_logits);
  CHECK(of_logits->label_smoothing == 0.1);
  CHECK(!loss.of_logits(weft::sigmoid));
  CHECK(!loss.of_logits(weft::linear));
}

TEST_CASE("categorical cross-entropy accepts targets of at least 0, and smoothing from 0 to 1") {
  CHECK(of_p.accepts(0));
  CHECK(of_p.accepts(2.5));
  for (const double y : {-0.1, not_a_number, infinity}) CHECK(!of_p.accepts(y));
  CHECK_NOTHROW(CategoricalCrossentropy{.label_smoothing = 1}.validate());
  CHECK_THROWS_WITH_AS(CategoricalCrossentropy{.label_smoothing = 1.5}.validate(),
                       "CategoricalCrossentropy: label_smoothing is 1.5; expected 0 to 1", std::invalid_argument);
  CHECK_THROWS_AS(CategoricalCrossentropy{.label_smoothing = -0.1}.validate(), std::invalid_argument);
  CHECK_THROWS_AS(CategoricalCrossentropy{.label_smoothing = not_a_number}.validate(), std::invalid_argument);
}

TEST_CASE("categorical cross-entropy tells its settings") {
  const auto settings =
      weft::testing::losses::settings_of(CategoricalCrossentropy{.from_logits = true, .label_smoothing = 0.1});
  CHECK(settings.size() == 2);
  CHECK(settings.at("from_logits") == "true");
  CHECK(settings.at("label_smoothing") == "0.1");
}
