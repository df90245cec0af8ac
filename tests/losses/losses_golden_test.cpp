// SPDX-License-Identifier: MIT
#include "../golden/losses.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>
#include <weft/losses/categorical_crossentropy.hpp>
#include <weft/losses/divergence.hpp>
#include <weft/losses/focal_crossentropy.hpp>
#include <weft/losses/hinge.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/similarity.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>

#include "../golden/formula.hpp"

namespace {

namespace golden = weft::golden::losses;
using golden::LossCase;

template <class Scalar> std::vector<Scalar> as(std::span<const double> numbers) {
  std::vector<Scalar> result(numbers.size());
  std::transform(numbers.begin(), numbers.end(), result.begin(), [](double x) { return static_cast<Scalar>(x); });
  return result;
}

/// The loss of row r, whose target is a class or as many numbers as there are predictions.
template <class Scalar, class L>
Scalar row_loss(const L& loss, const LossCase& keras, std::size_t r, std::span<Scalar> dp) {
  const auto p = as<Scalar>(keras.p.subspan(r * keras.columns, keras.columns));
  if constexpr (weft::LossOfClasses<L, Scalar>) {
    return loss.row(std::span<const Scalar>(p), static_cast<int>(keras.y[r]), dp);
  } else {
    const auto y = as<Scalar>(keras.y.subspan(r * keras.columns, keras.columns));
    return loss.row(std::span<const Scalar>(p), std::span<const Scalar>(y), dp);
  }
}

/// Whether a row's numbers are Keras's, relative to the largest of them or to 1.
template <class Scalar>
void check_row(const std::string& what, std::span<const Scalar> ours, std::span<const double> keras) {
  double largest = 1, worst = 0;
  for (std::size_t k = 0; k < keras.size(); ++k) {
    largest = std::max(largest, std::abs(keras[k]));
    const double error = std::abs(static_cast<double>(ours[k]) - keras[k]);
    if (!(error <= worst)) worst = error;
  }
  CHECK_MESSAGE(worst <= weft::golden::tolerance<Scalar> * largest, weft::concat(what, " is off by ", worst));
}

template <class Scalar, class L>
void check_rows(const L& loss, const LossCase& keras, std::span<const double> values, std::span<const double> dps) {
  REQUIRE(values.size() * keras.columns == keras.p.size());
  REQUIRE(dps.size() == keras.p.size());
  for (std::size_t r = 0; r < values.size(); ++r) {
    CAPTURE(r);
    std::vector<Scalar> dp(keras.columns);
    const Scalar value = row_loss<Scalar>(loss, keras, r, dp);
    check_row<Scalar>("the loss", std::span<const Scalar>(&value, 1), values.subspan(r, 1));
    check_row<Scalar>("the derivative", dp, dps.subspan(r * keras.columns, keras.columns));
    CHECK(row_loss<Scalar>(loss, keras, r, std::span<Scalar>()) == value);
  }
}

template <class L> void check(const std::string& name, const L& loss, const LossCase& keras) {
  CAPTURE(name);
  check_rows<double>(loss, keras, keras.value_double, keras.dp_double);
  check_rows<float>(loss, keras, keras.value_float, keras.dp_float);
}

}  // namespace

TEST_CASE("losses of numbers are Keras's, and their derivatives, also where the error is 0 or just delta") {
  check("mse", weft::MeanSquaredError{}, golden::mean_squared_error);
  check("mae", weft::MeanAbsoluteError{}, golden::mean_absolute_error);
  check("mape", weft::MeanAbsolutePercentageError{}, golden::mean_absolute_percentage_error);
  check("msle", weft::MeanSquaredLogarithmicError{}, golden::mean_squared_logarithmic_error);
  check("huber", weft::Huber{}, golden::huber);
  check("huber, delta 0.5", weft::Huber{.delta = 0.5}, golden::huber_half);
  check("log_cosh", weft::LogCosh{}, golden::log_cosh);
}

TEST_CASE("losses of counts and of distributions are Keras's, and their derivatives, also beyond the clip") {
  check("poisson", weft::Poisson{}, golden::poisson);
  check("kl", weft::KLDivergence{}, golden::kl_divergence);
}

TEST_CASE("losses of similarity are Keras's, and their derivatives") {
  check("cosine", weft::CosineSimilarity{}, golden::cosine_similarity);
  check("dice", weft::Dice{}, golden::dice);
  check("tversky", weft::Tversky{.alpha = 0.3, .beta = 0.8}, golden::tversky);
}

TEST_CASE("hinge losses are Keras's, and their derivatives, also in the corner and where classes tie") {
  check("hinge", weft::Hinge{}, golden::hinge);
  check("hinge of 0 and 1", weft::Hinge{}, golden::hinge_binary);
  check("squared", weft::SquaredHinge{}, golden::squared_hinge);
  check("squared of 0 and 1", weft::SquaredHinge{}, golden::squared_hinge_binary);
  check("categorical", weft::CategoricalHinge{}, golden::categorical_hinge);
}

TEST_CASE("CategoricalCrossentropy is Keras's, and its derivative, of probabilities and of logits up to +-10,000") {
  using weft::CategoricalCrossentropy;
  check("p", CategoricalCrossentropy{}, golden::categorical_crossentropy_shares);
  check("z", CategoricalCrossentropy{.from_logits = true}, golden::categorical_crossentropy_logits);
  check("p smoothed", CategoricalCrossentropy{.label_smoothing = 0.1},
        golden::categorical_crossentropy_shares_smoothed);
  check("z smoothed", CategoricalCrossentropy{.from_logits = true, .label_smoothing = 0.1},
        golden::categorical_crossentropy_logits_smoothed);
}

TEST_CASE(
    "SparseCategoricalCrossentropy is Keras's, and its derivative, of probabilities and of logits up to +-10,000") {
  using weft::SparseCategoricalCrossentropy;
  check("p", SparseCategoricalCrossentropy{}, golden::sparse_categorical_crossentropy_shares);
  check("z", SparseCategoricalCrossentropy{.from_logits = true}, golden::sparse_categorical_crossentropy_logits);
  check("p ignoring", SparseCategoricalCrossentropy{.ignore_class = 2},
        golden::sparse_categorical_crossentropy_shares_ignoring);
  check("z ignoring", SparseCategoricalCrossentropy{.from_logits = true, .ignore_class = 2},
        golden::sparse_categorical_crossentropy_logits_ignoring);
}

TEST_CASE("focal losses are Keras's, and their derivatives, of probabilities and of logits up to +-10,000") {
  using weft::BinaryFocalCrossentropy, weft::CategoricalFocalCrossentropy;
  check("binary p", BinaryFocalCrossentropy{}, golden::binary_focal_crossentropy_chances);
  check("binary z", BinaryFocalCrossentropy{.from_logits = true}, golden::binary_focal_crossentropy_logits_of_chances);
  BinaryFocalCrossentropy balanced{.apply_class_balancing = true, .alpha = 0.3, .gamma = 1, .label_smoothing = 0.1};
  check("binary p balanced", balanced, golden::binary_focal_crossentropy_chances_balanced);
  balanced.from_logits = true;
  check("binary z balanced", balanced, golden::binary_focal_crossentropy_logits_of_chances_balanced);
  check("p", CategoricalFocalCrossentropy{}, golden::categorical_focal_crossentropy_shares);
  check("z", CategoricalFocalCrossentropy{.from_logits = true}, golden::categorical_focal_crossentropy_logits);
  CategoricalFocalCrossentropy smoothed{.alpha = 0.7, .gamma = 1.5, .label_smoothing = 0.2};
  check("p smoothed", smoothed, golden::categorical_focal_crossentropy_shares_smoothed);
  smoothed.from_logits = true;
  check("z smoothed", smoothed, golden::categorical_focal_crossentropy_logits_smoothed);
}
