// SPDX-License-Identifier: MIT
#include <weft/training/detail/training_state.hpp>

#include <doctest/doctest.h>

#include <weft/training/detail/running_figures.hpp>

namespace {

using weft::Rng;
using weft::RunPosition;
using Running = weft::detail::RunningFigures<>;
using State = weft::detail::TrainingState<Running>;

Running measured() {
  Running running;
  running.add_loss(2, 1);
  return running;
}

/// Behind four epochs that were drawn from seed 7.
RunPosition behind_4_epochs() {
  Rng shuffles(7);
  shuffles.below(100);
  return {.epochs = 4, .seed = 7, .shuffles = shuffles};
}

}  // namespace

TEST_CASE("a first run begins before its first batch, with nothing measured, and draws from its seed") {
  const State state(7, measured(), {});
  CHECK(state.first_epoch == 1);
  CHECK(state.epoch == 1);
  CHECK(state.batches == 0);
  CHECK(state.seconds == 0);
  CHECK(state.history.epochs.empty());
  CHECK(state.running.result()["loss"] == 0);
  CHECK(state.rng.state() == Rng(7).state());
}

TEST_CASE("a run behind others counts its epochs on, and its history is its own") {
  const State state(7, measured(), behind_4_epochs());
  CHECK(state.first_epoch == 5);
  CHECK(state.epoch == 5);
  CHECK(state.batches == 0);
  CHECK(state.history.epochs.empty());
  CHECK(state.running.result()["loss"] == 0);
}

TEST_CASE("the shuffles of a run behind others go on, unless it has another seed") {
  const RunPosition after = behind_4_epochs();
  CHECK(State(7, measured(), after).rng.state() == after.shuffles->state());
  CHECK(State(8, measured(), after).rng.state() == Rng(8).state());
}

TEST_CASE("seed 0 is not taken for that of a run before where there was none") {
  CHECK(State(0, measured(), {}).rng.state() == Rng(0).state());
}
