// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/training/predict.hpp>

#include "small_task.hpp"

namespace {

using weft::IdLists;
using weft::Index;
using weft::Tensor;
using weft::testing::equal_bits;
using weft::testing::small_model;
using weft::testing::small_task;

/// Each example as a batch of its own, forward by hand.
Tensor<float, 2> one_by_one(const weft::testing::SmallModel& model, const IdLists& lists) {
  auto tape = weft::make_tape(model);
  Tensor<float, 2> predictions(std::ssize(lists), 1);
  for (std::size_t k = 0; k < lists.size(); ++k) {
    const Index length = std::ssize(lists[k]);
    weft::Tokens tokens{weft::Packing(std::span(&length, 1)), lists[k]};
    predictions(static_cast<Index>(k), 0) = model.forward(tokens, tape)(0, 0);
  }
  return predictions;
}

}  // namespace

TEST_CASE("predict gives each example what it gives alone, in the caller's order, whatever the batch size") {
  const auto model = small_model();
  const IdLists lists = small_task(41, 1).inputs;
  const auto expected = one_by_one(model, lists);
  for (const Index batch_size : {1, 2, 7, 32, 41, 500})
    CHECK(equal_bits(weft::predict(model, lists, {.batch_size = batch_size}), expected));
}

TEST_CASE("predict gives the same for padded ids as for lists") {
  const auto model = small_model();
  IdLists lists = small_task(20, 2).inputs;
  lists.push_back({});
  CHECK(equal_bits(weft::predict(model, weft::testing::padded(lists)), weft::predict(model, lists)));
}

TEST_CASE("predict unmasked is predict of the lists with zeros at their ends") {
  const auto model = small_model(1, weft::Padding::unmasked);
  const IdLists lists{{1, 2, 3}, {4}, {}};
  const auto predictions = weft::predict(model, lists);
  CHECK(equal_bits(predictions, one_by_one(model, {{1, 2, 3}, {4, 0, 0}, {0, 0, 0}})));
}

TEST_CASE("predict takes everything as one batch") {
  const auto model = small_model();
  const IdLists lists = small_task(10, 2).inputs;
  CHECK(equal_bits(weft::predict(model, lists, {.batch_size = weft::everything}),
                   weft::predict(model, lists, {.batch_size = 10})));
  CHECK(weft::predict(model, IdLists{}, {.batch_size = weft::everything}).dimension(0) == 0);
}

TEST_CASE("predict does not depend on the pool") {
  const auto model = small_model();
  const IdLists lists = small_task(30, 3).inputs;
  const auto alone = weft::predict(model, lists);
  for (const Index threads : {1, 2, 3}) {
    weft::ThreadPool pool(threads);
    CHECK(equal_bits(weft::predict(model, lists, {.pool = &pool}), alone));
  }
}

TEST_CASE("predict reads sequences of numbers, in their order") {
  const auto model = weft::testing::signal_model();
  const auto data = weft::testing::small_signals(9, 4, 3, 4);
  const auto all = weft::predict(model, data.inputs, {.batch_size = 4});
  CHECK(all.dimension(0) == 9);
  for (Index k = 0; k < 9; ++k) {
    Tensor<float, 3> one(1, 4, 3);
    std::copy_n(&data.inputs(k, 0, 0), 12, one.data());
    CHECK(weft::predict(model, one)(0, 0) == all(k, 0));
  }
}

TEST_CASE("predict reads rows of numbers, in their order, and gives every output") {
  weft::Rng rng(5);
  const weft::Sequential model{rng, weft::Input{2}, weft::Dense<double>{3, weft::tanh}};
  Tensor<double, 2> inputs(5, 2);
  for (Index k = 0; k < inputs.size(); ++k) inputs.data()[k] = rng.uniform(-1, 1);
  const auto predictions = weft::predict(model, inputs, {.batch_size = 2});
  CHECK(predictions.dimension(0) == 5);
  CHECK(predictions.dimension(1) == 3);
  const auto& kernel = model.layer<0>().kernel;
  for (Index row = 0; row < 5; ++row)
    for (Index unit = 0; unit < 3; ++unit)
      CHECK(predictions(row, unit) ==
            doctest::Approx(std::tanh(inputs(row, 0) * kernel(0, unit) + inputs(row, 1) * kernel(1, unit))));
}

TEST_CASE("predict of no examples gives no rows") {
  const auto none = weft::predict(small_model(), IdLists{});
  CHECK(none.dimension(0) == 0);
  CHECK(none.dimension(1) == 1);
  CHECK(weft::predict(small_model(), weft::IdTensor(0, 5)).dimension(0) == 0);
  CHECK(weft::predict(weft::testing::signal_model(), Tensor<float, 3>(0, 4, 3)).dimension(0) == 0);
}

TEST_CASE("predict of nothing but empty examples is finite and the same for all") {
  const auto model = small_model();
  const auto predictions = weft::predict(model, IdLists{{}, {0}, {}});
  CHECK(weft::testing::all_finite(predictions));
  CHECK(predictions(0, 0) == predictions(1, 0));
  CHECK(weft::testing::all_finite(weft::predict(model, weft::IdTensor(3, 0))));
  CHECK(weft::testing::all_finite(weft::predict(weft::testing::signal_model(), Tensor<float, 3>(2, 0, 3))));
}

TEST_CASE("an empty example does not change the others of its batch") {
  const auto model = small_model();
  const auto predictions = weft::predict(model, IdLists{{}, {1, 2}, {}, {3}});
  const auto without = weft::predict(model, IdLists{{1, 2}, {3}});
  CHECK(predictions(1, 0) == without(0, 0));
  CHECK(predictions(3, 0) == without(1, 0));
}

TEST_CASE("a model with an output for each step predicts the steps of each example that are read") {
  weft::Rng rng(3);
  const weft::Sequential model{rng, weft::Embedding<float>{8, 4}, weft::LSTM<float, weft::Returns::sequences>{5},
                               weft::Dense<float>{2}};
  const IdLists lists{{1, 2}, {}, {3, 0, 4, 5}, {6}};
  const weft::SequenceLists<float> predictions = weft::predict(model, lists, {.batch_size = 3});
  REQUIRE(predictions.size() == 4);
  CHECK(predictions[1].dimension(0) == 0);
  CHECK(predictions[2].dimension(0) == 3);
  CHECK(predictions[2].dimension(1) == 2);
  for (std::size_t k = 0; k < lists.size(); ++k)
    CHECK(weft::testing::equal_bits(predictions[k], weft::predict(model, IdLists{lists[k]}).front()));
}

TEST_CASE("predict refuses what the model cannot take") {
  const auto model = small_model();
  CHECK_THROWS_WITH_AS(weft::predict(model, IdLists{{1}, {2, 9}}), "example 1 has token id 9; expected 0 to 7",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::predict(model, IdLists{{1}}, {.batch_size = 0}),
                       "predict: batch_size is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::predict(weft::testing::signal_model(), Tensor<float, 3>(2, 2, 5)),
                       "LSTM: the input has 5 features; expected 3", std::invalid_argument);
}

TEST_CASE("predict restores the caller's treatment of denormal numbers, also when it fails") {
  const auto usual = weft::Denormals::current();
  weft::predict(small_model(), IdLists{{1, 2}});
  CHECK(weft::Denormals::current() == usual);
  CHECK_THROWS(weft::predict(weft::testing::signal_model(), Tensor<float, 3>(2, 2, 5)));
  CHECK(weft::Denormals::current() == usual);
}
