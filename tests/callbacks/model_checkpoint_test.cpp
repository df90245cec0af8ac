// SPDX-License-Identifier: MIT
#include <weft/callbacks/model_checkpoint.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <set>

#include <weft/files/checkpoint.hpp>

#include "../training/small_task.hpp"
#include "runs.hpp"
#include "text/temporary_folder.hpp"

namespace {

using weft::Frequency;
using weft::ModelCheckpoint;
using weft::testing::ScriptedRun;
using Names = std::set<std::string>;

Names names_in(const std::filesystem::path& folder) {
  Names names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

/// The epoch of a scripted run whose weights a file has.
float epoch_of(const std::filesystem::path& path) {
  weft::Rng rng(1);
  weft::Dense<float> model(1);
  model.build(1, rng);
  weft::load(model, path);
  return model.bias(0);
}

/// The epoch that is the best file's behind a scripted run.
float best_epoch(ModelCheckpoint::Options options, const std::vector<double>& val_loss) {
  const TemporaryFolder folder;
  options.save_best_only = true;
  ModelCheckpoint callback{folder / "best", options};
  ScriptedRun run;
  run.train(callback, val_loss);
  return std::filesystem::exists(folder / "best") ? epoch_of(folder / "best") : 0;
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

const weft::FitOptions<weft::IdLists> two_epochs{.epochs = 2, .batch_size = 4, .verbose = weft::Verbose::silent};

}  // namespace

TEST_CASE("the model of each epoch is saved, under a name with its number and its figures") {
  const TemporaryFolder folder;
  ModelCheckpoint callback{folder / "models" / "{epoch:02d}-{val_loss:.2f}"};
  ScriptedRun run;
  run.train(callback, {0.5, 0.25, 0.75});
  CHECK(names_in(folder / "models") == Names{"01-0.50", "02-0.25", "03-0.75"});
  CHECK(epoch_of(folder / "models" / "02-0.25") == 2);
  CHECK(epoch_of(folder / "models" / "03-0.75") == 3);
  CHECK_FALSE(callback.best().has_value());
}

TEST_CASE("without placeholders the file is that of the last epoch, or of the best") {
  const TemporaryFolder folder;
  ModelCheckpoint callback{folder / "last"};
  ScriptedRun run;
  run.train(callback, {0.5, 0.25, 0.75});
  CHECK(epoch_of(folder / "last") == 3);
  CHECK(best_epoch({}, {0.5, 0.25, 0.75}) == 2);
  CHECK(best_epoch({}, {0.5, 0.5}) == 1);
  CHECK(best_epoch({}, {not_a_number, 0.5, not_a_number}) == 2);
  CHECK(best_epoch({.mode = weft::Mode::max}, {0.5, 0.25, 0.75, 0.1}) == 3);
}

TEST_CASE("the first one may have to be better than a threshold") {
  CHECK(best_epoch({.initial_value_threshold = 0.3}, {0.5, 0.25, 0.28}) == 2);
  CHECK(best_epoch({.initial_value_threshold = 0.1}, {0.5, 0.25}) == 0);
}

TEST_CASE("a worse training does not replace the best of an earlier one") {
  const TemporaryFolder folder;
  ModelCheckpoint callback{folder / "best", {.save_best_only = true}};
  ScriptedRun first, second;
  first.train(callback, {0.5, 0.25});
  second.train(callback, {0.75});
  CHECK(epoch_of(folder / "best") == 2);
  CHECK(callback.best() == 0.25);
}

TEST_CASE("the model may be saved every so many batches, counted through all epochs") {
  const TemporaryFolder folder;
  auto model = weft::testing::small_model();
  weft::fit(model, weft::testing::small_task(10, 1), two_epochs,
            ModelCheckpoint{folder / "all" / "{epoch}.{batch}", {.save_freq = Frequency::batches(2)}},
            ModelCheckpoint{folder / "last", {.save_freq = Frequency::batches(6)}});
  CHECK(names_in(folder / "all") == Names{"1.2", "2.1", "2.3"});  // of 3 batches an epoch
  auto last = weft::testing::small_model(7);
  weft::load(last, folder / "last");
  CHECK(weft::testing::equal_weights(last, model));
}

TEST_CASE("after batches the best is that of a figure of the training") {
  const TemporaryFolder folder;
  auto model = weft::testing::small_model();
  std::vector<double> losses;
  const auto note = [&](const weft::BatchResult& batch) { losses.push_back(batch.train["loss"]); };
  ModelCheckpoint callback{folder / "best",
                           {.monitor = "loss", .save_best_only = true, .save_freq = Frequency::batches(1)}};
  weft::fit(model, weft::testing::small_task(10, 1), two_epochs, note, callback);
  CHECK(callback.best() == *std::min_element(losses.begin(), losses.end()));
  CHECK_THROWS_WITH_AS(
      (ModelCheckpoint{"best", {.save_best_only = true, .save_freq = Frequency::batches(1)}}),
      "ModelCheckpoint: the monitor is 'val_loss', which there is after an epoch; expected a figure of the training, "
      "as save_freq is in batches",
      std::invalid_argument);
}

TEST_CASE("a resumed training knows what the best was") {
  const TemporaryFolder folder;
  const weft::Checkpoints checkpoints{.path = folder / "run"};
  auto options = two_epochs;
  auto model = weft::testing::small_model();
  const auto train = weft::testing::small_task(10, 1);
  const auto make = [&] {
    return ModelCheckpoint{folder / "best", {.monitor = "loss", .save_best_only = true, .mode = weft::Mode::max}};
  };
  ModelCheckpoint first = make(), second = make();
  const auto history = weft::fit(model, train, options, checkpoints, first);
  options.epochs = 3;
  weft::resume(model, train, options, checkpoints, second);
  CHECK(history["loss"][0] > history["loss"][1]);  // so that the first epoch's is the best
  CHECK(first.best() == history["loss"][0]);
  CHECK(second.best() == first.best());
}

TEST_CASE("a placeholder of no figure ends the training before anything is saved") {
  const TemporaryFolder folder;
  ModelCheckpoint callback{"{epoch}-{val_acc}"};
  ScriptedRun run;
  CHECK_THROWS_WITH_AS(run.train(callback, {1}),
                       "the path '{epoch}-{val_acc}' has '{val_acc}'; there are epoch, loss, val_loss, f1",
                       std::invalid_argument);
}

TEST_CASE("ModelCheckpoint refuses a path, a monitor and a threshold that are none") {
  CHECK_THROWS_WITH_AS(ModelCheckpoint{""}, "ModelCheckpoint: the path is empty; expected that of a file",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((ModelCheckpoint{"a", {.initial_value_threshold = not_a_number}}),
                       "ModelCheckpoint: initial_value_threshold is nan; expected a number", std::invalid_argument);
  ModelCheckpoint unknown{"a", {.monitor = "val_f1", .save_best_only = true}};
  ScriptedRun run;
  CHECK_THROWS_WITH_AS(
      run.train(unknown, {1}),
      "ModelCheckpoint: the monitor is 'val_f1'; expected one of the training's figures, loss, val_loss, f1",
      std::invalid_argument);
}

TEST_CASE("a folder that cannot be made, and a file that cannot be written, end the training") {
  const TemporaryFolder folder;
  folder.write("file", "");
  std::filesystem::create_directory(folder / "folder");
  for (const char* path : {"file/model", "folder"}) {
    CAPTURE(path);
    ModelCheckpoint callback{folder / path};
    ScriptedRun run;
    CHECK_THROWS_AS(run.train(callback, {1}), weft::FileError);
  }
}
