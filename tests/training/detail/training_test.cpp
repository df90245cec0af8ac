// SPDX-License-Identifier: MIT
#include <weft/training/detail/training.hpp>

#include <doctest/doctest.h>

#include <weft/training/fit.hpp>

#include "training/small_task.hpp"

namespace {

using weft::BatchResult;
using weft::Index;
using weft::Proceed;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::steep_model;
using weft::testing::steep_task;
using weft::testing::SteepModel;
using Options = weft::FitOptions<weft::IdLists>;

/// One example a batch, in order, with the loss of logits.
using RowOptions = weft::FitOptions<weft::Tensor<float, 2>>;
RowOptions steep_options(double clip_norm = 0) {
  return {.batch_size = 1,
          .shuffle_buffer = 1,
          .loss = {weft::BinaryCrossentropy::From::logits},
          .clip_norm = clip_norm,
          .verbose = weft::Verbose::silent};
}

/// fit must end with that error in the second batch, and leave the model and its Adam as they were after the first.
void check_stopped_in_batch_2(float x, double clip_norm, const char* problem, const char* largest) {
  const std::string message =
      weft::concat("fit: ", problem, " in epoch 1, batch 2; the model is as it was before this batch; its largest ",
                   "parameter is dense_1/kernel with 9.999, the largest gradient ", largest);
  const RowOptions options = steep_options(clip_norm);
  SteepModel model = steep_model(), expected = steep_model();
  weft::Adam adam(model), expected_adam(expected);
  CHECK_THROWS_WITH_AS(weft::fit(model, adam, steep_task({10, x, 10}), options), message.c_str(), std::runtime_error);
  weft::fit(expected, expected_adam, steep_task({10}), options);
  CHECK(equal_weights(model, expected));
  CHECK(equal_weights(adam.first_moment(), expected_adam.first_moment()));
  CHECK(equal_weights(adam.second_moment(), expected_adam.second_moment()));
  CHECK(adam.steps() == 1);
}

Options usual() { return {.epochs = 2, .batch_size = 4, .shuffle_buffer = 1, .verbose = weft::Verbose::silent}; }

}  // namespace

TEST_CASE("on_batch_end sees every batch in its place, with the epoch's figures so far") {
  std::string places;
  double last_loss = 0;
  Options options = usual();
  options.on_batch_end = [&](const BatchResult& result) {
    places += weft::concat(result.epoch, '.', result.batch, '/', result.batches, ' ');
    last_loss = result.train.loss;
    return Proceed::go_on;
  };
  auto model = small_model();
  const auto history = weft::fit(model, small_task(10, 1), options);
  CHECK(places == "1.1/3 1.2/3 1.3/3 2.1/3 2.2/3 2.3/3 ");
  CHECK(last_loss == history.epochs.back().train.loss);
}

TEST_CASE("on_batch_end stops fit behind that batch; the epoch it stops is not in the history") {
  Options options = usual();
  options.on_batch_end = [](const BatchResult& result) {
    return result.epoch == 2 && result.batch == 1 ? Proceed::stop : Proceed::go_on;
  };
  const auto train = small_task(10, 1);
  auto stopped = small_model(), expected = small_model();
  weft::Adam adam(stopped), other(expected);
  CHECK(weft::fit(stopped, adam, train, options).epochs.size() == 1);
  CHECK(adam.steps() == 4);
  options.on_batch_end = {};
  options.epochs = 1;
  weft::fit(expected, other, train, options);
  CHECK_FALSE(equal_weights(stopped, expected));
  const weft::Dataset<weft::IdLists> first{{train.inputs.begin(), train.inputs.begin() + 4},
                                           std::vector<float>(train.labels.data(), train.labels.data() + 4)};
  weft::fit(expected, other, first, options);
  CHECK(equal_weights(stopped, expected));
}

TEST_CASE("a run is paused when it begins, between batches, between epochs and when it ends, with its state") {
  std::string pauses;
  auto model = small_model();
  weft::Adam adam(model);
  const auto train = small_task(10, 1);
  const Options options = usual();
  weft::detail::Training<weft::testing::SmallModel, weft::IdLists> training(model, adam, train, options, {0, {}});
  training.run([&](const weft::detail::TrainingState& state, weft::detail::Pause pause) {
    pauses += pause == weft::detail::Pause::begin ? "begin " : pause == weft::detail::Pause::end ? "end " : "";
    pauses += weft::concat(state.epoch, '.', state.batches, ' ');
    CHECK(std::ssize(state.history.epochs) == state.epoch - 1);
    CHECK(state.running.sums().examples == std::min<Index>(4 * state.batches, 10));
  });
  CHECK(pauses == "begin 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 3.0 end 3.0 ");
}

TEST_CASE("a gradient that is not finite stops fit before it is used, where the loss is finite, clipped or not") {
  for (const double clip_norm : {0.0, 1.0})
    check_stopped_in_batch_2(3e38F, clip_norm, "the gradient is not finite", "dense/kernel with inf");
}

TEST_CASE("a gradient whose square is not finite stops fit before Adam keeps that square") {
  check_stopped_in_batch_2(1e20F, 0, "the gradient is too large to be squared", "dense/kernel with 9.999e+20");
}

TEST_CASE("a gradient that is cut down may have been large before") {
  SteepModel model = steep_model();
  weft::Adam adam(model);
  weft::fit(model, adam, steep_task({1, 1e20F, 1}), steep_options(1));
  CHECK(adam.steps() == 3);
  CHECK(weft::testing::weights_are_finite(model));
  CHECK(weft::testing::weights_are_finite(adam.second_moment()));
  CHECK_FALSE(equal_weights(model, steep_model()));
}
