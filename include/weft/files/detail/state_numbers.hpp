// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <weft/core/detail/exactly.hpp>
#include <weft/files/safetensors_file.hpp>
#include <weft/training/detail/training_state.hpp>

/// What changes from step to step besides a model's numbers, as a row of doubles: that of an optimizer, of metrics, of
/// callbacks, and a history. A vector stands there behind its size.
namespace weft::detail {

/// What a for_each_state shows, one after another.
struct NumbersWriter {
  std::vector<double> numbers = {};

  void operator()(double value) { numbers.push_back(value); }
  void operator()(const std::vector<double>& values) {
    numbers.push_back(static_cast<double>(values.size()));
    numbers.insert(numbers.end(), values.begin(), values.end());
  }
  void operator()(std::string_view /*name*/, const auto& value) { (*this)(value); }
};

/// The same back. It only compares what is const with what would be read there. Throws FileError where the file has
/// fewer numbers, more, or others than can be.
class NumbersReader {
 public:
  NumbersReader(std::filesystem::path path, std::string name, std::span<const double> numbers)
      : path_(std::move(path)), name_(std::move(name)), rest_(numbers) {}

  void operator()(double& value) { value = next(); }
  void operator()(const double& /*value*/) { static_cast<void>(next()); }
  void operator()(std::vector<double>& values) {
    const std::span<const double> read = next_vector(values.size());
    values.assign(read.begin(), read.end());
  }
  void operator()(const std::vector<double>& values) { static_cast<void>(next_vector(values.size())); }
  void operator()(std::string_view /*name*/, auto& value) { (*this)(value); }

  void end() const {
    if (!rest_.empty()) throw FileError(path_, concat("'", name_, "' has ", rest_.size(), " numbers too many"));
  }

 private:
  double next() {
    if (rest_.empty()) throw FileError(path_, concat("'", name_, "' has too few numbers"));
    const double number = rest_.front();
    rest_ = rest_.subspan(1);
    return number;
  }

  /// A vector that has a size already keeps it.
  std::span<const double> next_vector(std::size_t size) {
    const double stored = next();
    const bool possible = stored >= 0 && stored <= static_cast<double>(rest_.size()) &&
                          is_exactly(stored, static_cast<double>(static_cast<std::size_t>(stored)));
    const std::size_t count = possible ? static_cast<std::size_t>(stored) : 0;
    if (!possible || (size > 0 && count != size))
      throw FileError(path_, concat("'", name_, "' has a vector of ", stored, " numbers; there are ", rest_.size(),
                                    size > 0 ? concat("; expected ", size) : std::string()));
    const std::span<const double> values = rest_.first(count);
    rest_ = rest_.subspan(count);
    return values;
  }

  std::filesystem::path path_;
  std::string name_;
  std::span<const double> rest_;
};

/// The rows of a history: an epoch's figures, 1 if it was validated, the figures of its validation, the learning rate
/// and the seconds. `names` are the figures.
inline std::vector<double> history_numbers(const History& history, const Figures& names) {
  std::vector<double> numbers;
  for (const EpochResult& epoch : history.epochs) {
    for (const auto& figure : names) numbers.push_back(epoch.train[figure.first]);
    numbers.push_back(epoch.validation ? 1 : 0);
    for (const auto& figure : names) numbers.push_back(epoch.validation ? (*epoch.validation)[figure.first] : 0);
    numbers.insert(numbers.end(), {epoch.learning_rate, epoch.seconds});
  }
  return numbers;
}

inline std::size_t history_columns(const Figures& names) {
  return 2 * static_cast<std::size_t>(std::distance(names.begin(), names.end())) + 3;
}

inline History read_history(const std::filesystem::path& path, std::span<const double> numbers, const Figures& names,
                            Index first_epoch) {
  NumbersReader reader(path, "state/history", numbers);
  const auto read = [&] {
    double number = 0;
    reader(number);
    return number;
  };
  const auto read_figures = [&] {
    Figures figures;
    for (const auto& figure : names) figures.add(figure.first, read());
    return figures;
  };
  if (numbers.size() % history_columns(names) != 0)
    throw FileError(path, concat("'state/history' has ", numbers.size(), " numbers; expected ", history_columns(names),
                                 " an epoch"));
  History history;
  for (std::size_t epochs = numbers.size() / history_columns(names); epochs > 0; --epochs) {
    EpochResult epoch{.epoch = first_epoch + std::ssize(history.epochs), .train = read_figures(), .validation = {}};
    const bool validated = is_exactly(read(), 1);
    Figures validation = read_figures();
    if (validated) epoch.validation = std::move(validation);
    epoch.learning_rate = read();
    epoch.seconds = read();
    history.epochs.push_back(std::move(epoch));
  }
  return history;
}

}  // namespace weft::detail
