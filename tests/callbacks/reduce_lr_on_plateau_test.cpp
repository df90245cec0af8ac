// SPDX-License-Identifier: MIT
#include <weft/callbacks/reduce_lr_on_plateau.hpp>

#include <doctest/doctest.h>

#include "runs.hpp"

namespace {

using weft::ReduceLROnPlateau;
using weft::testing::ScriptedRun;

/// The learning rates behind each epoch, from 1.
std::vector<double> rates(const ReduceLROnPlateau::Options& options, const std::vector<double>& val_loss) {
  ReduceLROnPlateau callback{options};
  return ScriptedRun().train(callback, val_loss);
}

}  // namespace

TEST_CASE("the learning rate is lowered after so many epochs that were not better") {
  CHECK(rates({.factor = 0.5, .patience = 2}, {3, 2, 2, 2, 2, 2, 1}) ==
        std::vector<double>{1, 1, 1, 0.5, 0.5, 0.25, 0.25});
  CHECK(rates({.factor = 0.5, .patience = 0}, {3, 2, 2, 1}) == std::vector<double>{1, 1, 0.5, 0.5});
}

TEST_CASE("an epoch must be better by more than min_delta") {
  CHECK(rates({.factor = 0.5, .patience = 1, .min_delta = 0.5}, {3, 2.6, 2.4}) == std::vector<double>{1, 0.5, 0.5});
}

TEST_CASE("epochs after a reduction may be left out, and there is a least learning rate") {
  CHECK(rates({.factor = 0.5, .patience = 1, .cooldown = 2}, {3, 3, 3, 3, 3, 3}) ==
        std::vector<double>{1, 0.5, 0.5, 0.25, 0.25, 0.125});
  CHECK(rates({.factor = 0.5, .patience = 1, .min_lr = 0.4}, {3, 3, 3, 3}) == std::vector<double>{1, 0.5, 0.4, 0.4});
}

TEST_CASE("epochs that were not validated are not looked at") {
  constexpr double none = ScriptedRun::unvalidated;
  CHECK(rates({.factor = 0.5, .patience = 1}, {3, none, none, 3}) == std::vector<double>{1, 1, 1, 0.5});
}

TEST_CASE("a learning rate that follows a schedule cannot be lowered, which is said at once") {
  weft::Rng rng(1);
  weft::Dense<float> model(1);
  model.build(1, rng);
  weft::ModelOptimizer optimizer(model, weft::Adam{{.learning_rate = [](std::int64_t) { return 0.1; }}});
  const weft::History history;
  weft::Run<weft::Dense<float>, decltype(optimizer)> run{
      model, optimizer, history, {{"loss", weft::Best::least}}, {"val_loss"}};
  CHECK_THROWS_WITH_AS(ReduceLROnPlateau{}.on_train_begin(run),
                       "Adam: the learning rate follows a schedule; it cannot be set", std::invalid_argument);
}

TEST_CASE("ReduceLROnPlateau refuses options out of their range") {
  CHECK_THROWS_WITH_AS((ReduceLROnPlateau{{.factor = 1}}),
                       "ReduceLROnPlateau: factor is 1; expected more than 0 and less than 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS((ReduceLROnPlateau{{.patience = -1}}), "ReduceLROnPlateau: patience is -1; expected at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((ReduceLROnPlateau{{.cooldown = -1}}), "ReduceLROnPlateau: cooldown is -1; expected at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((ReduceLROnPlateau{{.min_delta = -1}}),
                       "ReduceLROnPlateau: min_delta is -1; expected a number that is at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((ReduceLROnPlateau{{.min_lr = -1}}),
                       "ReduceLROnPlateau: min_lr is -1; expected a number that is at least 0", std::invalid_argument);
}
