// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>
#include <weft/data/batches.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/losses/regression.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>
#include <weft/metrics/categorical_accuracy.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/adamw.hpp>
#include <weft/optimizers/rmsprop.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>
#include <weft/schedules/cosine_decay.hpp>
#include <weft/training/trainer.hpp>

#include "../golden/formula.hpp"
#include "../golden/tasks.hpp"

/// The four tasks of tests/golden/tasks.py: the same models trained on the same batches from the same weights.
namespace {

using weft::Index;
using weft::Padding;

constexpr Index batch_size = 8, longest = 9, vocabulary = 30, features = 3;

/// A model with the script's weights.
template <class... Layers> auto network(Layers... layers) {
  weft::Rng rng(0);
  weft::Sequential model{rng, weft::Input{features}, std::move(layers)...};
  std::uint32_t seed = 100;
  weft::for_each_parameter([&](std::string_view, auto& p) { weft::golden::fill(p, seed++, 0.5); }, model);
  return model;
}

weft::Embedding<double> embedding(Padding padding) { return {vocabulary, 5, padding}; }

weft::IdLists sequences(std::uint32_t seed, Index count) {
  weft::IdLists lists;
  for (const Index length : weft::golden::lengths(seed, count, longest)) {
    const auto stream = 1000 * seed + static_cast<std::uint32_t>(lists.size());
    lists.push_back(weft::golden::token_ids(stream, length, vocabulary));
  }
  return lists;
}

std::vector<double> weights(std::uint32_t seed, Index count) {
  std::vector<double> result;
  for (Index k = 0; k < count; ++k) result.push_back(1 + weft::golden::number(seed, k, 1));
  return result;
}

struct Regression {
  static constexpr Padding padding = Padding::masked;

  static auto model() { return network(weft::LSTM<double>(6), weft::Dense<double>(2)); }
  static weft::MeanSquaredError loss() { return {}; }
  static weft::Adam optimizer() {
    const weft::CosineDecay rate{.initial_learning_rate = 0.02, .decay_steps = 15, .alpha = 0.1};
    return weft::Adam{{.learning_rate = rate}, {.global_clipnorm = 0.5}};
  }
  static weft::Dataset<weft::SequenceLists<double>> data(std::uint32_t seed, Index count = batch_size) {
    weft::SequenceLists<double> examples;
    weft::Tensor<double, 2> targets(count, 2);
    for (const Index length : weft::golden::lengths(seed, count, longest)) {
      const Index k = std::ssize(examples);
      weft::Tensor<double, 2>& x = examples.emplace_back(length, features);
      weft::golden::fill(x, 1000 * seed + static_cast<std::uint32_t>(k), 1);
      targets(k, 0) = x(0, 0) + x(length - 1, 1);
      targets(k, 1) = x(0, 2) * x(length - 1, 0);
    }
    return {examples, targets, weights(5000 + seed, count)};
  }
};

struct Classifier {
  static constexpr Padding padding = Padding::masked;
  static constexpr double class_weight[] = {0.5, 1, 2.5};

  static auto model() {
    return network(embedding(padding), weft::Bidirectional{weft::GRU<double>(4)},
                   weft::Dense<double>(3, weft::softmax));
  }
  static weft::SparseCategoricalCrossentropy loss() { return {}; }
  static weft::Adam optimizer() { return weft::Adam{{.learning_rate = 0.01}}; }
  static weft::Dataset<weft::IdLists> data(std::uint32_t seed, Index count = batch_size) {
    const weft::IdLists lists = sequences(seed, count);
    std::vector<int> classes;
    std::vector<double> weights;
    for (const auto& ids : lists) {
      classes.push_back((ids.front() + ids.back()) % 3);
      weights.push_back(class_weight[classes.back()]);
    }
    return {lists, classes, weights};
  }
};

struct Tagger {
  static constexpr Padding padding = Padding::masked;

  static auto model() {
    return network(embedding(padding), weft::Bidirectional{weft::LSTM<double, weft::Returns::sequences>(4)},
                   weft::Dense<double>(4, weft::softmax));
  }
  static weft::SparseCategoricalCrossentropy loss() { return {}; }
  static weft::RMSprop optimizer() { return weft::RMSprop{{.learning_rate = 0.01, .momentum = 0.5}}; }
  static weft::Dataset<weft::IdLists> data(std::uint32_t seed, Index count = batch_size) {
    const weft::IdLists lists = sequences(seed, count);
    std::vector<std::vector<int>> tags;
    std::vector<std::vector<double>> weigh;
    for (const auto& ids : lists) {
      weigh.push_back(weights(1000 * seed + 500 + static_cast<std::uint32_t>(tags.size()), std::ssize(ids)));
      auto& tags_here = tags.emplace_back();
      int before = 0;
      for (const int id : ids) tags_here.push_back((std::exchange(before, id) + id) % 4);
    }
    return {lists, tags, weigh};
  }
};

struct MultiLabel {
  static constexpr Padding padding = Padding::unmasked;

  static auto model() {
    return network(embedding(padding), weft::SimpleRNN<double>(6), weft::Dense<double>(4, weft::sigmoid));
  }
  static weft::BinaryCrossentropy loss() { return {}; }
  static weft::AdamW optimizer() { return weft::AdamW{{.learning_rate = 0.01}, {.weight_decay = 0.3}}; }
  static weft::Dataset<weft::IdLists> data(std::uint32_t seed, Index count = batch_size) {
    const weft::IdLists lists = sequences(seed, count);
    weft::Tensor<int, 2> labels(count, 4);
    labels.setZero();
    for (Index k = 0; k < count; ++k)
      for (const int id : lists[static_cast<std::size_t>(k)])
        if (id % 7 < 4) labels(k, id % 7) = 1;
    return {lists, labels};
  }
};

/// The loss before each of 20 steps, in the loop a user may write by hand.
template <class Task> std::vector<double> losses_by_hand() {
  auto model = Task::model();
  auto gradient = weft::zeros_like(model);
  auto tape = weft::make_tape(model);
  weft::ModelOptimizer optimizer{model, Task::optimizer()};
  std::vector<double> losses;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto data = Task::data(seed);
    for (const auto& batch : weft::batches(data, {.batch_size = weft::everything, .padding = Task::padding})) {
      const auto [value, dp] = weft::loss_gradient(Task::loss(), model.forward(batch.inputs, tape), batch.targets);
      weft::set_zero(gradient);
      model.backward(batch.inputs, dp, tape, gradient);
      optimizer.step(model, gradient);
      losses.push_back(value);
    }
  }
  return losses;
}

/// The same by 20 calls of one Trainer's fit, one batch each.
template <class Task> std::vector<double> losses_of_trainer() {
  auto model = Task::model();
  weft::Trainer trainer{model, Task::optimizer(), Task::loss()};
  std::vector<double> losses;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto history =
        trainer.fit(Task::data(seed), {.batch_size = weft::everything, .verbose = weft::Verbose::silent});
    losses.push_back(history["loss"].at(0));
  }
  return losses;
}

void check_follows(const std::string& what, const std::vector<double>& ours, std::span<const double> keras) {
  CAPTURE(what);
  REQUIRE(ours.size() == keras.size());
  for (std::size_t step = 0; step < ours.size(); ++step) {
    CAPTURE(step);
    CHECK(std::abs(ours[step] / keras[step] - 1) <= 1e-9);
  }
}

template <class Task> void check_task(std::span<const double> keras) {
  check_follows("by hand", losses_by_hand<Task>(), keras);
  check_follows("Trainer", losses_of_trainer<Task>(), keras);
}

}  // namespace

TEST_CASE("A regression's losses follow Keras's, with a schedule, a clipped gradient and weights of examples") {
  check_task<Regression>(weft::golden::regression_losses);
}

TEST_CASE("A classifier's losses follow Keras's, with weights of classes") {
  check_task<Classifier>(weft::golden::classifier_losses);
}

TEST_CASE(
    "A tagger's losses follow Keras's, whose mean is over the steps that are there, with steps that weigh "
    "differently") {
  check_task<Tagger>(weft::golden::tagger_losses);
}

TEST_CASE("A multi-label model's losses follow Keras's, with padding that is read and weights that decay") {
  check_task<MultiLabel>(weft::golden::multi_label_losses);
}

TEST_CASE("fit's history of a classifier and what it tells after each batch are Keras's, with weights of classes") {
  auto model = Classifier::model();
  auto train = Classifier::data(30, 38), validation = Classifier::data(31, 15);
  train.weights = validation.weights = {};
  weft::Trainer trainer{model, Classifier::optimizer(), Classifier::loss(), weft::Accuracy{}};
  std::vector<double> losses, accuracies;
  const auto note = [&](const weft::BatchResult& batch) {
    losses.push_back(batch.train["loss"]);
    accuracies.push_back(batch.train["accuracy"]);
  };
  const auto history = trainer.fit(train,
                                   {.epochs = 4,
                                    .batch_size = batch_size,
                                    .validation = &validation,
                                    .shuffle_buffer = 1,
                                    .class_weight = {{0, 0.5}, {1, 1}, {2, 2.5}},
                                    .verbose = weft::Verbose::silent},
                                   note);
  check_follows("batch loss", losses, weft::golden::classifier_fit_batch_loss);
  check_follows("batch accuracy", accuracies, weft::golden::classifier_fit_batch_accuracy);
  check_follows("loss", history["loss"], weft::golden::classifier_fit_loss);
  check_follows("accuracy", history["accuracy"], weft::golden::classifier_fit_accuracy);
  check_follows("val_loss", history["val_loss"], weft::golden::classifier_fit_val_loss);
  check_follows("val_accuracy", history["val_accuracy"], weft::golden::classifier_fit_val_accuracy);
}

TEST_CASE("fit's history of a tagger is Keras's: over the steps there are, the accuracy without their weights") {
  auto model = Tagger::model();
  weft::Trainer trainer{model, Tagger::optimizer(), Tagger::loss(), weft::Accuracy{}};
  const auto history = trainer.fit(Tagger::data(32), {.epochs = 20, .verbose = weft::Verbose::silent});
  check_follows("loss", history["loss"], weft::golden::tagger_fit_loss);
  check_follows("accuracy", history["accuracy"], weft::golden::tagger_fit_accuracy);
}
