// SPDX-License-Identifier: MIT
#include <weft/callbacks/learning_rate_scheduler.hpp>

#include <doctest/doctest.h>

#include "runs.hpp"

using weft::Index;
using weft::LearningRateScheduler;
using weft::testing::ScriptedRun;

TEST_CASE("the learning rate of an epoch is a function of its number, from 0, and of the rate before") {
  LearningRateScheduler callback{[](Index epoch, double rate) { return epoch < 2 ? rate : rate / 2; }};
  CHECK(ScriptedRun().train(callback, {1, 1, 1, 1}) == std::vector<double>{1, 1, 0.5, 0.25});
}

TEST_CASE("a function that is empty, or gives what is no learning rate, is refused") {
  CHECK_THROWS_WITH_AS(LearningRateScheduler{nullptr}, "LearningRateScheduler: the function is empty",
                       std::invalid_argument);
  LearningRateScheduler negative{[](Index, double) { return -1.0; }};
  ScriptedRun run;
  CHECK_THROWS_WITH_AS(run.train(negative, {1}), "Adam: learning_rate is -1; expected a number that is at least 0",
                       std::invalid_argument);
}
