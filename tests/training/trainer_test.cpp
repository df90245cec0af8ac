// SPDX-License-Identifier: MIT
#include <weft/training/trainer.hpp>

#include <doctest/doctest.h>

#include <weft/callbacks.hpp>
#include <weft/losses.hpp>
#include <weft/metrics.hpp>
#include <weft/optimizers.hpp>

#include "small_task.hpp"

namespace {

using weft::Adam;
using weft::BinaryCrossentropy;
using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::SparseCategoricalCrossentropy;
using weft::Tensor;
using weft::Trainer;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::trainer_for;
using Options = weft::FitOptions<IdLists>;

/// Each step's class is whether its id is odd.
Dataset<IdLists> tagged(Index count, std::uint64_t seed) {
  const IdLists lists = small_task(count, seed).inputs;
  std::vector<std::vector<int>> tags;
  for (const auto& ids : lists) {
    tags.emplace_back();
    for (const int id : ids) tags.back().push_back(id % 2);
  }
  return {lists, tags};
}

auto tagger() {
  weft::Rng rng(5);
  return weft::Sequential{rng, weft::Embedding<float>{8, 4}, weft::LSTM<float, weft::Returns::sequences>{6},
                          weft::Dense<float>{2, weft::softmax}};
}

/// y = 2 x + 1, from x = -1, 0, 1, 2.
Dataset<Tensor<double, 2>> line() {
  Tensor<double, 2> x(4, 1);
  x.setValues({{-1}, {0}, {1}, {2}});
  return {x, std::vector<double>{-1, 1, 3, 5}};
}

auto linear_model() {
  weft::Rng rng(1);
  return weft::Sequential{rng, weft::Input{1}, weft::Dense<double>{1}};
}

}  // namespace

TEST_CASE("a regression is trained, with metrics of its own") {
  auto model = linear_model();
  Trainer trainer(model, weft::SGD{{.learning_rate = 0.1}}, weft::MeanSquaredError{}, weft::R2Score{},
                  weft::MeanOf{weft::MeanAbsoluteError{}});
  const auto history = trainer.fit(line(), {.epochs = 200, .batch_size = 4, .verbose = Verbose::silent});
  CHECK(model.layer<0>().kernel(0, 0) == doctest::Approx(2).epsilon(1e-6));
  CHECK(model.layer<0>().bias(0) == doctest::Approx(1).epsilon(1e-6));
  CHECK(history["loss"].back() < 1e-10);
  CHECK(trainer.evaluate(line())["r2_score"] == doctest::Approx(1));
  CHECK(trainer.predict(line().inputs)(3, 0) == doctest::Approx(5));
}

TEST_CASE("a tagger is trained on steps, whatever lengths are batched together") {
  auto model = tagger();
  Trainer trainer(model, Adam{{.learning_rate = 0.02}}, SparseCategoricalCrossentropy{}, weft::Accuracy{});
  const auto train = tagged(100, 1), test = tagged(50, 2);
  trainer.fit(train, {.epochs = 8, .batch_size = 16, .verbose = Verbose::silent});
  const auto figures = trainer.evaluate(test);
  CHECK(figures["accuracy"] > 0.95);
  for (const Index batch_size : {1, 7, 50}) {
    CHECK(trainer.evaluate(test, {.batch_size = batch_size})["loss"] == doctest::Approx(figures["loss"]).epsilon(1e-6));
    CHECK(trainer.evaluate(test, {.batch_size = batch_size})["accuracy"] == figures["accuracy"]);
  }
}

TEST_CASE("sequences of numbers that differ in length are trained on") {
  weft::SequenceLists<float> lists;
  std::vector<float> sums;
  weft::Rng rng(3);
  for (int k = 0; k < 64; ++k) {
    lists.emplace_back(1 + static_cast<Index>(rng.below(5)), 2);
    sums.push_back(0);
    for (Index n = 0; n < lists.back().size(); ++n)
      sums.back() += lists.back().data()[n] = static_cast<float>(rng.uniform(-1, 1));
  }
  weft::Sequential model{rng, weft::Input{2}, weft::LSTM<float>{8}, weft::Dense<float>{1}};
  Trainer trainer(model, Adam{{.learning_rate = 0.01}}, weft::MeanSquaredError{});
  const auto history = trainer.fit(Dataset{lists, sums}, {.epochs = 60, .verbose = Verbose::silent});
  CHECK(history["loss"].back() < history["loss"].front() / 10);
}

TEST_CASE("weights of examples, or of classes, are those of their losses") {
  const IdLists lists{{1, 2}, {3}, {4}};
  const std::vector<int> targets{1, 0, 1};
  const std::vector<double> weights{3, 1, 3};
  const auto trained = [&](const Dataset<IdLists>& data, const std::map<int, double>& class_weight) {
    auto model = small_model();
    trainer_for(model).fit(data, {.epochs = 2, .class_weight = class_weight, .verbose = Verbose::silent});
    return model;
  };
  const auto weighted = trained({lists, targets, weights}, {});
  CHECK(equal_weights(weighted, trained({lists, targets}, {{1, 3.0}})));
  CHECK_FALSE(equal_weights(weighted, trained({lists, targets}, {})));
  CHECK(equal_weights(trained({lists, targets}, {}), trained({lists, targets, std::vector<int>{1, 1, 1}}, {})));
  const auto model = small_model();
  const auto plain = weft::evaluate(model, Dataset{lists, targets});
  CHECK(weft::evaluate(model, Dataset{lists, targets, std::vector<int>{2, 2, 2}})["loss"] ==
        doctest::Approx(2 * plain["loss"]));
}

TEST_CASE("the last examples may validate, before anything is shuffled, and not in every epoch") {
  const auto data = small_task(25, 1);
  const IdLists first(data.inputs.begin(), data.inputs.begin() + 20), last(data.inputs.begin() + 20, data.inputs.end());
  const auto target = [&](Index k) { return *data.targets.row(k); };
  std::vector<double> first_targets, last_targets;
  for (Index k = 0; k < 25; ++k) (k < 20 ? first_targets : last_targets).push_back(target(k));
  const Dataset<IdLists> train{first, first_targets}, validation{last, last_targets};
  auto split = small_model(), given = small_model();
  const auto a = trainer_for(split).fit(
      data, {.epochs = 4, .validation_split = 0.2, .validation_freq = 2, .verbose = Verbose::silent});
  const auto b = trainer_for(given).fit(train, {.epochs = 4, .validation = &validation, .verbose = Verbose::silent});
  CHECK(equal_weights(split, given));
  for (const std::size_t epoch : {1U, 3U}) CHECK(a.epochs[epoch].validation == b.epochs[epoch].validation);
  for (const std::size_t epoch : {0U, 2U}) CHECK_FALSE(a.epochs[epoch].validation.has_value());
}

TEST_CASE("a learning rate that follows a schedule is in the history") {
  auto model = linear_model();
  Trainer trainer(model, weft::SGD{{.learning_rate = weft::ExponentialDecay{1e-3, 1, 0.5}}}, weft::MeanSquaredError{});
  const auto history = trainer.fit(line(), {.epochs = 3, .batch_size = 2, .verbose = Verbose::silent});
  CHECK(history["learning_rate"][0] == doctest::Approx(5e-4));
  CHECK(history["learning_rate"][2] == doctest::Approx(1e-3 / 32));
}

TEST_CASE("a loss that is not finite ends a training with TerminateOnNaN, and is an error without") {
  auto model = linear_model();
  model.layer<0>().kernel(0, 0) = std::nan("");
  const auto before = model;
  Trainer trainer(model, Adam{}, weft::MeanSquaredError{});
  CHECK_THROWS_AS(trainer.fit(line(), {.verbose = Verbose::silent}), std::runtime_error);
  const auto history = trainer.fit(line(), {.epochs = 3, .verbose = Verbose::silent}, weft::TerminateOnNaN{});
  CHECK(history.epochs.empty());
  CHECK(equal_weights(model, before));
}

TEST_CASE("a moving average of the weights is what a training ends with") {
  auto model = linear_model(), plain = linear_model();
  Trainer averaged(model, Adam({.learning_rate = 0.1}, {.ema_momentum = 0.5}), weft::MeanSquaredError{});
  Trainer usual(plain, Adam{{.learning_rate = 0.1}}, weft::MeanSquaredError{});
  averaged.fit(line(), {.epochs = 2, .batch_size = 4, .shuffle_buffer = 1, .verbose = Verbose::silent});
  std::vector<double> kernels;
  usual.fit(line(), {.epochs = 2, .batch_size = 4, .shuffle_buffer = 1, .verbose = Verbose::silent},
            [&](const weft::BatchResult&) { kernels.push_back(plain.layer<0>().kernel(0, 0)); });
  CHECK(model.layer<0>().kernel(0, 0) == doctest::Approx((kernels[0] + kernels[1]) / 2));
}

TEST_CASE("fit refuses targets that the model, the loss or a metric cannot read, and changes nothing") {
  auto model = tagger();
  const auto before = model;
  const IdLists lists{{1, 2}, {3}};
  const auto refused = [&](const Dataset<IdLists>& data, const char* message) {
    Trainer trainer(model, Adam{}, SparseCategoricalCrossentropy{}, weft::Accuracy{});
    CHECK_THROWS_WITH_AS(trainer.fit(data, {.verbose = Verbose::silent}), message, std::invalid_argument);
    CHECK(equal_weights(model, before));
  };
  refused({lists, std::vector<int>{1, 0}},
          "fit: training data: Dataset: there is a target for each example; the model has an output for each step");
  refused(
      {lists, std::vector<std::vector<int>>{{1, 2}, {0}}},
      "fit: training data: SparseCategoricalCrossentropy: the target of example 0, step 1 is 2; expected a class, 0 "
      "to 1");
  refused(
      {lists, std::vector<std::vector<double>>{{1, 0}, {0.5}}},
      "fit: training data: SparseCategoricalCrossentropy: the target of example 1, step 0 is 0.5; expected a class, "
      "0 to 1");
  refused({lists, std::vector<std::vector<int>>{{1}, {0}}},
          "fit: training data: Dataset: example 0 has 2 steps and 1 targets");
  Trainer trainer(model, Adam{}, SparseCategoricalCrossentropy{}, weft::CategoricalAccuracy{});
  CHECK_THROWS_WITH_AS(
      trainer.fit(tagged(3, 1), {.verbose = Verbose::silent}),
      "fit: training data: the metric categorical_accuracy: an example has 1 targets; the model has 2 outputs",
      std::invalid_argument);
}
