// SPDX-License-Identifier: MIT
#pragma once

#include <weft/files/detail/checkpoint_file.hpp>
#include <weft/files/detail/checkpoint_parts.hpp>
#include <weft/files/detail/checkpoint_terms.hpp>
#include <weft/training/fit.hpp>

/// Runs of fit that outlive their process:
///
///   const weft::Checkpoints checkpoints{.path = "checkpoint.safetensors", .every_batches = 100};
///   history = weft::fit(trainer, train, options, checkpoints, callbacks...);      // and once it was killed:
///   history = weft::resume(trainer, train, options, checkpoints, callbacks...);
///
/// The second leaves the same bits in the weights, the optimizer and the history (but its seconds) as a run that
/// nothing interrupted, on a machine with the same instruction set. Needs nlohmann/json, as all that saves and loads
/// does.
namespace weft {

/// When fit saves where it stands, and what else the file is to say. It is also saved when fit begins, and when it ends
/// or a callback stops it.
struct Checkpoints {
  std::filesystem::path path = {};
  Index every_batches = 0;  ///< 0: not within an epoch
  Index every_epochs = 1;   ///< 0: not after epochs
  Metadata metadata = {};   ///< the caller's; read_checkpoint_metadata gives it back
  /// Terms that a resumed run may have otherwise than the file (docs/files.md lists them): {"optimizer/learning_rate"}.
  std::vector<std::string> may_differ = {};
};

namespace detail {

/// Throws std::runtime_error when a parameter is infinite or NaN, so that a run that diverged leaves the last good
/// checkpoint.
template <Layer Model>
void check_numbers(const Model& model, Index epoch, Index batch, const Checkpoints& checkpoints) {
  for (const NamedTensor& tensor : named_tensors(model))
    check_finite<double>(tensor.dtype, tensor.shape, tensor.bytes, [&](const std::string& problem) {
      throw std::runtime_error(concat("fit: in epoch ", epoch, ", after batch ", batch, ", ", tensor.name, ": ",
                                      problem, "; no checkpoint is made of that, and what stands in ",
                                      path_text(checkpoints.path), " stays"));
    });
}

/// Saves a trainer, the state of its run and its callbacks. The file of that name stays until the new one is whole.
///
/// Errors: FileError when it cannot be written; std::invalid_argument when the metadata have a key of the library's.
template <class Trainer, class... Callbacks>
void save_checkpoint(const Trainer& trainer, const TrainingState<typename Trainer::Running>& state,
                     const Metadata& terms, const Checkpoints& checkpoints, const Callbacks&... callbacks) {
  check_numbers(trainer.model(), state.epoch, state.batches, checkpoints);
  Metadata metadata{{"format", std::string(checkpoint_format)}, {"version", std::string(checkpoint_version)}};
  metadata.merge(state_texts(state));
  metadata.insert(terms.begin(), terms.end());
  metadata.merge(setting_texts(trainer.model()));
  metadata.merge(callback_texts(callbacks...));
  for (const auto& [key, value] : checkpoints.metadata)
    throw_unless(metadata.emplace(key, value).second, "Checkpoints: the metadata's ", key,
                 " is a key of the library's own");
  CheckpointTensors tensors;
  tensors.add("model/", std::as_const(trainer.model()));
  add_optimizer(tensors, trainer.optimizer());
  std::vector<StateRow> rows = state_rows(state);
  rows.push_back(optimizer_row(trainer.optimizer()));
  for (StateRow& row : callback_rows(callbacks...)) rows.push_back(std::move(row));
  for (const StateRow& row : rows) tensors.add(row);
  write_tensors_with_checksum(checkpoints.path, tensors.all(), std::move(metadata));
}

/// Saves when it is time to. A state that has just been saved, or read, is not saved again. What a killed run left of
/// a checkpoint that was not whole is removed.
class CheckpointClock {
 public:
  explicit CheckpointClock(const Checkpoints& checkpoints) : checkpoints_(checkpoints) {
    throw_unless(!checkpoints.path.empty(), "Checkpoints: the path is empty; expected that of a file");
    throw_unless(checkpoints.every_batches >= 0, "Checkpoints: every_batches is ", checkpoints.every_batches,
                 "; expected at least 0");
    throw_unless(checkpoints.every_epochs >= 0, "Checkpoints: every_epochs is ", checkpoints.every_epochs,
                 "; expected at least 0");
    remove_partial_files(checkpoints.path);
  }

  /// The state stands in the file already.
  template <class State> void mark_saved(const State& state) { saved_ = {state.epoch, state.batches}; }

  template <class State, class Save> void save_if_due(const State& state, Pause pause, const Save& save) {
    batches_since_ += pause == Pause::batch ? 1 : 0;
    if (!is_due(state.epoch, pause) || saved_ == std::pair(state.epoch, state.batches)) return;
    save();
    mark_saved(state);
    batches_since_ = 0;
  }

 private:
  [[nodiscard]] bool is_due(Index epoch, Pause pause) const {
    if (pause == Pause::batch) return batches_since_ == checkpoints_.every_batches;
    if (pause == Pause::epoch) return checkpoints_.every_epochs > 0 && (epoch - 1) % checkpoints_.every_epochs == 0;
    return true;
  }

  const Checkpoints& checkpoints_;
  std::pair<Index, Index> saved_{};  // epoch and batches
  Index batches_since_ = 0;
};

/// What a checkpoint holds.
template <class Trainer> struct Checkpoint {
  typename Trainer::Model model;
  typename Trainer::Optimizer optimizer;
  TrainingState<typename Trainer::Running> state;
  std::vector<StateRow> callbacks = {};
  Metadata texts = {};
};

/// Reads the checkpoint of a run like this trainer's. Errors: FileError, see resume.
template <class Trainer, class Inputs, class... Callbacks>
Checkpoint<Trainer> read_checkpoint(const Checkpoints& checkpoints, const Metadata& terms, const Trainer& trainer,
                                    const Dataset<Inputs>& train, const FitOptions<Inputs>& options,
                                    const Callbacks&... callbacks) {
  TensorFile file = open_checkpoint(checkpoints.path);
  check_settings(file, trainer.model());
  check_terms(file.path(), file.metadata(), terms, checkpoints.may_differ);
  Checkpoint<Trainer> read{trainer.model(), trainer.optimizer(), {options.seed, trainer.new_figures(), {}}};
  std::vector<StateRow> rows{{"state/running", {}}, {"state/history", {}}, {"state/optimizer", {}}};
  read.callbacks = callback_rows(callbacks...);
  for (StateRow& row : rows) row.numbers.resize(stored_count(file, row.name));
  for (StateRow& row : read.callbacks) row.numbers.resize(stored_count(file, row.name));
  CheckpointTensors tensors;
  tensors.add("model/", read.model);
  add_optimizer(tensors, read.optimizer);
  for (StateRow& row : rows) tensors.add(row);
  for (StateRow& row : read.callbacks) tensors.add(row);
  tensors.read(file);
  read_state(file, rows, training_order(trainer.model(), train, options), options.steps_per_epoch, read.state);
  read_optimizer_row(file, rows.at(2),
                     stored_text(file, "optimizer/learning_rate") == terms.at("optimizer/learning_rate"),
                     read.optimizer);
  read.texts = file.metadata();
  check_callbacks(file, read.callbacks, callbacks...);
  return read;
}

}  // namespace detail

/// Trains as Trainer::fit does and saves checkpoints as it goes. One that stands there from an earlier run is replaced
/// at once.
///
/// Errors: those of Trainer::fit; FileError when a checkpoint cannot be written, with the last good one left as it was.
template <class Model, class Rule, class L, class... Metrics, class Inputs, class... Callbacks>
History fit(Trainer<Model, Rule, L, Metrics...>& trainer, const Dataset<Inputs>& train,
            const FitOptions<std::type_identity_t<Inputs>>& options, const Checkpoints& checkpoints,
            Callbacks&&... callbacks) {
  using Trainer = Trainer<Model, Rule, L, Metrics...>;
  detail::check_fit(trainer, train, options);
  detail::CheckpointClock clock(checkpoints);
  const Metadata terms = detail::run_terms(trainer, train, options);
  const ScopedDenormals flush(Denormals::flushed());
  return detail::Training<Trainer, Inputs, std::remove_reference_t<Callbacks>...>(trainer, train, options, callbacks...)
      .run([&](const auto& state, detail::Pause pause) {
        clock.save_if_due(state, pause,
                          [&] { detail::save_checkpoint(trainer, state, terms, checkpoints, callbacks...); });
      });
}

/// Goes on from the checkpoint in checkpoints.path, as the run did that left it: the trainer, whose model must be built
/// in the same shape, and the callbacks get what it holds, and the history begins with its epochs. More epochs than
/// that run was to have are welcome; if it was through with all of them, nothing is trained. Callbacks that keep no
/// state are called for the epochs of the history first, so that they know what they would know had the run not been
/// interrupted, and may say that it is over; then LambdaCallback::restore gets what its save had given.
///
/// Errors: those of Trainer::fit; FileError, before anything is changed, when the file cannot be read, is no
/// checkpoint, is damaged or of another version, or is of a run that differs in the model's shape or its layers'
/// settings, the data, the optimizer, the loss, the metrics or an option that matters and is not in
/// checkpoints.may_differ.
template <class Model, class Rule, class L, class... Metrics, class Inputs, class... Callbacks>
History resume(Trainer<Model, Rule, L, Metrics...>& trainer, const Dataset<Inputs>& train,
               const FitOptions<std::type_identity_t<Inputs>>& options, const Checkpoints& checkpoints,
               Callbacks&&... callbacks) {
  using Trainer = Trainer<Model, Rule, L, Metrics...>;
  detail::check_fit(trainer, train, options);
  const Metadata terms = detail::run_terms(trainer, train, options);
  detail::CheckpointClock clock(checkpoints);
  detail::Checkpoint<Trainer> saved =
      detail::read_checkpoint(checkpoints, terms, trainer, train, options, callbacks...);
  clock.mark_saved(saved.state);
  trainer.model() = std::move(saved.model);
  trainer.optimizer() = std::move(saved.optimizer);
  const ScopedDenormals flush(Denormals::flushed());
  detail::Training<Trainer, Inputs, std::remove_reference_t<Callbacks>...> training(
      trainer, train, options, std::move(saved.state), callbacks...);
  const Proceed proceed = training.replay();
  detail::restore_callbacks(checkpoints.path, saved.callbacks, saved.texts, callbacks...);
  if (proceed == Proceed::stop) return training.history();
  return training.run([&](const auto& state, detail::Pause pause) {
    clock.save_if_due(state, pause, [&] { detail::save_checkpoint(trainer, state, terms, checkpoints, callbacks...); });
  });
}

/// The same two for the short form of fit.
template <Layer Model, class Inputs, class... Callbacks>
History fit(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options,
            const Checkpoints& checkpoints, Callbacks&&... callbacks) {
  Trainer trainer(model, Adam{}, BinaryCrossentropy{}, detail::usual_accuracy());
  return fit(trainer, train, options, checkpoints, std::forward<Callbacks>(callbacks)...);
}

template <Layer Model, class Inputs, class... Callbacks>
History resume(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options,
               const Checkpoints& checkpoints, Callbacks&&... callbacks) {
  Trainer trainer(model, Adam{}, BinaryCrossentropy{}, detail::usual_accuracy());
  return resume(trainer, train, options, checkpoints, std::forward<Callbacks>(callbacks)...);
}

/// What the run that left a checkpoint said in its metadata, once the whole file has been checked. Throws FileError.
[[nodiscard]] inline Metadata read_checkpoint_metadata(const std::filesystem::path& path) {
  return detail::open_checkpoint(path).metadata();
}

}  // namespace weft
