// SPDX-License-Identifier: MIT
#pragma once

#include <weft/files/detail/checkpoint_file.hpp>
#include <weft/files/detail/checkpoint_terms.hpp>
#include <weft/training/fit.hpp>

/// Runs of fit that outlive their process:
///
///   const weft::Checkpoints checkpoints{.path = "checkpoint.safetensors", .every_batches = 100};
///   history = weft::fit(model, adam, train, options, checkpoints);      // and once it was killed:
///   history = weft::resume(model, adam, train, options, checkpoints);
///
/// The second leaves the same bits in the weights, the moments and the history (but its seconds) as a run that nothing
/// interrupted, on a machine with the same instruction set. Needs nlohmann/json, as all that saves and loads does.
namespace weft {

/// When fit saves where it stands, and what else the file is to say. It is also saved when fit begins, and when it ends
/// or a callback stops it.
struct Checkpoints {
  std::filesystem::path path = {};
  Index every_batches = 0;  ///< 0: not within an epoch
  Index every_epochs = 1;   ///< 0: not after epochs
  Metadata metadata = {};   ///< the caller's; read_checkpoint_metadata gives it back
  /// Terms that a resumed run may have otherwise than the file (docs/files.md lists them): {"adam/learning_rate"}.
  std::vector<std::string> may_differ = {};
};

namespace detail {

/// Saves a model, its optimizer and the state of their run. The file of that name stays until the new one is whole.
///
/// Errors: FileError when it cannot be written; std::runtime_error when a parameter is infinite or NaN, so that a run
/// that diverged leaves the last good checkpoint; std::invalid_argument when the metadata have a key of the library's.
template <Layer Model>
void save_checkpoint(const Model& model, const Adam<Model>& adam, const TrainingState& state, const Metadata& terms,
                     const CallbackState& callbacks, const Checkpoints& checkpoints) {
  for (const NamedTensor& tensor : named_tensors(model))
    check_finite<double>(tensor.dtype, tensor.shape, tensor.bytes, [&](const std::string& problem) {
      throw std::runtime_error(concat("fit: in epoch ", state.epoch, ", after batch ", state.batches, ", ", tensor.name,
                                      ": ", problem, "; no checkpoint is made of that, and what stands in ",
                                      path_text(checkpoints.path), " stays"));
    });
  Metadata metadata{{"format", std::string(checkpoint_format)}, {"version", std::string(checkpoint_version)}};
  metadata.merge(state_texts(state, adam.steps()));
  metadata.insert(terms.begin(), terms.end());
  metadata.merge(setting_texts(model));
  if (callbacks.save) metadata.emplace(callbacks_key, callbacks.save());
  for (const auto& [key, value] : checkpoints.metadata)
    throw_unless(metadata.emplace(key, value).second, "Checkpoints: the metadata's ", key,
                 " is a key of the library's own");
  const StateNumbers numbers(state);
  const Moments<const Model> models{model, adam.first_moment(), adam.second_moment()};
  write_tensors_with_checksum(checkpoints.path, checkpoint_tensors(models, numbers), std::move(metadata));
}

/// Saves when it is time to. A state that has just been saved, or read, is not saved again. What a killed run left of
/// a checkpoint that was not whole is removed.
template <Layer Model> class CheckpointWriter {
 public:
  CheckpointWriter(const Model& model, const Adam<Model>& adam, Metadata terms, const CallbackState& callbacks,
                   const Checkpoints& checkpoints)
      : model_(model), adam_(adam), terms_(std::move(terms)), callbacks_(callbacks), checkpoints_(checkpoints) {
    throw_unless(!checkpoints.path.empty(), "Checkpoints: the path is empty; expected that of a file");
    throw_unless(checkpoints.every_batches >= 0, "Checkpoints: every_batches is ", checkpoints.every_batches,
                 "; expected at least 0");
    throw_unless(checkpoints.every_epochs >= 0, "Checkpoints: every_epochs is ", checkpoints.every_epochs,
                 "; expected at least 0");
    remove_partial_files(checkpoints.path);
  }

  /// The state stands in the file already.
  void mark_saved(const TrainingState& state) { saved_ = {state.epoch, state.batches}; }

  void write_if_due(const TrainingState& state, Pause pause) {
    batches_since_ += pause == Pause::batch ? 1 : 0;
    if (!is_due(state, pause) || saved_ == std::pair(state.epoch, state.batches)) return;
    save_checkpoint(model_, adam_, state, terms_, callbacks_, checkpoints_);
    mark_saved(state);
    batches_since_ = 0;
  }

 private:
  [[nodiscard]] bool is_due(const TrainingState& state, Pause pause) const {
    if (pause == Pause::batch) return batches_since_ == checkpoints_.every_batches;
    if (pause == Pause::epoch)
      return checkpoints_.every_epochs > 0 && (state.epoch - 1) % checkpoints_.every_epochs == 0;
    return true;
  }

  const Model& model_;
  const Adam<Model>& adam_;
  Metadata terms_;
  const CallbackState& callbacks_;
  const Checkpoints& checkpoints_;
  std::pair<Index, Index> saved_{};  // epoch and batches
  Index batches_since_ = 0;
};

/// What a checkpoint holds.
template <Layer Model> struct Checkpoint {
  Model model;
  Adam<Model> adam;
  TrainingState state;
  std::string callbacks;  ///< what they had saved
};

/// Reads the checkpoint of a run whose model and optimizer are like these. Errors: FileError, see resume.
template <Layer Model, class Inputs>
Checkpoint<Model> read_checkpoint(const Checkpoints& checkpoints, const Metadata& terms, const Model& like,
                                  const AdamOptions& adam, const Dataset<Inputs>& train,
                                  const FitOptions<Inputs>& options) {
  TensorFile file = open_checkpoint(checkpoints.path);
  check_settings(file, like);
  check_terms(file.path(), file.metadata(), terms, checkpoints.may_differ);
  Model model = like, first = like, second = like;
  StateNumbers numbers(stored_epochs(file));
  read_tensors<Model>(file, {model, first, second}, numbers);
  const std::int64_t steps = stored_number(file, "adam/steps");
  const Index batches = Batches<Inputs>(train, {.batch_size = options.batch_size}).count();
  return {std::move(model), Adam<Model>(std::move(first), std::move(second), steps, adam),
          read_state(file, numbers, options.loss, batches),
          options.callback_state.restore ? stored_text(file, callbacks_key) : std::string()};
}

}  // namespace detail

/// Trains as fit does and saves checkpoints as it goes. One that stands there from an earlier run is replaced at once.
///
/// Errors: those of fit; FileError when a checkpoint cannot be written, with the last good one left as it was.
template <Layer Model, class Inputs>
History fit(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train,
            const FitOptions<std::type_identity_t<Inputs>>& options, const Checkpoints& checkpoints) {
  detail::check_fit(model, adam, train, options);
  detail::CheckpointWriter<Model> writer(model, adam,
                                         detail::run_terms(detail::padding_of(model), adam.options(), train, options),
                                         options.callback_state, checkpoints);
  const ScopedDenormals flush(Denormals::flushed());
  return detail::Training<Model, Inputs>(model, adam, train, options)
      .run([&](const detail::TrainingState& state, detail::Pause pause) { writer.write_if_due(state, pause); });
}

/// Goes on from the checkpoint in checkpoints.path, as the run did that left it: the model, which must be built in the
/// same shape, and the optimizer get what it holds, and the history begins with its epochs. More epochs than that run
/// was to have are welcome; if it was through with all of them, nothing is trained. on_epoch_end is called for the
/// epochs of the history first, so that it knows what it would know had the run not been interrupted, and may say that
/// it is over; then callback_state.restore gets what its save had given.
///
/// Errors: those of fit; FileError, before anything is changed, when the file cannot be read, is no checkpoint, is
/// damaged or of another version, or is of a run that differs in the model's shape or its layers' settings, the data or
/// an option that matters and is not in checkpoints.may_differ.
template <Layer Model, class Inputs>
History resume(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train,
               const FitOptions<std::type_identity_t<Inputs>>& options, const Checkpoints& checkpoints) {
  detail::check_fit(model, adam, train, options);
  const Metadata terms = detail::run_terms(detail::padding_of(model), adam.options(), train, options);
  detail::CheckpointWriter<Model> writer(model, adam, terms, options.callback_state, checkpoints);
  detail::Checkpoint<Model> saved = detail::read_checkpoint(checkpoints, terms, model, adam.options(), train, options);
  writer.mark_saved(saved.state);
  model = std::move(saved.model);
  adam = std::move(saved.adam);
  const ScopedDenormals flush(Denormals::flushed());
  detail::Training<Model, Inputs> training(model, adam, train, options, std::move(saved.state));
  const Proceed proceed = training.replay();
  if (options.callback_state.restore) options.callback_state.restore(saved.callbacks);
  if (proceed == Proceed::stop) return training.history();
  return training.run(
      [&](const detail::TrainingState& state, detail::Pause pause) { writer.write_if_due(state, pause); });
}

/// The same two with an Adam of their own, made from options.adam.
template <Layer Model, class Inputs>
History fit(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options,
            const Checkpoints& checkpoints) {
  Adam<Model> adam(model, options.adam);
  return fit(model, adam, train, options, checkpoints);
}

template <Layer Model, class Inputs>
History resume(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options,
               const Checkpoints& checkpoints) {
  Adam<Model> adam(model, options.adam);
  return resume(model, adam, train, options, checkpoints);
}

/// What the run that left a checkpoint said in its metadata, once the whole file has been checked. Throws FileError.
[[nodiscard]] inline Metadata read_checkpoint_metadata(const std::filesystem::path& path) {
  return detail::open_checkpoint(path).metadata();
}

}  // namespace weft
