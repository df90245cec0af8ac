// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/normalization.hpp>

#include "golden/formula.hpp"
#include "golden/normalization.hpp"

namespace {

using weft::Index;
using weft::Normalization;
using weft::Tensor;

/// What normalization.py gives Keras.
template <class TensorType> TensorType training_data(TensorType values, std::uint32_t seed) {
  weft::golden::fill(values, seed, 1.0);
  for (Index k = 0; k < values.size(); k += 4) {
    auto* row = values.data() + k;
    row[1] = 0.75;
    row[2] = 1000 + 3 * row[2];
    row[3] = 1e-9 * row[3];
  }
  return values;
}

template <class TensorType> TensorType test_data(TensorType values, std::uint32_t seed) {
  weft::golden::fill(values, seed, 2.0);
  return values;
}

/// Each of the four features for itself, because their sizes differ.
template <class Numbers> void check_features(const char* what, const Numbers& ours, std::span<const double> keras) {
  REQUIRE(static_cast<std::size_t>(ours.size()) == keras.size());
  for (std::size_t f = 0; f < 4; ++f) {
    std::vector<double> one, other;
    for (std::size_t k = f; k < keras.size(); k += 4) {
      one.push_back(ours.data()[k]);
      other.push_back(keras[k]);
    }
    weft::golden::check_near(what, std::span<const double>(one), other);
  }
}

template <int Rank> Tensor<float, Rank> to_float(const Tensor<double, Rank>& values) {
  return values.template cast<float>();
}

template <class Run> void check_refused(const Run& run, const std::string& message) {
  CHECK_THROWS_WITH_AS(run(), message.c_str(), std::invalid_argument);
}

}  // namespace

TEST_CASE("moments and outputs over rows are Keras's") {
  using namespace weft::golden;
  const Tensor<double, 2> train = training_data(Tensor<double, 2>(9, 4), 1),
                          test = test_data(Tensor<double, 2>(9, 4), 2);
  const Normalization normalization{train};
  CHECK(normalization.features() == 4);
  check_features("mean", normalization.mean(), normalization_rows_mean);
  check_features("variance", normalization.variance(), normalization_rows_variance);
  check_features("training data", normalization.apply(train), normalization_rows_of_training_data);
  check_features("test data", normalization.apply(test), normalization_rows_of_test_data);
  check_features("inverse", normalization.inverse(test), normalization_rows_inverse);
}

TEST_CASE("moments and outputs over all steps of all examples are Keras's") {
  using namespace weft::golden;
  const Tensor<double, 3> train = training_data(Tensor<double, 3>(4, 5, 4), 3),
                          test = test_data(Tensor<double, 3>(4, 5, 4), 4);
  const Normalization normalization{train};
  check_features("mean", normalization.mean(), normalization_steps_mean);
  check_features("variance", normalization.variance(), normalization_steps_variance);
  check_features("training data", normalization.apply(train), normalization_steps_of_training_data);
  check_features("test data", normalization.apply(test), normalization_steps_of_test_data);
  check_features("inverse", normalization.inverse(test), normalization_steps_inverse);
}

TEST_CASE("float values are computed in double") {
  const Tensor<double, 2> train = training_data(Tensor<double, 2>(9, 4), 1);
  const Tensor<double, 2> test = test_data(Tensor<double, 2>(9, 4), 2);
  const Normalization normalization{train};
  const Tensor<float, 2> ours = normalization.apply(to_float(test));
  for (Index k = 0; k < ours.size(); ++k) {
    const auto f = static_cast<std::size_t>(k % 4);
    const double x = static_cast<double>(static_cast<float>(test.data()[k]));
    const double y = (x - normalization.mean()[f]) / std::fmax(std::sqrt(normalization.variance()[f]), 1e-7);
    CHECK(ours.data()[k] == static_cast<float>(y));
  }
}

TEST_CASE("a constant feature has variance 0, becomes 0, and comes back, whatever its size") {
  for (const double constant : {0.1, 1e9 + 0.1, -3e-9, 1e300}) {
    Tensor<double, 2> train(7, 1);
    train.setConstant(constant);
    const Normalization normalization{train};
    CHECK(normalization.mean()[0] == constant);
    CHECK(normalization.variance()[0] == 0);
    const Tensor<double, 2> zeros = normalization.apply(train);
    for (Index k = 0; k < 7; ++k) CHECK(zeros(k, 0) == 0);
    CHECK(normalization.inverse(zeros)(3, 0) == constant);
  }
}

TEST_CASE("moments keep their digits far from zero, in float too") {
  Tensor<float, 2> train(4, 1);
  train.setValues({{1e7F}, {1e7F + 1}, {1e7F + 2}, {1e7F + 3}});
  const Normalization normalization{train};
  CHECK(normalization.mean()[0] == 1e7 + 1.5);
  CHECK(normalization.variance()[0] == 1.25);
}

TEST_CASE("inverse undoes apply") {
  const Tensor<double, 3> train = training_data(Tensor<double, 3>(4, 5, 4), 3);
  const Normalization normalization{train};
  check_features("back", normalization.inverse(normalization.apply(train)),
                 std::span<const double>(train.data(), static_cast<std::size_t>(train.size())));
}

TEST_CASE("known moments give the same normalization") {
  const Tensor<double, 2> train = training_data(Tensor<double, 2>(9, 4), 1);
  const Normalization fitted{train}, known{fitted.mean(), fitted.variance()};
  const Tensor<double, 2> one = fitted.apply(train), other = known.apply(train);
  for (Index k = 0; k < one.size(); ++k) CHECK(one.data()[k] == other.data()[k]);
}

TEST_CASE("a single step is normalized, and no rows at all") {
  const Normalization normalization{std::vector<double>{1, 2}, std::vector<double>{4, 0.25}};
  Tensor<float, 1> step(2);
  step.setValues({3, 3});
  const Tensor<float, 1> result = normalization.apply(step);
  CHECK(result(0) == 1);
  CHECK(result(1) == 2);
  CHECK(normalization.apply(Tensor<float, 2>(0, 2)).size() == 0);
}

TEST_CASE("values that were moved are normalized in their memory") {
  const Normalization normalization{std::vector<double>{1}, std::vector<double>{4}};
  Tensor<float, 2> values(3, 1);
  values.setConstant(5);
  const float* memory = values.data();
  const Tensor<float, 2> result = normalization.apply(std::move(values));
  CHECK(result.data() == memory);
  CHECK(result(2, 0) == 2);
}

TEST_CASE("bad data, bad moments and other numbers of features are refused") {
  check_refused([] { Normalization{Tensor<float, 2>(0, 3)}; },
                "Normalization: the training data is [0 x 3]; expected at least one value");
  check_refused([] { Normalization{Tensor<float, 3>(2, 5, 0)}; },
                "Normalization: the training data is [2 x 5 x 0]; expected at least one value");
  for (const bool at_first : {true, false}) {
    Tensor<float, 2> train(3, 2);
    train.setZero();
    train(at_first ? 0 : 2, 1) = std::numeric_limits<float>::infinity();
    check_refused([&train] { Normalization{train}; }, std::string("Normalization: feature 1 of row ") +
                                                          (at_first ? "0" : "2") + " is inf; expected a finite number");
  }
  using Numbers = std::vector<double>;
  check_refused(
      [] {
        Normalization(Numbers{1}, Numbers{1, 2});
      },
      "Normalization: there are 1 means and 2 variances; expected as many, and at least one");
  check_refused([] { Normalization(Numbers{}, Numbers{}); },
                "Normalization: there are 0 means and 0 variances; expected as many, and at least one");
  check_refused([] { Normalization(Numbers{1}, Numbers{-1}); },
                "Normalization: feature 0 has mean 1 and variance -1; expected finite numbers and a variance of at "
                "least 0");
  const Normalization normalization{Numbers{1, 2}, Numbers{1, 1}};
  check_refused([&] { (void)normalization.apply(Tensor<float, 2>(3, 4)); },
                "Normalization: apply is given [3 x 4]; expected 2 features");
  check_refused([&] { (void)normalization.inverse(Tensor<float, 3>(3, 4, 1)); },
                "Normalization: inverse is given [3 x 4 x 1]; expected 2 features");
}
