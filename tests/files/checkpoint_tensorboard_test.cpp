// SPDX-License-Identifier: MIT
// A training that is killed behind any batch and resumed leaves the curves of the one that nothing interrupted.
#include <weft/callbacks/tensorboard.hpp>
#include <weft/files/checkpoint.hpp>

#include <doctest/doctest.h>

#include "callbacks/event_points.hpp"
#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Checkpoints;
using weft::Index;
using weft::testing::event_points;

struct Killed {};

}  // namespace

TEST_CASE("a resumed training has each step of TensorBoard's curves once") {
  const auto train = weft::testing::small_task(10, 1), validation = weft::testing::small_task(4, 2);
  const weft::FitOptions<weft::IdLists> options{
      .epochs = 3, .batch_size = 4, .validation = &validation, .verbose = weft::Verbose::silent};
  const TemporaryFolder whole;
  const auto logs = [](const TemporaryFolder& folder) {
    return weft::TensorBoard{folder / "logs", {.update_freq = weft::Frequency::batches(1)}};
  };
  auto model = weft::testing::small_model();
  weft::fit(model, train, options, logs(whole));
  for (Index kill_at = 1; kill_at <= 9; ++kill_at) {
    CAPTURE(kill_at);
    const TemporaryFolder folder;
    const Checkpoints checkpoints{.path = folder / "run", .every_batches = kill_at % 2 * 2, .every_epochs = 2};
    auto killed_model = weft::testing::small_model(), resumed_model = weft::testing::small_model();
    Index batches = 0;
    const auto kill = [&](const weft::BatchResult&) {
      if (++batches == kill_at) throw Killed{};
    };
    CHECK_THROWS_AS(weft::fit(killed_model, train, options, checkpoints, logs(folder), kill), Killed);
    weft::resume(resumed_model, train, options, checkpoints, logs(folder));
    for (const char* run : {"train", "validation"})
      CHECK(event_points(folder / "logs" / run) == event_points(whole / "logs" / run));
  }
}
