// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/losses/categorical_crossentropy.hpp>
#include <weft/losses/focal_crossentropy.hpp>

#include "rows.hpp"

namespace {

using weft::BinaryFocalCrossentropy, weft::CategoricalFocalCrossentropy;
using weft::testing::losses::check_derivative, weft::testing::losses::derivative_of, weft::testing::losses::loss_of;
using weft::testing::losses::infinity, weft::testing::losses::not_a_number;
using Row = std::vector<double>;

}  // namespace

TEST_CASE("binary focal cross-entropy is the mean of binary ones times the power of what is missing") {
  const double expected = (std::pow(0.7, 2) * -std::log(0.3) + std::pow(0.1, 2) * -std::log(0.9)) / 2;
  CHECK(loss_of(BinaryFocalCrossentropy{}, Row{0.3, 0.1}, Row{1, 0}) == doctest::Approx(expected));
  const double cubed = (std::pow(0.7, 3) * -std::log(0.3) + std::pow(0.1, 3) * -std::log(0.9)) / 2;
  CHECK(loss_of(BinaryFocalCrossentropy{.gamma = 3}, Row{0.3, 0.1}, Row{1, 0}) == doctest::Approx(cubed));
}

TEST_CASE("class balancing weights ones by alpha and zeros by the rest") {
  const BinaryFocalCrossentropy plain{}, balanced{.apply_class_balancing = true, .alpha = 0.3};
  CHECK(loss_of(balanced, Row{0.4}, Row{1}) == doctest::Approx(0.3 * loss_of(plain, Row{0.4}, Row{1})));
  CHECK(loss_of(balanced, Row{0.4}, Row{0}) == doctest::Approx(0.7 * loss_of(plain, Row{0.4}, Row{0})));
  const BinaryFocalCrossentropy smoothed{.label_smoothing = 0.2};
  CHECK(loss_of(smoothed, Row{0.4}, Row{1}) == doctest::Approx(loss_of(plain, Row{0.4}, Row{0.9})));
}

TEST_CASE("binary focal cross-entropy of logits is that of their sigmoid") {
  for (const double z : {-6.0, -1.0, 0.0, 0.5, 4.0})
    for (const double y : {0.0, 0.3, 1.0})
      CHECK(loss_of(BinaryFocalCrossentropy{.from_logits = true}, Row{z}, Row{y}) ==
            doctest::Approx(loss_of(BinaryFocalCrossentropy{}, Row{1 / (1 + std::exp(-z))}, Row{y})).epsilon(1e-12));
}

TEST_CASE("binary focal cross-entropy's derivatives agree with numerical ones") {
  for (const double gamma : {0.0, 0.5, 1.0, 2.0, 3.5})
    for (const double smoothing : {0.0, 0.1})
      for (const bool balancing : {false, true}) {
        BinaryFocalCrossentropy loss{
            .apply_class_balancing = balancing, .alpha = 0.3, .gamma = gamma, .label_smoothing = smoothing};
        check_derivative(loss, {0.1, 0.5, 0.9, 0.7}, Row{0, 1, 1, 0.25});
        loss.from_logits = true;
        check_derivative(loss, {-3, 0.5, 2, 1}, Row{0, 1, 1, 0.25});
        check_derivative(loss, {3, -0.5, -2, 15}, Row{0, 1, 1, 0.25});
      }
}

TEST_CASE("binary focal cross-entropy of certain predictions has no infinite derivative") {
  for (const double gamma : {0.0, 0.5, 1.0, 2.0}) {
    const BinaryFocalCrossentropy of_p{.gamma = gamma}, of_z{.gamma = gamma, .from_logits = true};
    for (const double d : derivative_of(of_p, Row{1, 0}, Row{1, 0})) CHECK(std::abs(d) <= 1e-7);
    for (const double d : derivative_of(of_z, Row{1e4, -1e4}, Row{1, 0})) CHECK(std::abs(d) <= 1e-7);
    CHECK(loss_of(of_z, Row{-1e4, 1e4}, Row{1, 0}) == 1e4);
    CHECK(derivative_of(of_z, Row{-1e4, 1e4}, Row{1, 0}) == Row{-0.5, 0.5});
  }
}

TEST_CASE("categorical focal cross-entropy is alpha times the power of what is missing times the cross-entropy") {
  const double expected = 0.25 * std::pow(0.5, 2) * -std::log(0.5);
  CHECK(loss_of(CategoricalFocalCrossentropy{}, Row{0.2, 0.5, 0.3}, Row{0, 1, 0}) == doctest::Approx(expected));
  CHECK(loss_of(CategoricalFocalCrossentropy{}, Row{4, 10, 6}, Row{0, 1, 0}) == doctest::Approx(expected));
  const CategoricalFocalCrossentropy plain{.alpha = 1, .gamma = 0, .from_logits = true};
  CHECK(loss_of(plain, Row{1, -2, 0.5}, Row{0, 0, 1}) ==
        doctest::Approx(loss_of(weft::CategoricalCrossentropy{.from_logits = true}, Row{1, -2, 0.5}, Row{0, 0, 1})));
}

TEST_CASE("categorical focal cross-entropy's derivatives agree with numerical ones") {
  for (const double gamma : {0.0, 0.5, 1.0, 2.0})
    for (const double smoothing : {0.0, 0.1})
      for (const Row& y : {Row{0, 1, 0, 0}, Row{0.2, 0.3, 0.4, 0.1}, Row{0, 0, 0, 0}}) {
        CategoricalFocalCrossentropy loss{.gamma = gamma, .label_smoothing = smoothing};
        check_derivative(loss, {0.1, 0.5, 0.3, 0.2}, y);
        loss.from_logits = true;
        check_derivative(loss, {0.1, -2, 3, 1}, y);
      }
}

TEST_CASE("focal cross-entropies with a prediction that is not a number are not numbers") {
  for (const bool from_logits : {false, true}) {
    const BinaryFocalCrossentropy binary{.from_logits = from_logits};
    CHECK(std::isnan(loss_of(binary, Row{0.5, not_a_number}, Row{1, 0})));
    CHECK(std::isnan(derivative_of(binary, Row{0.5, not_a_number}, Row{1, 0})[1]));
    const CategoricalFocalCrossentropy categorical{.from_logits = from_logits};
    CHECK(std::isnan(loss_of(categorical, Row{0.5, not_a_number, 0.2}, Row{1, 0, 0})));
    for (const double d : derivative_of(categorical, Row{0.5, not_a_number, 0.2}, Row{1, 0, 0})) CHECK(std::isnan(d));
  }
}

TEST_CASE("binary focal cross-entropy after a sigmoid is computed from the logits, with the same options") {
  const BinaryFocalCrossentropy loss{.apply_class_balancing = true, .alpha = 0.4, .gamma = 3, .label_smoothing = 0.1};
  const auto of_logits = loss.of_logits(weft::sigmoid);
  REQUIRE(of_logits);
  auto expected = weft::testing::losses::settings_of(loss);
  CHECK(expected.size() == 5);
  CHECK(expected.at("gamma") == "3");
  CHECK(expected.at("alpha") == "0.4");
  expected["from_logits"] = "true";
  CHECK(weft::testing::losses::settings_of(*of_logits) == expected);
  CHECK(!loss.of_logits(weft::softmax));
}

TEST_CASE("focal cross-entropies accept the targets that make sense") {
  CHECK(BinaryFocalCrossentropy{}.accepts(0.5));
  for (const double y : {-0.1, 1.1, not_a_number}) CHECK(!BinaryFocalCrossentropy{}.accepts(y));
  CHECK(CategoricalFocalCrossentropy{}.accepts(2));
  for (const double y : {-0.1, infinity, not_a_number}) CHECK(!CategoricalFocalCrossentropy{}.accepts(y));
}

TEST_CASE("focal cross-entropies refuse options out of their range") {
  CHECK_NOTHROW(BinaryFocalCrossentropy{.alpha = 1, .gamma = 0}.validate());
  CHECK_THROWS_WITH_AS(BinaryFocalCrossentropy{.alpha = 1.5}.validate(),
                       "BinaryFocalCrossentropy: alpha is 1.5; expected 0 to 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(BinaryFocalCrossentropy{.gamma = -1}.validate(),
                       "BinaryFocalCrossentropy: gamma is -1; expected a number that is at least 0",
                       std::invalid_argument);
  CHECK_THROWS_AS(BinaryFocalCrossentropy{.label_smoothing = 2}.validate(), std::invalid_argument);
  CHECK_NOTHROW(CategoricalFocalCrossentropy{.alpha = 4}.validate());
  CHECK_THROWS_AS(CategoricalFocalCrossentropy{.alpha = -1}.validate(), std::invalid_argument);
  CHECK_THROWS_AS(CategoricalFocalCrossentropy{.gamma = infinity}.validate(), std::invalid_argument);
  CHECK_THROWS_AS(CategoricalFocalCrossentropy{.label_smoothing = not_a_number}.validate(), std::invalid_argument);
  const auto settings = weft::testing::losses::settings_of(CategoricalFocalCrossentropy{.gamma = 1.5});
  CHECK(settings.size() == 4);
  CHECK(settings.at("gamma") == "1.5");
  CHECK(settings.at("alpha") == "0.25");
}
