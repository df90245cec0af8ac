// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/data/batches.hpp>
#include <weft/training/evaluate.hpp>

#include "small_task.hpp"

namespace {

using weft::BinaryCrossentropy;
using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::testing::small_model;
using weft::testing::small_task;

/// Loss and accuracy of each example alone, and their means.
template <class Model, class Inputs>
weft::Figures by_hand(const Model& model, const Dataset<Inputs>& data, const BinaryCrossentropy& loss,
                      float threshold) {
  auto tape = weft::make_tape(model);
  double sum = 0, right = 0;
  for (const auto& batch : weft::batches(data, {.batch_size = 1})) {
    const auto& p = model.forward(batch.inputs, tape);
    sum += weft::loss_value(loss, p, batch.targets);
    right += (p(0, 0) > threshold) == weft::detail::is_exactly(*batch.targets.row(0), 1) ? 1 : 0;
  }
  const auto count = static_cast<double>(data.size());
  return {{"loss", sum / count}, {"accuracy", right / count}};
}

}  // namespace

TEST_CASE("evaluate is the mean over examples, whatever the batch size") {
  const auto model = small_model();
  const auto data = small_task(50, 1);
  const auto expected = by_hand(model, data, {}, 0.5F);
  for (const Index batch_size : {1, 7, 32, 50, 1000}) {
    const auto given = weft::evaluate(model, data, {.batch_size = batch_size});
    CHECK(given["loss"] == doctest::Approx(expected["loss"]).epsilon(1e-6));
    CHECK(given["accuracy"] == doctest::Approx(expected["accuracy"]).epsilon(1e-12));
  }
}

TEST_CASE("evaluate takes another loss and other metrics") {
  weft::Rng rng(2);
  const weft::Sequential model{rng, weft::Embedding{8, 3}, weft::LSTM{4}, weft::Dense{1}};
  const auto data = small_task(40, 2);
  const BinaryCrossentropy loss{.from_logits = true};
  const auto expected = by_hand(model, data, loss, 0.0F),
             given = weft::evaluate(model, data, {}, loss, weft::BinaryAccuracy{0, "accuracy"});
  CHECK(given["loss"] == doctest::Approx(expected["loss"]).epsilon(1e-6));
  CHECK(given["accuracy"] == doctest::Approx(expected["accuracy"]).epsilon(1e-12));
}

TEST_CASE("evaluate reads padding as the model does, with nobody saying so again") {
  const auto model = small_model(), unmasked_model = small_model(1, weft::Padding::unmasked);
  const auto data = small_task(40, 3);
  const auto masked = weft::evaluate(model, data), unmasked = weft::evaluate(unmasked_model, data);
  CHECK(masked["loss"] != unmasked["loss"]);
  double sum = 0;
  for (const auto& batch : weft::batches(data, {.padding = weft::Padding::unmasked})) {
    auto tape = weft::make_tape(unmasked_model);
    const double value =
        weft::loss_value(BinaryCrossentropy{}, unmasked_model.forward(batch.inputs, tape), batch.targets);
    sum += value * static_cast<double>(batch.targets.count());
  }
  CHECK(unmasked["loss"] == doctest::Approx(sum / 40).epsilon(1e-6));
  const Dataset<weft::IdTensor> padded{weft::testing::padded(data.inputs), data.targets};
  CHECK(masked == weft::evaluate(model, padded));
}

TEST_CASE("evaluate does not depend on the pool") {
  const auto model = small_model();
  const auto data = small_task(40, 4);
  const auto alone = weft::evaluate(model, data);
  for (const Index threads : {1, 2, 3}) {
    weft::ThreadPool pool(threads);
    CHECK(alone == weft::evaluate(model, data, {.pool = &pool}));
  }
}

TEST_CASE("evaluate takes examples of numbers") {
  const auto signals = weft::testing::small_signals(20, 4, 3, 5);
  const auto model = weft::testing::signal_model();
  const auto expected = by_hand(model, signals, {}, 0.5F), given = weft::evaluate(model, signals, {.batch_size = 6});
  CHECK(given["loss"] == doctest::Approx(expected["loss"]).epsilon(1e-6));
  CHECK(given["accuracy"] == doctest::Approx(expected["accuracy"]).epsilon(1e-12));
}

TEST_CASE("evaluate of examples that are all empty is finite") {
  const Dataset<IdLists> data{{{}, {}, {}}, std::vector<int>{1, 0, 1}};
  for (const auto padding : {weft::Padding::masked, weft::Padding::unmasked})
    CHECK(std::isfinite(weft::evaluate(small_model(1, padding), data)["loss"]));
}

TEST_CASE("evaluate refuses what it cannot evaluate") {
  const auto model = small_model();
  const auto data = small_task(3, 6);
  const Dataset<IdLists> empty, unknown{{{8}}, std::vector<int>{1}}, wrong{{{1}}, std::vector<int>{2}};
  CHECK_THROWS_WITH_AS(weft::evaluate(model, empty), "Dataset: it is empty; expected at least one example",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::evaluate(model, unknown), "example 0 has token id 8; expected 0 to 7",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::evaluate(model, wrong),
                       "BinaryCrossentropy: the target of example 0 is 2; expected 0 to 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::evaluate(model, data, {.batch_size = 0}), "batches: batch_size is 0; expected at least 1",
                       std::invalid_argument);
  const Dataset<IdLists> two_targets{{{1}}, weft::Tensor<float, 2>(weft::Tensor<float, 2>(1, 2).setZero())};
  CHECK_THROWS_WITH_AS(weft::evaluate(model, two_targets),
                       "BinaryCrossentropy: an example has 2 targets; the model has 1 outputs", std::invalid_argument);
}

TEST_CASE("evaluate restores the caller's treatment of denormal numbers, also when it fails") {
  const auto usual = weft::Denormals::current();
  weft::evaluate(small_model(), small_task(3, 7));
  CHECK(weft::Denormals::current() == usual);
  const auto narrow = weft::testing::small_signals(3, 2, 2, 8);
  CHECK_THROWS_WITH_AS(weft::evaluate(weft::testing::signal_model(), narrow),
                       "LSTM: the input has 2 features; expected 3", std::invalid_argument);
  CHECK(weft::Denormals::current() == usual);
}
