// SPDX-License-Identifier: MIT
#pragma once

#include <weft/callbacks/detail/file_name_format.hpp>
#include <weft/callbacks/detail/monitor.hpp>
#include <weft/callbacks/frequency.hpp>
#include <weft/files/safetensors.hpp>

namespace weft {

struct ModelCheckpointOptions {
  std::string monitor = "val_loss";  ///< what save_best_only looks at
  bool save_best_only = false;
  Mode mode = Mode::automatic;
  Frequency save_freq = Frequency::epoch();
  std::optional<double> initial_value_threshold = {};  ///< save_best_only: what the first one must be better than
};

/// Saves the model as a training goes, as weft::save does: after each epoch or every so many batches, and with
/// save_best_only where the monitored figure is better than at all times before. weft::load reads it.
///
///   weft::ModelCheckpoint{"best.safetensors", {.save_best_only = true}}
///   weft::ModelCheckpoint{"models/{epoch:02d}-{val_loss:.4f}.safetensors"}
///
/// The path may have placeholders as Python's str.format has them: for epoch, counted from 1, the figures,
/// learning_rate and, after batches, batch, counted from 1 in each epoch. Folders that are missing are made, and a file
/// of that name is replaced. NaN is never the best, and of equal figures the first is. The best is kept from one
/// training to the next, so that a worse model does not replace it. These files have the model alone: a run that is to
/// be resumed is saved by Checkpoints (files/checkpoint.hpp).
///
/// Needs nlohmann/json, as all that saves and loads does. Errors: std::invalid_argument for a placeholder that cannot
/// be read, at once, or is of no figure, before anything is saved; for a monitor that there is not; those of save.
/// Source: keras/src/callbacks/model_checkpoint.py.
class ModelCheckpoint {
 public:
  using Options = ModelCheckpointOptions;

  explicit ModelCheckpoint(const std::filesystem::path& path, Options options = {})
      : options_(std::move(options)), format_(path), monitor_{.name = options_.monitor, .mode = options_.mode} {
    throw_unless(!path.empty(), "ModelCheckpoint: the path is empty; expected that of a file");
    const bool validated = options_.monitor.substr(0, 4) == "val_";
    throw_unless(!options_.save_best_only || !validated || options_.save_freq.is_after_epoch(),
                 "ModelCheckpoint: the monitor is '", options_.monitor,
                 "', which there is after an epoch; expected a figure of the training, as save_freq is in batches");
    if (!options_.initial_value_threshold) return;
    monitor_.best = *options_.initial_value_threshold;
    monitor_.has_best = 1;
    throw_unless(detail::is_finite(monitor_.best), "ModelCheckpoint: initial_value_threshold is ", monitor_.best,
                 "; expected a number");
  }

  template <class Run> void on_train_begin(Run& run) const {
    if (options_.save_best_only) monitor_.validate("ModelCheckpoint", run);
    std::vector<detail::NamedNumber> numbers{{"epoch", Index{1}}};
    if (!options_.save_freq.is_after_epoch()) numbers.emplace_back("batch", Index{1});
    for (const std::string& figure : run.figures)
      if (figure != "seconds") numbers.emplace_back(figure, 0.5);
    static_cast<void>(format_.path(numbers));  // says at once where there is no such figure
  }

  template <class Run> void on_batch_end(const BatchResult& batch, Run& run) {
    if (!options_.save_freq.is_after_batch(run.optimizer.steps())) return;
    const EpochResult so_far{
        .epoch = batch.epoch, .train = batch.train, .validation = {}, .learning_rate = run.learning_rate()};
    save(so_far, {{"epoch", batch.epoch}, {"batch", batch.batch}}, run);
  }

  template <class Run> void on_epoch_end(const EpochResult& epoch, Run& run) {
    if (options_.save_freq.is_after_epoch()) save(epoch, {{"epoch", epoch.epoch}}, run);
  }

  /// The best figure that was saved, or the threshold; none without save_best_only, or before.
  [[nodiscard]] std::optional<double> best() const {
    return monitor_.has_best > 0 ? std::optional(monitor_.best) : std::nullopt;
  }

  static void for_each_state(auto&& visit, auto&... each) { detail::Monitor::for_each_state(visit, each.monitor_...); }

 private:
  template <class Run> void save(const EpochResult& now, std::vector<detail::NamedNumber> numbers, const Run& run) {
    for (const auto& [name, value] : now.train) numbers.emplace_back(name, value);
    if (now.validation)
      for (const auto& [name, value] : *now.validation) numbers.emplace_back("val_" + name, value);
    numbers.emplace_back("learning_rate", now.learning_rate);
    const std::filesystem::path path = format_.path(numbers);
    if (options_.save_best_only && !monitor_.improves(now, run)) return;
    make_folder(path.parent_path());
    weft::save(run.model, path);
  }

  static void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (error) throw FileError(folder, concat("cannot be made: ", error.message()));
  }

  Options options_;
  detail::FileNameFormat format_;
  detail::Monitor monitor_;
};

}  // namespace weft
