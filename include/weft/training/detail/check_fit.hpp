// SPDX-License-Identifier: MIT
#pragma once

#include <weft/training/detail/check_targets.hpp>
#include <weft/training/detail/training.hpp>

namespace weft::detail {

template <class Inputs> void check_options(const Dataset<Inputs>& train, const FitOptions<Inputs>& options) {
  throw_unless(options.epochs >= 0, "fit: epochs is ", options.epochs, "; expected at least 0");
  throw_unless(!options.initial_epoch || *options.initial_epoch >= 0, "fit: initial_epoch is ",
               options.initial_epoch.value_or(0), "; expected at least 0");
  throw_unless(options.steps_per_epoch >= 0, "fit: steps_per_epoch is ", options.steps_per_epoch,
               "; expected at least 1, or 0 for a whole pass");
  throw_unless(options.output != nullptr, "fit: output is null; expected a stream, or Verbose::silent beside one");
  throw_unless(options.validation_freq > 0, "fit: validation_freq is ", options.validation_freq,
               "; expected at least 1");
  grouping_of(options, false).validate("fit");
  const double split = options.validation_split;
  throw_unless(is_finite(split) && split >= 0 && split < 1, "fit: validation_split is ", split,
               "; expected at least 0 and less than 1");
  throw_unless(options.validation == nullptr || is_exactly(split, 0),
               "fit: validation_split is given beside validation; expected one of both");
  throw_unless(training_examples(train, options) > 0, "fit: validation_split is ", options.validation_split,
               ", which leaves none of ", train.size(), " examples to train on");
}

/// Throws std::invalid_argument for what fit refuses.
template <class Trainer, class Inputs>
void check_fit(const Trainer& trainer, const Dataset<Inputs>& train, const FitOptions<Inputs>& options) {
  const auto check_data_for = [&](const Dataset<Inputs>& data, std::string_view purpose) {
    try {
      std::apply([&](const auto&... metric) { check_data(trainer.model(), data, trainer.loss(), metric...); },
                 trainer.metrics());
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(concat("fit: ", purpose, ": ", error.what()));
    }
  };
  trainer.optimizer().check_model(trainer.model());
  check_data_for(train, "training data");
  check_options(train, options);
  check_class_weight(options.class_weight, train);
  if (options.validation == nullptr) return;
  const Index given = example_features(options.validation->inputs), expected = example_features(train.inputs);
  throw_unless(given == expected, "fit: a validation example has ", given, " features; one for training has ",
               expected);
  check_data_for(*options.validation, "validation data");
}

}  // namespace weft::detail
