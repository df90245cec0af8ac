// SPDX-License-Identifier: MIT
#include <weft/training/detail/training.hpp>

#include <doctest/doctest.h>

#include <weft/training/fit.hpp>

#include "training/small_task.hpp"

namespace {

using weft::BatchResult;
using weft::Proceed;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::steep_model;
using weft::testing::steep_task;
using weft::testing::SteepModel;
using weft::testing::trainer_for;
using Options = weft::FitOptions<weft::IdLists>;

/// One example a batch, in order.
const weft::FitOptions<weft::Tensor<float, 2>> steep_options{
    .batch_size = 1, .shuffle_buffer = 1, .verbose = weft::Verbose::silent};

auto steep_trainer(SteepModel& model, double clipnorm = 0) {
  return trainer_for(model, weft::Adam({}, {.global_clipnorm = clipnorm}), {.from_logits = true});
}

/// fit must end with that error in the second batch, and leave the model and its Adam as they were after the first.
void check_stopped_in_batch_2(float x, double clipnorm, const char* problem, const char* largest) {
  const std::string message =
      weft::concat("fit: ", problem, " in epoch 1, batch 2; the model is as it was before this batch; its largest ",
                   "parameter is dense_1/kernel with 9.999, the largest gradient ", largest);
  SteepModel model = steep_model(), expected = steep_model();
  auto trainer = steep_trainer(model, clipnorm), other = steep_trainer(expected, clipnorm);
  CHECK_THROWS_WITH_AS(trainer.fit(steep_task({10, x, 10}), steep_options), message.c_str(), std::runtime_error);
  other.fit(steep_task({10}), steep_options);
  CHECK(equal_weights(model, expected));
  CHECK(equal_weights(trainer.optimizer().moment(0), other.optimizer().moment(0)));
  CHECK(equal_weights(trainer.optimizer().moment(1), other.optimizer().moment(1)));
  CHECK(trainer.optimizer().steps() == 1);
}

Options usual() { return {.epochs = 2, .batch_size = 4, .shuffle_buffer = 1, .verbose = weft::Verbose::silent}; }

}  // namespace

TEST_CASE("a callback of batches sees every batch in its place, with the epoch's figures so far") {
  std::string places;
  double last_loss = 0;
  auto model = small_model();
  const auto history = weft::fit(model, small_task(10, 1), usual(), [&](const BatchResult& result) {
    places += weft::concat(result.epoch, '.', result.batch, '/', result.batches, ' ');
    last_loss = result.train["loss"];
  });
  CHECK(places == "1.1/3 1.2/3 1.3/3 2.1/3 2.2/3 2.3/3 ");
  CHECK(last_loss == history.epochs.back().train["loss"]);
}

TEST_CASE("a callback of batches stops fit behind that batch; the epoch it stops is not in the history") {
  Options options = usual();
  const auto stop = [](const BatchResult& result) {
    return result.epoch == 2 && result.batch == 1 ? Proceed::stop : Proceed::go_on;
  };
  const auto train = small_task(10, 1);
  auto stopped = small_model(), expected = small_model();
  auto trainer = trainer_for(stopped), other = trainer_for(expected);
  CHECK(trainer.fit(train, options, stop).epochs.size() == 1);
  CHECK(trainer.optimizer().steps() == 4);
  options.epochs = 1;
  other.fit(train, options);
  CHECK_FALSE(equal_weights(stopped, expected));
  const weft::Dataset<weft::IdLists> first{{train.inputs.begin(), train.inputs.begin() + 4},
                                           std::vector<double>(train.targets.row(0), train.targets.row(0) + 4)};
  other.fit(first, options);
  CHECK(equal_weights(stopped, expected));
}

TEST_CASE("a run is paused when it begins, between batches, between epochs and when it ends, with its state") {
  std::string pauses;
  auto model = small_model();
  auto trainer = trainer_for(model);
  const auto train = small_task(10, 1);
  const Options options = usual();
  weft::detail::Training<decltype(trainer), weft::IdLists> training(trainer, train, options);
  training.run([&](const auto& state, weft::detail::Pause pause) {
    pauses += pause == weft::detail::Pause::begin ? "begin " : pause == weft::detail::Pause::end ? "end " : "";
    pauses += weft::concat(state.epoch, '.', state.batches, ' ');
    CHECK(std::ssize(state.history.epochs) == state.epoch - 1);
  });
  CHECK(pauses == "begin 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 3.0 end 3.0 ");
}

TEST_CASE("a gradient that is not finite stops fit before it is used, where the loss is finite, clipped or not") {
  for (const double clipnorm : {0.0, 1.0})
    check_stopped_in_batch_2(3e38F, clipnorm, "the gradient is not finite", "dense/kernel with inf");
}

TEST_CASE("a gradient whose square is not finite stops fit before Adam keeps that square") {
  check_stopped_in_batch_2(1e20F, 0, "the gradient is too large to be squared", "dense/kernel with 9.999e+20");
}

TEST_CASE("a gradient that is cut down may have been large before") {
  SteepModel model = steep_model();
  auto trainer = steep_trainer(model, 1);
  trainer.fit(steep_task({1, 1e20F, 1}), steep_options);
  CHECK(trainer.optimizer().steps() == 3);
  CHECK(weft::testing::weights_are_finite(model));
  CHECK(weft::testing::weights_are_finite(trainer.optimizer().moment(1)));
  CHECK_FALSE(equal_weights(model, steep_model()));
}
