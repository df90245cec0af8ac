// SPDX-License-Identifier: MIT
#include <weft/training/training.hpp>

#include <doctest/doctest.h>

#include <weft/training/fit.hpp>

#include "small_task.hpp"

namespace {

using weft::BatchResult;
using weft::Index;
using weft::Proceed;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using Options = weft::FitOptions<weft::IdLists>;

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
  weft::Training<weft::testing::SmallModel, weft::IdLists> training(model, adam, train, options, {0, {}});
  training.run([&](const weft::TrainingState& state, weft::Pause pause) {
    pauses += pause == weft::Pause::begin ? "begin " : pause == weft::Pause::end ? "end " : "";
    pauses += weft::concat(state.epoch, '.', state.batches, ' ');
    CHECK(std::ssize(state.history.epochs) == state.epoch - 1);
    CHECK(state.running.sums().examples == std::min<Index>(4 * state.batches, 10));
  });
  CHECK(pauses == "begin 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 3.0 end 3.0 ");
}
