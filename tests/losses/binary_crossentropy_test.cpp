// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <array>
#include <limits>

#include <weft/losses/binary_crossentropy.hpp>

namespace {

using weft::BinaryCrossentropy;

constexpr BinaryCrossentropy of_probabilities{}, of_logits{.from_logits = true};

/// The loss of one prediction, and its derivative.
template <class Scalar> struct One { Scalar value, dp; };

template <class Scalar> One<Scalar> one(const BinaryCrossentropy& loss, Scalar prediction, float label) {
  const std::array p{prediction}, y{static_cast<Scalar>(label)};
  std::array<Scalar, 1> dp{};
  const Scalar value = loss.row(std::span<const Scalar>(p), std::span<const Scalar>(y), std::span<Scalar>(dp));
  return {value, dp[0]};
}

}  // namespace

TEST_CASE("binary cross-entropy of probabilities is minus the log of the chance given to what was right") {
  const double p = 0.3;
  CHECK(one(of_probabilities, p, 1).value == doctest::Approx(-std::log(0.3)));
  CHECK(one(of_probabilities, p, 0).value == doctest::Approx(-std::log(0.7)));
  CHECK(one(of_probabilities, p, 1).dp == doctest::Approx(-1 / 0.3));
  CHECK(one(of_probabilities, p, 0).dp == doctest::Approx(1 / 0.7));
}

TEST_CASE("binary cross-entropy of a row is the mean over its outputs") {
  const std::array<double, 2> p{0.1, 0.6}, y{0, 1};
  std::array<double, 2> dp{};
  const double value =
      of_probabilities.row(std::span<const double>(p), std::span<const double>(y), std::span<double>(dp));
  CHECK(value == doctest::Approx(-(std::log(0.9) + std::log(0.6)) / 2));
  CHECK(dp[0] == doctest::Approx(1 / 0.9 / 2));
  CHECK(dp[1] == doctest::Approx(-1 / 0.6 / 2));
  CHECK(of_probabilities.row(std::span<const double>(p), std::span<const double>(y), std::span<double>()) == value);
}

TEST_CASE("label smoothing moves targets towards one half") {
  const BinaryCrossentropy smoothed{.label_smoothing = 0.2};
  CHECK(one(smoothed, 0.3, 1).value == doctest::Approx(-(0.9 * std::log(0.3) + 0.1 * std::log(0.7))));
  const BinaryCrossentropy whole{.from_logits = true, .label_smoothing = 1};
  CHECK(one(whole, 2.0, 1).value == one(whole, 2.0, 0).value);
}

TEST_CASE("the loss of a sigmoid's probabilities is that of what the sigmoid was taken of") {
  const BinaryCrossentropy loss{.label_smoothing = 0.1};
  const auto of = loss.of_logits(weft::sigmoid);
  REQUIRE(of.has_value());
  CHECK(of->from_logits);
  CHECK(of->label_smoothing == 0.1);
  CHECK_FALSE(loss.of_logits(weft::tanh));
  CHECK(of_logits.of_logits(weft::sigmoid).has_value());
}

TEST_CASE("binary cross-entropy takes targets from 0 to 1 and a label_smoothing as large") {
  CHECK(of_logits.accepts(0.5));
  for (const double y : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) CHECK_FALSE(of_logits.accepts(y));
  CHECK_NOTHROW(of_logits.validate());
  CHECK_THROWS_WITH_AS(BinaryCrossentropy{.label_smoothing = 1.5}.validate(),
                       "BinaryCrossentropy: label_smoothing is 1.5; expected 0 to 1", std::invalid_argument);
}

TEST_CASE("binary cross-entropy from logits is that of their sigmoid") {
  for (const double z : {-8.0, -1.0, -0.1, 0.0, 0.5, 3.0, 9.0})
    for (const float y : {0.0F, 1.0F}) {
      const double p = 1 / (1 + std::exp(-z));
      CHECK(one(of_logits, z, y).value == doctest::Approx(one(of_probabilities, p, y).value));
      CHECK(one(of_logits, z, y).dp == doctest::Approx(p - static_cast<double>(y)));
    }
}

TEST_CASE("binary cross-entropy's gradients agree with numerical derivatives") {
  constexpr double e = 1e-6;
  for (const BinaryCrossentropy& loss : {of_probabilities, of_logits})
    for (const double x : {0.01, 0.2, 0.5, 0.75, 0.99})
      for (const float y : {0.0F, 1.0F}) {
        const double numerical = (one(loss, x + e, y).value - one(loss, x - e, y).value) / (2 * e);
        CHECK(one(loss, x, y).dp == doctest::Approx(numerical).epsilon(1e-6));
      }
}

TEST_CASE("logits may be as large as they like") {
  CHECK(one(of_logits, 1000.0F, 1).value == 0);
  CHECK(one(of_logits, 1000.0F, 0).value == 1000);
  CHECK(one(of_logits, -1000.0F, 0).value == 0);
  CHECK(one(of_logits, -1000.0F, 1).value == 1000);
  CHECK(one(of_logits, 1000.0F, 0).dp == 1);
  CHECK(one(of_logits, -1000.0F, 1).dp == -1);
  CHECK(one(of_logits, -1000.0F, 0).dp == 0);
  CHECK(one(of_logits, -200.0F, 0).value == 0);
  CHECK(one(of_logits, -1e30, 1).value == 1e30);
}

TEST_CASE("a logit far on the right side keeps the digits of its small loss") {
  CHECK(one(of_logits, 30.0, 1).value == doctest::Approx(std::exp(-30.0)).epsilon(1e-12));
  CHECK(one(of_logits, -30.0, 0).dp == doctest::Approx(std::exp(-30.0)).epsilon(1e-12));
}

TEST_CASE("probabilities beyond the clip count as the clip and have no gradient") {
  CHECK(one(of_probabilities, 0.0, 1).value == doctest::Approx(-std::log(1e-7)));
  CHECK(one(of_probabilities, 1.0, 0).value == doctest::Approx(-std::log(1e-7)));
  CHECK(one(of_probabilities, 1e-9, 1).value == doctest::Approx(-std::log(1e-7)));
  for (const double p : {0.0, 1e-9, 1.0, -0.5, 1.5})
    for (const float y : {0.0F, 1.0F}) CHECK(one(of_probabilities, p, y).dp == 0);
  CHECK(one(of_probabilities, 2e-7, 1).dp == doctest::Approx(-1 / 2e-7));
}

TEST_CASE("probabilities of 0 and 1 have a finite loss in float as well") {
  for (const float p : {0.0F, 1.0F})
    for (const float y : {0.0F, 1.0F}) {
      CHECK(std::isfinite(one(of_probabilities, p, y).value));
      CHECK(one(of_probabilities, p, y).value >= 0);
    }
  CHECK(one(of_probabilities, 1.0F, 0).value > 15);
}

TEST_CASE("a prediction that is not a number gives a loss that is none") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(one(of_probabilities, nan, 1).value));
  CHECK(std::isnan(one(of_logits, nan, 0).value));
}
