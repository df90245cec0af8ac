// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/finite.hpp>
#include <weft/core/detail/narrow.hpp>
#include <weft/files/detail/safetensors_checksum.hpp>
#include <weft/files/safetensors.hpp>
#include <weft/training/detail/training.hpp>

/// A checkpoint's file: safetensors with a checksum. Its tensors and texts are listed in docs/files.md.
namespace weft::detail {

/// What a checkpoint says of itself in its metadata.
inline constexpr std::string_view checkpoint_format = "weft checkpoint", checkpoint_version = "1";

/// The numbers of a state whose bits matter, as they stand in the file: a row of figures for each epoch that is done,
/// and of the running epoch the sum of its losses and its seconds.
struct StateNumbers {
  static constexpr Index columns = 6;  // loss, accuracy, 1 if validated, val_loss, val_accuracy, seconds
  std::vector<double> history;
  std::array<double, 2> running{};

  explicit StateNumbers(Index epochs) : history(static_cast<std::size_t>(epochs * columns)) {}
  explicit StateNumbers(const TrainingState& state) : running{state.running.sums().loss, state.seconds} {
    for (const EpochResult& epoch : state.history.epochs) {
      const Evaluation validation = epoch.validation.value_or(Evaluation{});
      history.insert(history.end(), {epoch.train.loss, epoch.train.accuracy, epoch.validation ? 1.0 : 0.0,
                                     validation.loss, validation.accuracy, epoch.seconds});
    }
  }

  [[nodiscard]] Index epochs() const { return std::ssize(history) / columns; }

  [[nodiscard]] History read_history(Index first_epoch) const {
    History read;
    for (Index k = 0; k < epochs(); ++k) {
      const double* row = history.data() + k * columns;
      EpochResult epoch{.epoch = first_epoch + k, .train = {row[0], row[1]}, .validation = {}, .seconds = row[5]};
      if (is_exactly(row[2], 1)) epoch.validation = Evaluation{row[3], row[4]};
      read.epochs.push_back(epoch);
    }
    return read;
  }
};

/// The three models of a checkpoint, const where it is written.
template <class L> struct Moments { L &model, &first, &second; };

template <class L>
std::vector<NamedTensor> checkpoint_tensors(const Moments<const L>& models, const StateNumbers& numbers) {
  std::vector<NamedTensor> tensors;
  const auto add = [&](const std::string& before, const L& model) {
    for (NamedTensor& tensor : named_tensors(model)) {
      tensor.name = before + tensor.name;
      tensors.push_back(std::move(tensor));
    }
  };
  add("model/", models.model);
  add("adam/first_moment/", models.first);
  add("adam/second_moment/", models.second);
  const std::vector<Index> rows{numbers.epochs(), StateNumbers::columns};
  tensors.push_back({"state/history", DType::f64, rows, std::as_bytes(std::span(numbers.history))});
  tensors.push_back({"state/running", DType::f64, {2}, std::as_bytes(std::span(numbers.running))});
  return tensors;
}

/// The memory of the same tensors, in the same order, to be read into.
template <class L>
std::vector<std::span<std::byte>> checkpoint_memory(const Moments<L>& models, StateNumbers& numbers) {
  std::vector<std::span<std::byte>> memory;
  const auto add = [&](auto values) { memory.push_back(std::as_writable_bytes(values)); };
  for (L* model : {&models.model, &models.first, &models.second})
    for_each_parameter([&](std::string_view, ParameterOf<L> p) { add(p.numbers()); }, *model);
  add(std::span(numbers.history));
  add(std::span(numbers.running));
  return memory;
}

/// Reads the tensors of a checkpoint, bit for bit, into models that have its shape. Throws FileError where it has not.
template <class L> void read_tensors(TensorFile& file, const Moments<L>& models, StateNumbers& numbers) {
  const auto wanted = checkpoint_tensors<L>({models.model, models.first, models.second}, numbers);
  const auto stored = match_tensors(file, wanted);
  const auto memory = checkpoint_memory(models, numbers);
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    if (stored[k]->dtype != wanted[k].dtype)
      throw FileError(file.path(), concat("tensor '", wanted[k].name, "' is ", stored[k]->dtype_text, "; this run has ",
                                          dtype_name(wanted[k].dtype)));
    const std::vector<std::byte> bytes = file.read(*stored[k]);
    std::copy(bytes.begin(), bytes.end(), memory[k].begin());
  }
}

/// How many epochs a checkpoint's history has.
inline Index stored_epochs(const TensorFile& file) {
  for (const StoredTensor& tensor : file.tensors())
    if (tensor.name == "state/history" && tensor.shape.size() == 2 && tensor.shape[1] == StateNumbers::columns)
      return tensor.shape[0];
  throw FileError(file.path(), concat("has no tensor 'state/history' of ", StateNumbers::columns, " columns"));
}

inline const std::string& stored_text(const TensorFile& file, const std::string& key) {
  const auto found = file.metadata().find(key);
  if (found == file.metadata().end()) throw FileError(file.path(), concat("has no ", key, " in its metadata"));
  return found->second;
}

/// Where callback_state.save's text stands.
inline constexpr const char* callbacks_key = "state/callbacks";

/// More than anything that is counted, and far from where a count would overflow.
inline constexpr std::int64_t most_counted = std::int64_t{1} << 53;

/// A whole number of the metadata, from 0 to the given one.
inline std::int64_t stored_number(const TensorFile& file, const std::string& key, std::int64_t most = most_counted) {
  const std::string& text = stored_text(file, key);
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most)
    throw FileError(file.path(), concat(key, " is '", excerpt(text), "'; expected 0 to ", most));
  return number;
}

inline Metadata state_texts(const TrainingState& state, std::int64_t steps) {
  const auto sums = state.running.sums();
  return {{"adam/steps", std::to_string(steps)},
          {"state/batches", std::to_string(state.batches)},
          {"state/first_epoch", std::to_string(state.first_epoch)},
          {"state/examples", std::to_string(sums.examples)},
          {"state/predictions", std::to_string(sums.accuracy.all)},
          {"state/predictions_right", std::to_string(sums.accuracy.right)},
          {"state/rng", state.rng.state()}};
}

/// The seconds of the running epoch, which a clock can count.
inline double stored_seconds(const TensorFile& file, const StateNumbers& numbers) {
  constexpr double most = 1e9;
  const double seconds = numbers.running[1];
  if (!is_finite(seconds) || seconds < 0 || seconds > most)
    throw FileError(file.path(), concat("the seconds in 'state/running' are ", seconds, "; expected 0 to ", most));
  return seconds;
}

/// The state that texts and numbers of a checkpoint describe, in a run whose epochs have that many batches.
inline TrainingState read_state(const TensorFile& file, const StateNumbers& numbers, const BinaryCrossentropy& loss,
                                Index batches) try {
  TrainingState state(0, loss);
  if (file.metadata().contains("state/first_epoch")) {
    constexpr std::int64_t most = (std::min<std::int64_t>)(most_counted, everything / 2);
    state.first_epoch = narrow<Index>(stored_number(file, "state/first_epoch", most));
  }
  state.epoch = state.first_epoch + numbers.epochs();
  state.batches = narrow<Index>(stored_number(file, "state/batches", batches));
  state.rng.set_state(stored_text(file, "state/rng"));
  const BinaryAccuracy::Counts counts{stored_number(file, "state/predictions_right"),
                                      stored_number(file, "state/predictions")};
  state.running = RunningEvaluation(loss, {numbers.running[0], stored_number(file, "state/examples"), counts});
  state.seconds = stored_seconds(file, numbers);
  state.history = numbers.read_history(state.first_epoch);
  return state;
} catch (const std::invalid_argument& error) {
  throw FileError(file.path(), error.what());
}

/// Opens a checkpoint and makes sure that it is one, of a version that this library knows, and undamaged. Throws
/// FileError.
inline TensorFile open_checkpoint(const std::filesystem::path& path) {
  TensorFile file(path);
  const auto text = [&](const std::string& key) {
    const auto found = file.metadata().find(key);
    return found == file.metadata().end() ? std::string() : excerpt(found->second);
  };
  if (text("format") != checkpoint_format)
    throw FileError(
        path, concat("is not a checkpoint: its format is '", text("format"), "'; expected '", checkpoint_format, '\''));
  if (text("version") != checkpoint_version)
    throw FileError(path, concat("is in version '", text("version"), "' of weft's checkpoints; expected '",
                                 checkpoint_version, "': another version of weft wrote it"));
  check_checksum(file);
  return file;
}

}  // namespace weft::detail
