// SPDX-License-Identifier: MIT
#include <weft/callbacks/tensorboard.hpp>

#include <doctest/doctest.h>

#include "../training/small_task.hpp"
#include "event_points.hpp"
#include "runs.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::Frequency;
using weft::TensorBoard;
using weft::testing::event_points;
using weft::testing::EventPoint;
using weft::testing::ScriptedRun;
using Points = std::vector<EventPoint>;

Points only(const std::string& before, const Points& points) {
  Points some;
  for (const EventPoint& point : points)
    if (point.tag.starts_with(before)) some.push_back(point);
  return some;
}

}  // namespace

TEST_CASE("an epoch's figures are scalars of the runs train and validation, at the epoch's number from 0") {
  const TemporaryFolder folder;
  TensorBoard callback{folder / "logs"};
  ScriptedRun(0.5).train(callback, {0.5, 0.25});
  CHECK(
      event_points(folder / "logs" / "train") ==
      Points{{"epoch_loss", 0, 0}, {"epoch_learning_rate", 0, 0}, {"epoch_loss", 1, 0}, {"epoch_learning_rate", 1, 0}});
  CHECK(only("epoch_", event_points(folder / "logs" / "validation")) ==
        Points{{"epoch_loss", 0, 0.5F}, {"epoch_loss", 1, 0.25F}});
}

TEST_CASE("batches are scalars at the optimizer's steps, and validations as well") {
  const TemporaryFolder folder;
  auto model = weft::testing::small_model();
  const auto train = weft::testing::small_task(10, 1), validation = weft::testing::small_task(4, 2);
  const weft::FitOptions<weft::IdLists> options{
      .epochs = 2, .batch_size = 4, .validation = &validation, .verbose = weft::Verbose::silent};
  Points batches, evaluations, epochs;
  std::uint64_t step = 0;
  const auto note_batch = [&](const weft::BatchResult& batch) {
    if (++step % 2 != 0) return;
    batches.push_back({"batch_loss", step, static_cast<float>(batch.train["loss"])});
    batches.push_back({"batch_accuracy", step, static_cast<float>(batch.train["accuracy"])});
  };
  const auto note_epoch = [&](const weft::EpochResult& epoch) {
    for (const auto& [name, value] : *epoch.validation)
      evaluations.push_back({"evaluation_" + name + "_vs_iterations", step, static_cast<float>(value)});
    const auto number = static_cast<std::uint64_t>(epoch.epoch - 1);
    for (const auto& [name, value] : epoch.train)
      epochs.push_back({"epoch_" + name, number, static_cast<float>(value)});
    epochs.push_back({"epoch_learning_rate", number, 0.001F});
  };
  weft::fit(model, train, options, note_batch, note_epoch,
            TensorBoard{folder.path(), {.update_freq = Frequency::batches(2)}});
  CHECK(batches.size() == 6);  // of 6 batches, 3 with two figures
  CHECK(only("batch_", event_points(folder / "train")) == batches);
  CHECK(only("epoch_", event_points(folder / "train")) == epochs);
  CHECK(only("evaluation_", event_points(folder / "validation")) == evaluations);
}

TEST_CASE("without a validation there is no run of that name") {
  const TemporaryFolder folder;
  auto model = weft::testing::small_model();
  weft::fit(model, weft::testing::small_task(4, 1), {.epochs = 1, .verbose = weft::Verbose::silent},
            TensorBoard{folder.path()});
  CHECK(std::filesystem::exists(folder / "train"));
  CHECK_FALSE(std::filesystem::exists(folder / "validation"));
}

TEST_CASE("a TensorBoard of an earlier time goes on from there, and one of its own begins a file") {
  const TemporaryFolder folder;
  TensorBoard callback{folder.path()};
  ScriptedRun run;
  run.train(callback, {0.5});
  TensorBoard earlier = callback;
  run.train(callback, {0.4, 0.3});
  ScriptedRun resumed;
  TensorBoard nothing_of_its_own{folder / "other"};
  resumed.train(nothing_of_its_own, {0.5});
  resumed.train(earlier, {0.4});
  const auto validation = only("epoch_", event_points(folder / "validation"));
  CHECK(validation == Points{{"epoch_loss", 0, 0.5F}, {"epoch_loss", 1, 0.4F}});
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "validation"), {}) == 1);
  TensorBoard anew{folder.path()};
  resumed.train(anew, {0.2});
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "validation"), {}) == 2);
  CHECK(only("epoch_", event_points(folder / "validation")).back() == EventPoint{"epoch_loss", 2, 0.2F});
}

TEST_CASE("a folder without a name is refused, and one that cannot be made ends the training") {
  CHECK_THROWS_WITH_AS(TensorBoard{""}, "TensorBoard: log_dir is empty; expected the path of a folder",
                       std::invalid_argument);
  const TemporaryFolder folder;
  TensorBoard callback{folder.write("file", "")};
  ScriptedRun run;
  CHECK_THROWS_AS(run.train(callback, {1}), weft::FileError);
}
