// SPDX-License-Identifier: MIT
#pragma once

#include <weft/training/detail/training.hpp>

namespace weft {

namespace detail {

/// Throws std::invalid_argument for examples and labels that fit refuses.
template <Layer Model, class Inputs>
void check_fit(const Model& model, const Dataset<Inputs>& data, std::string_view purpose) {
  check_dataset(data);
  check_examples(model, data.inputs);
  const Index labels = data.labels.dimension(1), outputs = first_outputs(model, data.inputs);
  throw_unless(labels == outputs, "fit: a ", purpose, " example has ", labels, " labels; the model has ", outputs,
               " outputs");
}

/// Throws std::invalid_argument for what fit refuses.
template <Layer Model, class Inputs>
void check_fit(const Model& model, const Adam<Model>& adam, const Dataset<Inputs>& train,
               const FitOptions<Inputs>& options) {
  throw_unless(options.epochs >= 0, "fit: epochs is ", options.epochs, "; expected at least 0");
  throw_unless(options.output != nullptr, "fit: output is null; expected a stream, or Verbose::silent beside one");
  throw_unless(!options.callback_state.save == !options.callback_state.restore,
               "fit: callback_state has one of save and restore; expected both or none");
  throw_unless(options.clip_norm >= 0, "fit: clip_norm is ", options.clip_norm, "; expected at least 0");
  adam.check_model(model);
  check_fit(model, train, "training");
  if (options.validation == nullptr) return;
  const Index given = example_features(options.validation->inputs), expected = example_features(train.inputs);
  throw_unless(given == expected, "fit: a validation example has ", given, " features; one for training has ",
               expected);
  check_fit(model, *options.validation, "validation");
}

}  // namespace detail

/// Trains the model on the data and returns what each epoch measured, with the given optimizer's moments, steps and
/// position: a second call goes on where the first one ended, so that two calls of one epoch are one call of two.
///
/// Denormal numbers count as zero while it runs. Errors: std::invalid_argument, before anything is changed, when a data
/// set is empty, has a label that is not 0 or 1, or an input or a number of labels that the model cannot take, or the
/// optimizer was made for a model of another shape, or an option is out of its range; std::runtime_error naming epoch
/// and batch, and the largest parameter and gradient, when the loss or the gradient is not finite, or the gradient's
/// square is not: the model and the optimizer are as they were before that batch; and, naming the parameter too, when
/// the step has made one infinite. This holds with -ffast-math as well,
/// as far as what it makes of a sum keeps an infinity or a NaN. A run that must survive its process is saved as it
/// goes: see checkpoint.hpp.
template <Layer Model, class Inputs>
History fit(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train,
            const FitOptions<std::type_identity_t<Inputs>>& options = {}) {
  detail::check_fit(model, adam, train, options);
  const ScopedDenormals flush(Denormals::flushed());
  const auto write_nothing = [](const detail::TrainingState&, detail::Pause) {};
  return detail::Training<Model, Inputs>(model, adam, train, options).run(write_nothing);
}

/// The same with an Adam of its own, made from options.adam, which begins anew in every call.
template <Layer Model, class Inputs>
History fit(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options = {}) {
  Adam<Model> adam(model, options.adam);
  return fit(model, adam, train, options);
}

}  // namespace weft
