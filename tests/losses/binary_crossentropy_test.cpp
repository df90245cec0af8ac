// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/losses/binary_crossentropy.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::BinaryCrossentropy;
using weft::Index;
using From = BinaryCrossentropy::From;
using Labels = weft::Tensor<float, 2>;

constexpr BinaryCrossentropy of_probabilities{}, of_logits{From::logits};

template <class Scalar> weft::Tensor<Scalar, 2> column(std::initializer_list<Scalar> numbers) {
  weft::Tensor<Scalar, 2> result(static_cast<Index>(numbers.size()), 1);
  std::copy(numbers.begin(), numbers.end(), result.data());
  return result;
}

template <class Scalar> weft::LossGradient<Scalar> one(const BinaryCrossentropy& loss, Scalar prediction, float label) {
  return loss(column<Scalar>({prediction}), column<float>({label}));
}

}  // namespace

TEST_CASE("binary cross-entropy of probabilities is minus the log of the chance given to what was right") {
  const double p = 0.3;
  CHECK(one(of_probabilities, p, 1).value == doctest::Approx(-std::log(0.3)));
  CHECK(one(of_probabilities, p, 0).value == doctest::Approx(-std::log(0.7)));
  CHECK(one(of_probabilities, p, 1).dp(0, 0) == doctest::Approx(-1 / 0.3));
  CHECK(one(of_probabilities, p, 0).dp(0, 0) == doctest::Approx(1 / 0.7));
}

TEST_CASE("binary cross-entropy is the mean over batch and outputs") {
  weft::Tensor<double, 2> p(2, 2);
  p.setValues({{0.1, 0.6}, {0.5, 0.9}});
  Labels y(2, 2);
  y.setValues({{0, 1}, {1, 0}});
  const auto [value, dp] = of_probabilities(p, y);
  CHECK(value == doctest::Approx(-(std::log(0.9) + std::log(0.6) + std::log(0.5) + std::log(0.1)) / 4));
  CHECK(dp(0, 1) == doctest::Approx(-1 / 0.6 / 4));
  CHECK(dp(1, 1) == doctest::Approx(1 / 0.1 / 4));
}

TEST_CASE("binary cross-entropy from logits is that of their sigmoid") {
  for (const double z : {-8.0, -1.0, -0.1, 0.0, 0.5, 3.0, 9.0})
    for (const float y : {0.0F, 1.0F}) {
      const double p = 1 / (1 + std::exp(-z));
      CHECK(one(of_logits, z, y).value == doctest::Approx(one(of_probabilities, p, y).value));
      CHECK(one(of_logits, z, y).dp(0, 0) == doctest::Approx(p - static_cast<double>(y)));
    }
}

TEST_CASE("binary cross-entropy's gradients agree with numerical derivatives") {
  constexpr double e = 1e-6;
  for (const BinaryCrossentropy& loss : {of_probabilities, of_logits})
    for (const double x : {0.01, 0.2, 0.5, 0.75, 0.99})
      for (const float y : {0.0F, 1.0F}) {
        const double numerical = (one(loss, x + e, y).value - one(loss, x - e, y).value) / (2 * e);
        CHECK(one(loss, x, y).dp(0, 0) == doctest::Approx(numerical).epsilon(1e-6));
      }
}

TEST_CASE("logits may be as large as they like") {
  CHECK(one(of_logits, 1000.0F, 1).value == 0);
  CHECK(one(of_logits, 1000.0F, 0).value == 1000);
  CHECK(one(of_logits, -1000.0F, 0).value == 0);
  CHECK(one(of_logits, -1000.0F, 1).value == 1000);
  CHECK(one(of_logits, 1000.0F, 0).dp(0, 0) == 1);
  CHECK(one(of_logits, -1000.0F, 1).dp(0, 0) == -1);
  CHECK(one(of_logits, -1000.0F, 0).dp(0, 0) == 0);
  CHECK(one(of_logits, -200.0F, 0).value == 0);
  CHECK(one(of_logits, -1e30, 1).value == 1e30);
}

TEST_CASE("a logit far on the right side keeps the digits of its small loss") {
  CHECK(one(of_logits, 30.0, 1).value == doctest::Approx(std::exp(-30.0)).epsilon(1e-12));
  CHECK(one(of_logits, -30.0, 0).dp(0, 0) == doctest::Approx(std::exp(-30.0)).epsilon(1e-12));
}

TEST_CASE("probabilities beyond the clip count as the clip and have no gradient") {
  CHECK(one(of_probabilities, 0.0, 1).value == doctest::Approx(-std::log(1e-7)));
  CHECK(one(of_probabilities, 1.0, 0).value == doctest::Approx(-std::log(1e-7)));
  CHECK(one(of_probabilities, 1e-9, 1).value == doctest::Approx(-std::log(1e-7)));
  for (const double p : {0.0, 1e-9, 1.0, -0.5, 1.5})
    for (const float y : {0.0F, 1.0F}) CHECK(one(of_probabilities, p, y).dp(0, 0) == 0);
  CHECK(one(of_probabilities, 2e-7, 1).dp(0, 0) == doctest::Approx(-1 / 2e-7));
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

TEST_CASE("the value alone is the value that comes with the gradient") {
  weft::Rng rng(1);
  weft::Tensor<float, 2> p(37, 1);
  Labels y(37, 1);
  for (Index k = 0; k < 37; ++k) {
    p(k, 0) = static_cast<float>(rng.uniform());
    y(k, 0) = static_cast<float>(rng.below(2));
  }
  for (const BinaryCrossentropy& loss : {of_probabilities, of_logits}) {
    weft::Tensor<float, 2> dp(37, 1);
    const float* memory = dp.data();
    CHECK(loss.value(p, y) == loss(p, y).value);
    CHECK(loss(p, y, dp) == loss(p, y).value);
    CHECK(dp.data() == memory);
    for (Index k = 0; k < 37; ++k) CHECK(dp(k, 0) == loss(p, y).dp(k, 0));
  }
}

TEST_CASE("a large batch's mean keeps float's digits") {
  weft::Tensor<float, 2> p(100000, 1);
  Labels y(100000, 1);
  p.setConstant(0.7F);
  y.setConstant(1);
  CHECK(of_probabilities.value(p, y) == doctest::Approx(-std::log(0.7)).epsilon(1e-6));
}

TEST_CASE("binary cross-entropy names shapes that differ, and refuses an empty batch") {
  const weft::Tensor<float, 2> p(2, 1), nothing(0, 1);
  CHECK_THROWS_WITH_AS(of_probabilities.value(p, Labels(2, 3)),
                       "BinaryCrossentropy: predictions are [2 x 1], labels [2 x 3]", std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_logits(p, Labels(1, 1)), "BinaryCrossentropy: predictions are [2 x 1], labels [1 x 1]",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(of_probabilities.value(nothing, Labels(0, 1)), "BinaryCrossentropy: the batch is empty",
                       std::invalid_argument);
}
