// SPDX-License-Identifier: MIT
#include <weft/training/detail/check_targets.hpp>

#include <doctest/doctest.h>

#include <limits>

#include <weft/layers/dense.hpp>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>
#include <weft/metrics/categorical_accuracy.hpp>
#include <weft/models/sequential.hpp>

namespace {

using weft::Accuracy;
using weft::BinaryCrossentropy;
using weft::MeanSquaredError;
using weft::Targets;
using weft::Tensor;

const weft::SparseCategoricalCrossentropy all_count{}, ignoring_minus_1{.ignore_class = -1};

/// What the check says; empty where it says nothing.
template <class Check> std::string problem(const Check& check) try {
  check();
  return "";
} catch (const std::invalid_argument& error) {
  return error.what();
}

/// For a model of three outputs.
template <class L> std::string loss_problem(const L& loss, const Targets& targets) {
  return problem([&] { weft::detail::check_for_loss<float>(loss, targets, 3); });
}
template <class L> std::string accuracy_problem(const L& loss, const Targets& targets) {
  return problem([&] { weft::detail::check_for_metric<float>(loss, Accuracy{}, targets, 3); });
}

Targets numbers(double a, double b, double c) {
  Tensor<double, 2> row(1, 3);
  row.setValues({{a, b, c}});
  return row;
}

}  // namespace

TEST_CASE("a target that is a class is a whole number from 0 to the outputs less 1") {
  CHECK(loss_problem(all_count, std::vector<int>{0, 2, 1}).empty());
  for (const double bad : {3.0, -1.0, 1.5, 1e300})
    CHECK(
        loss_problem(all_count, std::vector<double>{0, bad}) ==
        weft::concat("SparseCategoricalCrossentropy: the target of example 1 is ", bad, "; expected a class, 0 to 2"));
  CHECK(loss_problem(all_count, numbers(0, 1, 0)) ==
        "SparseCategoricalCrossentropy: a target is 3 numbers; expected one class");
}

TEST_CASE("the class that does not count may be none of the model's, and no other may") {
  CHECK(loss_problem(ignoring_minus_1, std::vector<int>{-1, 2}).empty());
  CHECK_FALSE(loss_problem(ignoring_minus_1, std::vector<int>{-2}).empty());
  CHECK_FALSE(loss_problem(ignoring_minus_1, std::vector<double>{-1.5}).empty());
  // What a processor may make of a number that is beyond all classes.
  const weft::SparseCategoricalCrossentropy ignoring_least{.ignore_class = std::numeric_limits<int>::min()};
  CHECK_FALSE(loss_problem(ignoring_least, std::vector<double>{1e300}).empty());
}

TEST_CASE("targets that are numbers are as many as the outputs, each of those that the loss takes") {
  CHECK(loss_problem(BinaryCrossentropy{}, numbers(0, 0.5, 1)).empty());
  CHECK(loss_problem(BinaryCrossentropy{}, numbers(0, 0.5, -0.25)) ==
        "BinaryCrossentropy: the target of example 0 is -0.25; expected 0 to 1");
  CHECK(loss_problem(MeanSquaredError{}, numbers(-7, 1e30, 0)).empty());
  CHECK(loss_problem(MeanSquaredError{}, std::vector<int>{0, 1}) ==
        "MeanSquaredError: an example has 1 targets; the model has 3 outputs");
}

TEST_CASE("options of the loss that are out of range are told before the targets") {
  CHECK(loss_problem(BinaryCrossentropy{.label_smoothing = -1}, numbers(9, 9, 9)) ==
        "BinaryCrossentropy: label_smoothing is -1; expected 0 to 1");
}

TEST_CASE("a metric of classes passes over the rows that do not count for the loss") {
  const std::vector<int> targets{2, -1};
  CHECK(accuracy_problem(ignoring_minus_1, targets).empty());
  CHECK(accuracy_problem(MeanSquaredError{}, targets) ==
        "the metric accuracy: the target of example 1 is -1; expected a class, 0 to 2");
  CHECK(accuracy_problem(MeanSquaredError{}, numbers(0, 1, 0)).empty());
}

TEST_CASE("each of several metrics is asked whether it can read the targets") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Input{1}, weft::Dense<float>{3, weft::softmax}};
  Tensor<float, 2> inputs(2, 1);
  inputs.setZero();
  const weft::Dataset data{inputs, std::vector<int>{0, 2}};
  CHECK_NOTHROW(weft::detail::check_data(model, data, all_count, Accuracy{}, Accuracy{}));
  CHECK_THROWS_WITH_AS(
      weft::detail::check_data(model, data, all_count, Accuracy{}, weft::CategoricalAccuracy{"second"}),
      "the metric second: an example has 1 targets; the model has 3 outputs", std::invalid_argument);
}
