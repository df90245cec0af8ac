// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>

#include <weft/core/detail/narrow.hpp>
#include <weft/data/detail/example_order.hpp>
#include <weft/files/detail/safetensors_checksum.hpp>
#include <weft/files/detail/state_numbers.hpp>
#include <weft/files/safetensors.hpp>

/// A checkpoint's file: safetensors with a checksum. Its tensors and texts are listed in docs/files.md.
namespace weft::detail {

/// What a checkpoint says of itself in its metadata.
inline constexpr std::string_view checkpoint_format = "weft checkpoint", checkpoint_version = "3";

/// A row of doubles of a checkpoint.
struct StateRow {
  std::string name;
  std::vector<double> numbers;
};

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

inline const std::string& stored_text(const TensorFile& file, const std::string& key) {
  const auto found = file.metadata().find(key);
  if (found == file.metadata().end()) throw FileError(file.path(), concat("has no ", key, " in its metadata"));
  return found->second;
}

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

/// How many numbers a row of doubles of the file has.
inline std::size_t stored_count(const TensorFile& file, std::string_view name) {
  for (const StoredTensor& tensor : file.tensors())
    if (tensor.name == name && tensor.shape.size() == 1 && tensor.dtype == DType::f64)
      return static_cast<std::size_t>(tensor.shape.front());
  throw FileError(file.path(), concat("has no tensor '", name, "' that is a row of F64"));
}

/// A checkpoint's tensors, and the memory they are written from or read into.
class CheckpointTensors {
 public:
  template <class L> void add(const std::string& before, L& model) {
    for (NamedTensor& tensor : named_tensors(model)) {
      tensor.name = before + tensor.name;
      tensors_.push_back(std::move(tensor));
    }
    if constexpr (!std::is_const_v<L>)
      for_each_parameter(
          [&](std::string_view, ParameterOf<L> p) { memory_.push_back(std::as_writable_bytes(p.numbers())); }, model);
  }
  template <class Row> void add(Row& row) {
    const std::span numbers(row.numbers);
    tensors_.push_back({row.name, DType::f64, {std::ssize(row.numbers)}, std::as_bytes(numbers)});
    if constexpr (!std::is_const_v<Row>) memory_.push_back(std::as_writable_bytes(numbers));
  }

  [[nodiscard]] const std::vector<NamedTensor>& all() const { return tensors_; }

  /// Reads all of them bit for bit. Throws FileError where the file has others.
  void read(TensorFile& file) const {
    const auto stored = match_tensors(file, tensors_);
    for (std::size_t k = 0; k < tensors_.size(); ++k) {
      if (stored[k]->dtype != tensors_[k].dtype)
        throw FileError(file.path(), concat("tensor '", tensors_[k].name, "' is ", stored[k]->dtype_text,
                                            "; this run has ", dtype_name(tensors_[k].dtype)));
      const std::vector<std::byte> bytes = file.read(*stored[k]);
      std::copy(bytes.begin(), bytes.end(), memory_[k].begin());
    }
  }

 private:
  std::vector<NamedTensor> tensors_;
  std::vector<std::span<std::byte>> memory_;
};

template <class Running> Metadata state_texts(const TrainingState<Running>& state) {
  return {{"state/batches", std::to_string(state.batches)},
          {"state/pass_batches", std::to_string(state.pass_batches)},
          {"state/first_epoch", std::to_string(state.first_epoch)},
          {"state/rng", state.rng.state()}};
}

/// The rows of a state: what has been measured of the running epoch, with the seconds it has taken; and the history.
template <class Running> std::vector<StateRow> state_rows(const TrainingState<Running>& state) {
  NumbersWriter running;
  running(state.seconds);
  Running::for_each_state(running, state.running);
  return {{"state/running", running.numbers},
          {"state/history", history_numbers(state.history, state.running.result())}};
}

/// The seconds of an epoch, which a clock can count.
inline double checked_seconds(const TensorFile& file, double seconds) {
  constexpr double most = 1e9;
  if (!is_finite(seconds) || seconds < 0 || seconds > most)
    throw FileError(file.path(), concat("the seconds in 'state/running' are ", seconds, "; expected 0 to ", most));
  return seconds;
}

/// How many batches of the running pass and of the running epoch are done.
template <class Running>
void read_batches(const TensorFile& file, ExampleOrder order, Index steps_per_epoch, TrainingState<Running>& state) {
  Rng rng = state.rng;
  order.shuffle(rng);
  const Index of_epoch = steps_per_epoch > 0 ? steps_per_epoch : order.batches();
  state.batches = narrow<Index>(stored_number(file, "state/batches", of_epoch));
  state.pass_batches = narrow<Index>(stored_number(file, "state/pass_batches", order.batches()));
  if (steps_per_epoch == 0 && state.pass_batches != state.batches)
    throw FileError(file.path(), concat("state/pass_batches is '", state.pass_batches, "'; expected '", state.batches,
                                        "', since an epoch is a pass"));
}

/// Reads the state that the texts and rows of a checkpoint describe, of a run that goes over examples in such an order.
/// A new one is given. Throws FileError.
template <class Running>
void read_state(const TensorFile& file, const std::vector<StateRow>& rows, const ExampleOrder& order,
                Index steps_per_epoch, TrainingState<Running>& state) try {
  constexpr std::int64_t most = (std::min<std::int64_t>)(most_counted, everything / 2);
  state.first_epoch = narrow<Index>(stored_number(file, "state/first_epoch", most));
  if (state.first_epoch < 1) throw FileError(file.path(), "state/first_epoch is '0'; expected at least 1");
  state.history = read_history(file.path(), rows.at(1).numbers, state.running.result(), state.first_epoch);
  state.epoch = state.first_epoch + std::ssize(state.history.epochs);
  state.rng.set_state(stored_text(file, "state/rng"));
  read_batches(file, order, steps_per_epoch, state);
  NumbersReader reader(file.path(), "state/running", rows.at(0).numbers);
  reader(state.seconds);
  state.seconds = checked_seconds(file, state.seconds);
  Running::for_each_state(reader, state.running);
  reader.end();
} catch (const std::invalid_argument& error) {
  throw FileError(file.path(), error.what());
}

}  // namespace weft::detail
