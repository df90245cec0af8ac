// SPDX-License-Identifier: MIT
#include <weft/optimizers/model_optimizer.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>

#include "../allocations.hpp"
#include "small_dense.hpp"

namespace {

using weft::Adam;
using weft::Index;
using weft::ModelOptimizer;
using Dense = weft::Dense<double>;
using Model = weft::Sequential<Dense, Dense>;
using weft::testing::built;
using weft::testing::constant;
using weft::testing::numbers;

/// The plainest optimizer there is: p -= rate g.
struct Plain {
  static constexpr std::string_view type_name = "Plain";
  weft::LearningRate rate = 1;
  weft::OptimizerOptions options = {};

  [[nodiscard]] const weft::LearningRate& learning_rate() const { return rate; }
  [[nodiscard]] const weft::OptimizerOptions& common() const { return options; }
  [[nodiscard]] std::vector<std::string_view> moments() const { return {}; }
  template <class Scalar> void update(const weft::OptimizerStep& step, weft::OptimizerPortion<Scalar>& x) const {
    x.p -= static_cast<Scalar>(step.learning_rate) * x.g;
  }
};
static_assert(weft::OptimizerRule<Plain> && weft::OptimizerRule<Plain, double>);

/// What one step from zero makes of the model's kernel and bias, whose gradients are (3, 4) and 12.
std::array<double, 3> after_step(const weft::OptimizerOptions& options) {
  Dense model = weft::zeros_like(built(2, 1)), gradient = model;
  gradient.kernel.setValues({{3}, {4}});
  gradient.bias(0) = 12;
  ModelOptimizer optimizer(model, Plain{1, options});
  optimizer.step(model, gradient);
  return {model.kernel(0, 0), model.kernel(1, 0), model.bias(0)};
}

void check_step(const weft::OptimizerOptions& options, double a, double b, double c) {
  const auto given = after_step(options);
  CHECK(given[0] == doctest::Approx(a));
  CHECK(given[1] == doctest::Approx(b));
  CHECK(given[2] == doctest::Approx(c));
}

template <class Message> void check_refused(const weft::OptimizerOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(ModelOptimizer(built(2, 1), Plain{1, options}), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("an optimizer's moments are values of the model's shape, zero at first") {
  const Dense model = built(3, 2);
  const ModelOptimizer adam(model, Adam{});
  CHECK(adam.moment(0).kernel.dimensions() == model.kernel.dimensions());
  CHECK(adam.moment(1).bias.dimensions() == model.bias.dimensions());
  CHECK(weft::global_norm(adam.moment(0)) == 0);
  CHECK(weft::global_norm(adam.moment(1)) == 0);
  CHECK(adam.steps() == 0);
}

TEST_CASE("copies of a model do not disturb its optimizer, and a copied one goes on by itself") {
  Dense model = built(2, 2);
  const Dense gradient = constant(model, 0.3);
  ModelOptimizer adam(model, Adam{});
  adam.step(model, gradient);

  Dense other = model;
  ModelOptimizer other_adam = adam;
  weft::set_zero(other);
  other_adam.step(other, constant(model, -5));
  CHECK(other_adam.steps() == 2);
  CHECK(adam.steps() == 1);

  Dense moved = std::move(model);  // nothing is kept by address
  Dense expected = moved;
  ModelOptimizer fresh(expected, Adam{});
  Dense start = expected;
  fresh.step(start, gradient);
  fresh.step(expected, gradient);
  adam.step(moved, gradient);
  CHECK(numbers(moved) == numbers(expected));
}

TEST_CASE("an optimizer names a shape that does not fit, and changes nothing") {
  Dense model = built(3, 2);
  const auto before = numbers(model);
  ModelOptimizer adam(model, Adam{});
  CHECK_THROWS_WITH_AS(adam.step(model, built(3, 4)),
                       "Adam: the gradient of kernel is [3 x 4]; the parameter is [3 x 2]", std::invalid_argument);
  Dense larger = built(5, 2);
  CHECK_THROWS_WITH_AS(adam.step(larger, larger), "Adam: kernel is [5 x 2]; this optimizer was made for [3 x 2]",
                       std::invalid_argument);
  CHECK(numbers(model) == before);
  CHECK(adam.steps() == 0);
  CHECK(weft::global_norm(adam.moment(0)) == 0);
}

TEST_CASE("a gradient is cut down: each parameter's, each number, or all of it") {
  check_step({}, -3, -4, -12);
  check_step({.clipnorm = 2.5}, -1.5, -2, -2.5);
  check_step({.clipvalue = 3.5}, -3, -3.5, -3.5);
  check_step({.global_clipnorm = 6.5}, -1.5, -2, -6);
  check_step({.global_clipnorm = 14}, -3, -4, -12);
}

TEST_CASE("parameters decay before they are updated, but for those that are excluded") {
  Dense model = built(2, 1), gradient = weft::zeros_like(model);
  model.kernel.setConstant(10);
  model.bias.setConstant(10);
  ModelOptimizer optimizer(model, Plain{0.5, {.weight_decay = 0.1, .exclude_from_weight_decay = {"bias"}}});
  optimizer.step(model, gradient);
  CHECK(model.kernel(0, 0) == doctest::Approx(10 - 10 * 0.1 * 0.5));
  CHECK(model.bias(0) == 10);
}

TEST_CASE("a frozen layer stays as it is, and its gradient does not count for the norm") {
  weft::Rng rng(2);
  Model model(rng, weft::Input{1}, Dense(1), Dense(1)), before = model, gradient = constant(model, 1);
  gradient.layer<0>().kernel.setConstant(1e9);
  ModelOptimizer optimizer(model, Plain{1, {.global_clipnorm = 1, .frozen = {"dense"}}});
  optimizer.step(model, gradient);
  CHECK(model.layer<0>().kernel(0, 0) == before.layer<0>().kernel(0, 0));
  CHECK(model.layer<0>().bias(0) == before.layer<0>().bias(0));
  CHECK(model.layer<1>().kernel(0, 0) == doctest::Approx(before.layer<1>().kernel(0, 0) - std::sqrt(0.5)));
}

TEST_CASE("of so many gradients the mean makes one step") {
  Dense model = weft::zeros_like(built(2, 1));
  ModelOptimizer optimizer(model, Plain{1, {.gradient_accumulation_steps = 3}});
  for (const double g : {1.0, 2.0, 6.0, 3.0}) optimizer.step(model, constant(model, g));
  CHECK(model.kernel(0, 0) == doctest::Approx(-3));
  CHECK(optimizer.steps() == 4);
  optimizer.step(model, constant(model, 3));
  optimizer.step(model, constant(model, 3));
  CHECK(model.kernel(0, 0) == doctest::Approx(-6));
}

TEST_CASE("parameters have a moving average, which they become at the end and every so many steps") {
  Dense model = weft::zeros_like(built(2, 1)), other = model;
  ModelOptimizer optimizer(model, Plain{1, {.ema_momentum = 0.9}}),
      overwriting(other, Plain{1, {.ema_momentum = 0.9, .ema_overwrite_frequency = 2}});
  double average = 0, p = 0;
  for (int step = 1; step <= 2; ++step) {
    optimizer.step(model, constant(model, 1));
    overwriting.step(other, constant(model, 1));
    p -= 1;
    average = step == 1 ? p : 0.9 * average + 0.1 * p;
  }
  CHECK(model.kernel(0, 0) == p);
  CHECK(other.kernel(0, 0) == doctest::Approx(average));
  optimizer.use_average(model);
  CHECK(model.kernel(0, 0) == doctest::Approx(average));
}

TEST_CASE("a moving average beside accumulated gradients is Keras's") {
  Dense model = weft::zeros_like(built(1, 1));
  ModelOptimizer optimizer(
      model, Plain{1, {.ema_momentum = 0.5, .ema_overwrite_frequency = 2, .gradient_accumulation_steps = 2}});
  // Keras 3.15: SGD(1.0, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=2, gradient_accumulation_steps=2),
  // applied to gradients of 1, 2, 3, ...
  int gradient = 0;
  for (const double expected : {0.0, -1.5, -1.5, -3.25, -3.25, -8.75, -7.375, -11.125, -11.125, -20.625}) {
    optimizer.step(model, constant(model, ++gradient));
    CHECK(model.kernel(0, 0) == expected);
  }
}

TEST_CASE("a learning rate may follow the steps, or be set") {
  Dense model = weft::zeros_like(built(2, 1));
  ModelOptimizer scheduled(model, Plain{[](std::int64_t step) { return 1.0 / static_cast<double>(1 + step); }});
  for (int step = 0; step < 3; ++step) scheduled.step(model, constant(model, 6));
  CHECK(model.kernel(0, 0) == doctest::Approx(-6 - 3 - 2));
  CHECK(scheduled.learning_rate() == doctest::Approx(1.0 / 3));
  CHECK_THROWS_WITH_AS(scheduled.set_learning_rate(1), "Plain: the learning rate follows a schedule; it cannot be set",
                       std::invalid_argument);
  ModelOptimizer constant_rate(model, Plain{});
  constant_rate.set_learning_rate(0.25);
  const double before = model.kernel(0, 0);
  constant_rate.step(model, constant(model, 4));
  CHECK(model.kernel(0, 0) == doctest::Approx(before - 1));
  CHECK_THROWS_WITH_AS(constant_rate.set_learning_rate(-1),
                       "Plain: learning_rate is -1; expected a number that is at least 0", std::invalid_argument);
}

TEST_CASE("options out of their range, and names that no parameter has, are refused") {
  check_refused({.clipnorm = -1}, "OptimizerOptions: clipnorm is -1; expected a number that is at least 0");
  check_refused({.clipnorm = 1, .clipvalue = 1},
                "OptimizerOptions: 2 of clipnorm, clipvalue and global_clipnorm are set; expected at most one");
  check_refused({.weight_decay = std::nan("")},
                "OptimizerOptions: weight_decay is nan; expected a number that is at least 0");
  check_refused({.ema_momentum = 1}, "OptimizerOptions: ema_momentum is 1; expected 0 <= ema_momentum < 1");
  check_refused({.ema_overwrite_frequency = 2},
                "OptimizerOptions: ema_overwrite_frequency is set without ema_momentum");
  check_refused({.gradient_accumulation_steps = 0},
                "OptimizerOptions: gradient_accumulation_steps is 0; expected at least 1");
  check_refused({.frozen = {"kern"}},
                "OptimizerOptions: frozen has \"kern\", which is in no parameter's name; those are kernel, bias");
}

TEST_CASE("after the first step nothing is allocated") {
  Dense model = built(3, 2);
  const Dense gradient = constant(model, 0.1);
  ModelOptimizer optimizer(model, Adam({}, {.global_clipnorm = 0.01, .weight_decay = 0.1, .ema_momentum = 0.9}));
  optimizer.step(model, gradient);
  const long before = weft::testing::allocation_count();
  for (int step = 0; step < 10; ++step) optimizer.step(model, gradient);
  CHECK(weft::testing::allocation_count() == before);
}
