// SPDX-License-Identifier: MIT
#include <weft/training/detail/shard_step.hpp>

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
      : data{Inputs(3, 1), targets}, loss_of(loss), step(model, loss) {
    model.layer<0>().kernel(0, 0) = 2;
    data.inputs.setValues({{1}, {2}, {3}});
  }

  /// The sum of the losses.
  double loss(std::span<const Index> examples, const std::map<int, double>& class_weight = {}) {
    step.load(data, {.examples = examples, .places = examples}, class_weight);
    return step.forward(model, {}, std::ssize(examples));
  }

  weft::Rng rng{1};
  Line model{rng, weft::Input{1}, weft::Dense<double>{1}};
  Line gradient = weft::zeros_like(model);
  Running running{weft::MeanOf{weft::MeanAbsoluteError{}}};
  weft::Dataset<Inputs> data;
  L loss_of;
  weft::detail::ShardStep<Line, L, Inputs> step;
};

constexpr std::array<Index, 3> all{0, 1, 2};

}  // namespace

TEST_CASE("a shard of chosen examples has their losses, and adds the gradient of the mean to what is there") {
  Task<> task;
  for (const double times : {1.0, 2.0}) {
    CHECK(task.loss(std::array<Index, 2>{0, 2}) == Approx(4.0 + 36));
    task.step.backward(task.model, task.gradient);
    CHECK(task.gradient.layer<0>().kernel(0, 0) == Approx(times * (2 * 2 * 1 + 2 * 6 * 3) / 2));
    CHECK(task.gradient.layer<0>().bias(0) == Approx(times * (2 * 2 + 2 * 6) / 2));
  }
}

TEST_CASE("the gradients of a batch's shards add up to that of its mean loss") {
  Task<> task;
  for (const auto examples : {std::span(all).first(2), std::span(all).last(1)}) {
    task.step.load(task.data, {.examples = examples, .places = examples});
    task.step.forward(task.model, {}, 3);
    task.step.backward(task.model, task.gradient);
  }
  CHECK(task.gradient.layer<0>().kernel(0, 0) == Approx((2.0 * 2 * 1 + 2 * 3 * 2 + 2 * 6 * 3) / 3));
}

TEST_CASE("shards of several sizes are measured as one set of rows") {
  Task<> task;
  for (const auto examples : {std::span(all).first(2), std::span(all).last(1)})
    task.step.measure(task.loss(examples), task.running);
  CHECK(task.running.result()["loss"] == Approx((4.0 + 9 + 36) / 3));
  CHECK(task.running.result()["mean_absolute_error"] == Approx((2.0 + 3 + 6) / 3));
}

TEST_CASE("weights of classes are those of one shard") {
  Task<> task;
  CHECK(task.loss(all, {{0, 0.5}}) == Approx(0.5 * 4 + 9 + 0.5 * 36));
  CHECK(task.loss(all) == Approx(4.0 + 9 + 36));
}

TEST_CASE("a shard of which no row counts has no loss and no gradient, and measures nothing") {
  Task<weft::SparseCategoricalCrossentropy> task({.ignore_class = 7}, {7, 7, 7});
  CHECK(task.loss(all) == 0);
  task.step.backward(task.model, task.gradient);
  CHECK(weft::global_norm(task.gradient) == 0);
  task.running.add_loss(3, 1);
  task.step.measure(0, task.running);
  CHECK(task.running.result() == weft::Figures{{"loss", 3}, {"mean_absolute_error", 0}});
}

TEST_CASE("the rows that count are those that are read and have a target that is not ignored") {
  using weft::Padding;
  const weft::Dataset<weft::IdLists> tagged{weft::IdLists{{5, 0, 6}, {7}, {}},
                                            std::vector<std::vector<int>>{{1, 2, 3}, {2}, {}}};
  const auto count = [&](const auto& loss, Padding padding, std::vector<Index> examples) {
    return weft::detail::count_rows(loss, tagged, weft::detail::IdPacker(padding), examples);
  };
  const weft::SparseCategoricalCrossentropy every, not_2{.ignore_class = 2};
  CHECK(count(every, Padding::masked, {0, 1, 2}) == 3);
  CHECK(count(every, Padding::unmasked, {0, 1, 2}) == 4);
  CHECK(count(not_2, Padding::masked, {0, 1, 2}) == 2);
  CHECK(count(not_2, Padding::unmasked, {1, 0}) == 2);
  CHECK(count(every, Padding::masked, {2}) == 0);

  Task<> task;
  CHECK(weft::detail::count_rows(task.loss_of, task.data, weft::detail::RowPacker<double>(Padding::masked), all) == 3);
}
