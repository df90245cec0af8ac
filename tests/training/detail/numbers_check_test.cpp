// SPDX-License-Identifier: MIT
#include <weft/training/detail/numbers_check.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include <weft/optimizers/sgd.hpp>

#include "training/small_task.hpp"

namespace {

using weft::Index;
using weft::detail::NumbersCheck;
using weft::testing::steep_model;

template <class Scalar> constexpr Scalar infinity = std::numeric_limits<Scalar>::infinity();
template <class Scalar> constexpr Scalar nan_of = std::numeric_limits<Scalar>::quiet_NaN();
template <class Scalar> constexpr Scalar most = (std::numeric_limits<Scalar>::max)();

/// What the check says; empty where it says nothing.
template <class Check> std::string problem(const Check& check) {
  try {
    check();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

std::string loss_problem(double loss) {
  const auto model = steep_model();
  return problem([&] { NumbersCheck{model, model, 2, 3}.loss(loss); });
}

/// Of a gradient whose one number is that.
template <class Scalar> std::string gradient_problem(Scalar number, bool is_clipped) {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Input{1}, weft::Dense<Scalar>{1}};
  auto gradient = weft::zeros_like(model);
  gradient.template layer<0>().kernel(0, 0) = number;
  return problem([&] { NumbersCheck{model, gradient, 2, 3}.gradient(is_clipped); });
}

}  // namespace

TEST_CASE("any loss that is a finite number may be") {
  for (const double loss : {0.0, -1.0, most<double>}) CHECK(loss_problem(loss).empty());
  for (const double loss : {infinity<double>, -infinity<double>})
    CHECK(loss_problem(loss) ==
          "fit: the loss is inf in epoch 2, batch 3; the model is as it was before this batch; its largest parameter "
          "is dense_1/kernel with 10, the largest gradient dense_1/kernel with 10");
}

TEST_CASE("a gradient's numbers may be as large as their squares are finite in the model's precision") {
  CHECK(gradient_problem(std::nextafter(0x1p64F, 0.0F), false).empty());
  CHECK(gradient_problem(-0x1p64F, false).starts_with("fit: the gradient is too large to be squared in epoch 2"));
  CHECK(gradient_problem(std::nextafter(0x1p512, 0.0), false).empty());
  CHECK(gradient_problem(-0x1p512, false).starts_with("fit: the gradient is too large to be squared in epoch 2"));
}

TEST_CASE("a gradient that is clipped may be as large as its square is finite in a double") {
  CHECK(gradient_problem(-most<float>, true).empty());
  CHECK(gradient_problem(std::nextafter(0x1p512, 0.0), true).empty());
  CHECK(gradient_problem(-0x1p512, true).starts_with("fit: the gradient is too large to be squared in epoch 2"));
}

TEST_CASE("a gradient that is not a number is not said to be large, clipped or not") {
  for (const bool is_clipped : {false, true}) {
    const std::string text = gradient_problem(-nan_of<float>, is_clipped);
    CHECK(text.starts_with("fit: the gradient is not finite in epoch 2, batch 3; "));
    CHECK(text.ends_with(", the largest gradient dense/kernel with nan"));
  }
}

TEST_CASE("a step may make the model as large as its numbers can be, and no larger") {
  auto model = steep_model();
  const auto gradient = steep_model();
  const weft::ModelOptimizer optimizer(model, weft::SGD{{.learning_rate = 0.5}});
  const auto step_problem = [&](float number) {
    model.layer<0>().bias(0) = number;
    return problem([&] { NumbersCheck{model, gradient, 2, 3}.step(optimizer); });
  };
  CHECK(step_problem(-most<float>).empty());
  for (const float number : {-infinity<float>, nan_of<float>})
    CHECK(step_problem(number) ==
          weft::concat("fit: the step of epoch 2, batch 3 made dense/bias with ", std::abs(number),
                       "; the learning rate is 0.5, the largest gradient dense_1/kernel with 10"));
}

TEST_CASE("of lazy parameters a step is held to the rows that it may have changed") {
  auto model = weft::testing::small_model(), gradient = weft::zeros_like(model);
  gradient.layer<0>().embeddings(3, 1) = 1;
  weft::ModelOptimizer optimizer(model, weft::SGD({}, {.lazy = {"embeddings"}}));
  for (int step = 0; step < 2; ++step) optimizer.step(model, gradient);
  const auto step_problem = [&](Index row) {
    auto spoilt = model;
    spoilt.layer<0>().embeddings(row, 0) = infinity<float>;
    return problem([&] { NumbersCheck{spoilt, gradient, 2, 3}.step(optimizer); });
  };
  CHECK(step_problem(2).empty());
  CHECK(step_problem(3).starts_with("fit: the step of epoch 2, batch 3 made embedding/embeddings with inf; "));
}
