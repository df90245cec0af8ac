// SPDX-License-Identifier: MIT
#include <weft/training/detail/batch_step.hpp>

#include <doctest/doctest.h>

#include <array>

#include <weft/layers/dense.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>
#include <weft/metrics/mean_of.hpp>
#include <weft/models/sequential.hpp>

namespace {

using doctest::Approx;
using weft::Index;
using weft::MeanSquaredError;
using Inputs = weft::Tensor<double, 2>;
using Line = weft::Sequential<weft::Dense<double>>;
using Running = weft::detail::RunningFigures<weft::MeanOf<weft::MeanAbsoluteError>>;

/// Of the line y = 2 x, on points for which its losses are 4, 9 and 36.
template <class L = MeanSquaredError> struct Task {
  explicit Task(const L& loss = {}, const std::vector<int>& targets = {0, 1, 0})
      : data{Inputs(3, 1), targets}, step(model, loss, data) {
    model.layer<0>().kernel(0, 0) = 2;
    data.inputs.setValues({{1}, {2}, {3}});
  }

  double loss(std::span<const Index> examples, const std::map<int, double>& class_weight = {}) {
    step.load(examples, class_weight);
    return step.forward(model, {});
  }

  weft::Rng rng{1};
  Line model{rng, weft::Input{1}, weft::Dense<double>{1}};
  Line gradient = weft::zeros_like(model);
  Running running{weft::MeanOf{weft::MeanAbsoluteError{}}};
  weft::Dataset<Inputs> data;
  weft::detail::BatchStep<Line, L, Running, Inputs> step;
};

constexpr std::array<Index, 3> all{0, 1, 2};

}  // namespace

TEST_CASE("a batch of chosen examples has their mean loss, and adds the gradient of that to what is there") {
  Task<> task;
  for (const double times : {1.0, 2.0}) {
    CHECK(task.loss(std::array<Index, 2>{0, 2}) == Approx((4.0 + 36) / 2));
    task.step.backward(task.model, task.gradient);
    CHECK(task.gradient.layer<0>().kernel(0, 0) == Approx(times * (2 * 2 * 1 + 2 * 6 * 3) / 2));
    CHECK(task.gradient.layer<0>().bias(0) == Approx(times * (2 * 2 + 2 * 6) / 2));
  }
}

TEST_CASE("batches of several sizes are measured as one set of rows") {
  Task<> task;
  for (const auto examples : {std::span(all).first(2), std::span(all).last(1)}) {
    task.loss(examples);
    task.step.measure(task.running);
  }
  CHECK(task.running.result()["loss"] == Approx((4.0 + 9 + 36) / 3));
  CHECK(task.running.result()["mean_absolute_error"] == Approx((2.0 + 3 + 6) / 3));
}

TEST_CASE("weights of classes are those of one batch, whose mean is over its rows whatever they weigh") {
  Task<> task;
  CHECK(task.loss(all, {{0, 0.5}}) == Approx((0.5 * 4 + 9 + 0.5 * 36) / 3));
  CHECK(task.loss(all) == Approx((4.0 + 9 + 36) / 3));
}

TEST_CASE("examples are of the data set that was named last") {
  Task<> task;
  auto other = task.data;
  other.inputs(0, 0) = 10;
  task.step.read_from(other);
  CHECK(task.loss(std::span(all).first(1)) == Approx(400));
  task.step.read_from(task.data);
  CHECK(task.loss(std::span(all).first(1)) == Approx(4));
}

TEST_CASE("a batch of which no row counts has no loss and no gradient, and measures nothing") {
  Task<weft::SparseCategoricalCrossentropy> task({.ignore_class = 7}, {7, 7, 7});
  CHECK(task.loss(all) == 0);
  task.step.backward(task.model, task.gradient);
  CHECK(weft::global_norm(task.gradient) == 0);
  task.running.add_loss(3, 1);
  task.step.measure(task.running);
  CHECK(task.running.result() == weft::Figures{{"loss", 3}, {"mean_absolute_error", 0}});
}
