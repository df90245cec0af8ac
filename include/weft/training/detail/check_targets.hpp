// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/data/detail/check_dataset.hpp>
#include <weft/data/detail/check_examples.hpp>
#include <weft/training/detail/running_figures.hpp>

/// Refuses targets that a loss or a metric cannot read, before anything is computed or changed.
namespace weft::detail {

/// Throws std::invalid_argument unless each target is a class, 0 to outputs - 1, or one that does not count.
template <class L> void check_classes(const L& loss, std::string_view who, const Targets& targets, Index outputs) {
  throw_unless(targets.outputs() == 1, who, ": a target is ", targets.outputs(), " numbers; expected one class");
  for_each_row(targets, [&](Index example, Index step, const double* row) {
    const bool whole = is_exactly(*row, std::nearbyint(*row)) && std::abs(*row) <= static_cast<double>(most_extent);
    if constexpr (requires { loss.counts(0); })
      if (whole && !loss.counts(static_cast<int>(*row))) return;
    throw_unless(whole && *row >= 0 && *row < static_cast<double>(outputs), who, ": the target of ",
                 RowPlace(targets, example, step), " is ", *row, "; expected a class, 0 to ", outputs - 1);
  });
}

/// Throws std::invalid_argument unless there is a number for each output, of those that the loss takes.
template <class L> void check_numbers(const L& loss, std::string_view who, const Targets& targets, Index outputs) {
  throw_unless(targets.outputs() == outputs, who, ": an example has ", targets.outputs(), " targets; the model has ",
               outputs, " outputs");
  if constexpr (requires { loss.accepts(0.0); }) {
    for_each_row(targets, [&](Index example, Index step, const double* row) {
      for (Index k = 0; k < outputs; ++k)
        throw_unless(loss.accepts(row[k]), who, ": the target of ", RowPlace(targets, example, step), " is ", row[k],
                     "; expected ", L::accepted);
    });
  }
}

template <class Scalar, class L> void check_for_loss(const L& loss, const Targets& targets, Index outputs) {
  if constexpr (requires { loss.validate(); }) loss.validate();
  if (loss_reads_classes<L, Scalar>(targets.outputs(), outputs))
    check_classes(loss, L::type_name, targets, outputs);
  else
    check_numbers(loss, L::type_name, targets, outputs);
}

template <class Scalar, class L, class M>
void check_for_metric(const L& loss, const M& metric, const Targets& targets, Index outputs) {
  if (metric_reads_classes<M, Scalar>(targets.outputs(), outputs))
    check_classes(loss, concat("the metric ", metric.name()), targets, outputs);
  else
    throw_unless(targets.outputs() == outputs || MetricOfClasses<M, Scalar>, "the metric ", metric.name(),
                 ": an example has ", targets.outputs(), " targets; the model has ", outputs, " outputs");
}

/// Throws std::invalid_argument for a data set that the model, the loss or a metric cannot read.
template <Layer Model, class Inputs, class L, class... Metrics>
void check_data(const Model& model, const Dataset<Inputs>& data, const L& loss, const Metrics&... metrics) {
  using Scalar = typename Model::Scalar;
  constexpr bool steps = std::same_as<typename Model::Output, PackedSequence<Scalar>>;
  check_dataset(data);
  check_examples(model, data.inputs);
  run_first_example(model, data.inputs);
  throw_unless(
      data.targets.per_step() == steps, "Dataset: there is a target for each ",
      steps ? "example; the model has an output for each step"
            : "step; the model has one output an example (several targets of one example are a Tensor<Number, 2>)");
  check_for_loss<Scalar>(loss, data.targets, model.output_features());
  (check_for_metric<Scalar>(loss, metrics, data.targets, model.output_features()), ...);
}

}  // namespace weft::detail
