// SPDX-License-Identifier: MIT
#include <weft/callbacks/tensorboard.hpp>

#include <cstdlib>
#include <string_view>

#include <doctest/doctest.h>

#include "../training/small_task.hpp"
#include "text/temporary_folder.hpp"

namespace {

/// Runs a program in Python, with a path as its argument; true if all went well.
bool python(const std::filesystem::path& program, const std::filesystem::path& argument) {
  const char* chosen = std::getenv("WEFT_PYTHON");
  const std::string interpreter = chosen != nullptr ? chosen : "python3";
  const auto command = weft::concat('\'', interpreter, "' '", program.string(), "' '", argument.string(), "' 2>&1");
  return std::system(command.c_str()) == 0;
}

bool python_has_tensorboard(const TemporaryFolder& folder) {
  const auto program = folder.write("try.py",
                                    "try:\n    import tensorboard\n"
                                    "except ImportError:\n    raise SystemExit(1)\n");
  if (python(program, "")) return true;
  MESSAGE("skipped: no Python with tensorboard; WEFT_PYTHON may name one");
  return false;
}

/// Prints what TensorBoard finds in a folder: each run's curves, and their points.
constexpr std::string_view reader = R"(
import sys
from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
from tensorboard.util.tensor_util import make_ndarray
runs = EventMultiplexer().AddRunsFromDirectory(sys.argv[1])
runs.Reload()
with open(sys.argv[1] + ".txt", "w", encoding="utf-8") as out:
    for run, tags in sorted(runs.PluginRunToTagToContent("scalars").items()):
        for tag in sorted(tags):
            points = [(each.step, make_ndarray(each.tensor_proto).item()) for each in runs.Tensors(run, tag)]
            print(run, tag, *(f"{step}:{value:.6g}" for step, value in points), file=out)
)";

/// A curve as the program prints it. The first step, and by how much they rise.
std::string curve(const std::string& name, const std::vector<double>& values, int first, int rise) {
  std::string line = name;
  for (std::size_t k = 0; k < values.size(); ++k)
    line += weft::concat(' ', first + rise * static_cast<int>(k), ':', static_cast<float>(values[k]));
  return line + '\n';
}

}  // namespace

TEST_CASE("TensorBoard reads the curves of a training, also of one that went on from an earlier time") {
  const TemporaryFolder folder;
  if (!python_has_tensorboard(folder)) return;
  auto model = weft::testing::small_model();
  auto trainer = weft::testing::trainer_for(model);
  const auto train = weft::testing::small_task(10, 1), validation = weft::testing::small_task(4, 2);
  const weft::FitOptions<weft::IdLists> options{
      .epochs = 2, .batch_size = 4, .validation = &validation, .verbose = weft::Verbose::silent};
  std::vector<double> batch_loss, batch_accuracy;
  const auto note = [&](const weft::BatchResult& batch) {
    batch_loss.push_back(batch.train["loss"]);
    batch_accuracy.push_back(batch.train["accuracy"]);
  };
  weft::TensorBoard callback{folder / "logs", {.update_freq = weft::Frequency::batches(1)}};
  auto history = trainer.fit(train, options, note, callback);

  auto lost_model = model;
  auto lost_trainer = trainer;  // as it was, with its steps
  weft::TensorBoard lost = callback;
  lost_trainer.fit(train, options, lost);
  model = lost_model;
  const auto more = trainer.fit(train, options, note, callback);
  history.epochs.insert(history.epochs.end(), more.epochs.begin(), more.epochs.end());

  REQUIRE(python(folder.write("read.py", reader), folder / "logs"));
  const std::string evaluation = "validation evaluation_";
  CHECK(folder.read("logs.txt") == curve("train batch_accuracy", batch_accuracy, 1, 1) +
                                       curve("train batch_loss", batch_loss, 1, 1) +
                                       curve("train epoch_accuracy", history["accuracy"], 0, 1) +
                                       curve("train epoch_learning_rate", history["learning_rate"], 0, 1) +
                                       curve("train epoch_loss", history["loss"], 0, 1) +
                                       curve("validation epoch_accuracy", history["val_accuracy"], 0, 1) +
                                       curve("validation epoch_loss", history["val_loss"], 0, 1) +
                                       curve(evaluation + "accuracy_vs_iterations", history["val_accuracy"], 3, 3) +
                                       curve(evaluation + "loss_vs_iterations", history["val_loss"], 3, 3));
}
