// SPDX-License-Identifier: MIT
#pragma once

#include <weft/callbacks/callback.hpp>
#include <weft/files/detail/checkpoint_file.hpp>

/// What a checkpoint has of an optimizer and of callbacks.
namespace weft::detail {

/// Everything that is shaped like the model: moments, averages, accumulated gradients.
template <class Optimizer> void add_optimizer(CheckpointTensors& tensors, Optimizer& optimizer) {
  std::remove_const_t<Optimizer>::for_each_model(
      [&](std::string_view name, auto& values) { tensors.add(concat("optimizer/", name, '/'), values); }, optimizer);
}

/// The numbers besides.
template <class Optimizer> StateRow optimizer_row(const Optimizer& optimizer) {
  NumbersWriter writer;
  Optimizer::for_each_state(writer, optimizer);
  return {"state/optimizer", writer.numbers};
}

/// A learning rate that was asked to be another one stays the optimizer's own.
template <class Optimizer>
void read_optimizer_row(const TensorFile& file, const StateRow& row, bool same_rate, Optimizer& optimizer) {
  const double own_rate = optimizer.learning_rate();
  NumbersReader reader(file.path(), row.name, row.numbers);
  Optimizer::for_each_state(reader, optimizer);
  reader.end();
  optimizer.check_state(
      [&](const std::string& problem) { throw FileError(file.path(), concat("'", row.name, "': ", problem)); });
  if (!same_rate && optimizer.rule().learning_rate().is_constant()) optimizer.set_learning_rate(own_rate);
}

/// Calls visit(name, callback) for those that keep a state in numbers.
template <class Visit, class... Callbacks> void for_each_stateful(const Visit& visit, Callbacks&... callbacks) {
  std::size_t k = 0;
  [[maybe_unused]] const auto one = [&]<class C>(C& callback) {
    if constexpr (KeepsState<C>) visit(concat("callbacks/", k), callback);
    ++k;
  };
  (one(callbacks), ...);
}

template <class... Callbacks> std::vector<StateRow> callback_rows(const Callbacks&... callbacks) {
  std::vector<StateRow> rows;
  for_each_stateful(
      [&]<class C>(const std::string& name, const C& callback) {
        NumbersWriter writer;
        C::for_each_state(writer, callback);
        rows.push_back({name, writer.numbers});
      },
      callbacks...);
  return rows;
}

/// Throws FileError where the rows are not what the callbacks keep; changes nothing.
template <class... Callbacks>
void check_callbacks(const TensorFile& file, const std::vector<StateRow>& rows, const Callbacks&... callbacks) {
  std::size_t k = 0;
  for_each_stateful(
      [&]<class C>(const std::string& name, const C& callback) {
        NumbersReader reader(file.path(), name, rows.at(k++).numbers);
        C::for_each_state(reader, callback);
        reader.end();
      },
      callbacks...);
  std::size_t number = 0;
  [[maybe_unused]] const auto check_text = [&]<class C>(const C& callback) {
    const std::string key = concat("callbacks/", number++);
    if constexpr (requires { callback.restore(std::string()); })
      if (callback.restore) static_cast<void>(stored_text(file, key));
  };
  (check_text(callbacks), ...);
}

/// What LambdaCallbacks have to say.
template <class... Callbacks> Metadata callback_texts(const Callbacks&... callbacks) {
  Metadata texts;
  std::size_t k = 0;
  [[maybe_unused]] const auto add = [&]<class C>(const C& callback) {
    const std::string key = concat("callbacks/", k++);
    if constexpr (requires { callback.save(); })
      if (callback.save) texts.emplace(key, callback.save());
  };
  (add(callbacks), ...);
  return texts;
}

/// Gives the callbacks what has been checked.
template <class... Callbacks>
void restore_callbacks(const std::filesystem::path& path, const std::vector<StateRow>& rows, const Metadata& texts,
                       Callbacks&... callbacks) {
  std::size_t k = 0;
  for_each_stateful(
      [&]<class C>(const std::string& name, C& callback) {
        NumbersReader reader(path, name, rows.at(k++).numbers);
        C::for_each_state(reader, callback);
      },
      callbacks...);
  std::size_t number = 0;
  [[maybe_unused]] const auto restore_text = [&]<class C>(C& callback) {
    const std::string key = concat("callbacks/", number++);
    if constexpr (requires { callback.restore(std::string()); })
      if (callback.restore) callback.restore(texts.at(key));
  };
  (restore_text(callbacks), ...);
}

}  // namespace weft::detail
