// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string_view>

#include <weft/data/detail/example_shape.hpp>

/// Refuses data sets whose parts do not belong together.
namespace weft::detail {

/// Throws std::invalid_argument unless there is one row for each example, or one for each of its steps.
template <class Inputs> void check_rows_of(std::string_view what, const Targets& rows, const Inputs& inputs) {
  const Index examples = example_count(inputs);
  throw_unless(rows.examples() == examples, "Dataset: ", rows.examples(), ' ', what, " for ", examples, " examples");
  if (!rows.per_step()) return;
  throw_unless(has_steps<Inputs>, "Dataset: ", what, " are given for each step; the examples have no steps");
  for (Index k = 0; k < examples; ++k)
    throw_unless(rows.steps(k) == given_steps(inputs, k), "Dataset: example ", k, " has ", given_steps(inputs, k),
                 " steps and ", rows.steps(k), ' ', what);
}

/// Where a row of targets or weights stands. It becomes a text where a message is written, and not for each row that is
/// looked at.
struct RowPlace {
  bool has_step;
  Index example, step;

  RowPlace(const Targets& rows, Index of_example, Index of_step)
      : has_step(rows.per_step()), example(of_example), step(of_step) {}

  friend std::ostream& operator<<(std::ostream& out, const RowPlace& place) {
    out << "example " << place.example;
    return place.has_step ? out << ", step " << place.step : out;
  }
};

/// Calls visit(example, step, row) for each row.
void for_each_row(const Targets& rows, auto&& visit) {
  for (Index k = 0; k < rows.examples(); ++k)
    for (Index step = 0; step < rows.steps(k); ++step) visit(k, step, rows.row(k, step));
}

/// Throws std::invalid_argument when the data set is empty, its parts are not of one length, a target is not finite or
/// a weight is below 0 or not finite.
template <class Inputs> void check_dataset(const Dataset<Inputs>& data) {
  throw_unless(data.size() > 0, "Dataset: it is empty; expected at least one example");
  check_rows_of("targets", data.targets, data.inputs);
  for_each_row(data.targets, [&](Index example, Index step, const double* row) {
    for (Index k = 0; k < data.targets.outputs(); ++k)
      throw_unless(is_finite(row[k]), "Dataset: the target of ", RowPlace(data.targets, example, step), " is ", row[k],
                   "; expected a finite number");
  });
  if (data.weights.empty()) return;
  check_rows_of("weights", data.weights, data.inputs);
  throw_unless(data.targets.per_step() || !data.weights.per_step(),
               "Dataset: weights are given for each step, targets for each example");
  throw_unless(data.weights.outputs() == 1, "Dataset: a weight is ", data.weights.outputs(), " numbers; expected 1");
  for_each_row(data.weights, [&](Index example, Index step, const double* weight) {
    throw_unless(is_finite(*weight) && *weight >= 0, "Dataset: the weight of ", RowPlace(data.weights, example, step),
                 " is ", *weight, "; expected a number that is at least 0");
  });
}

}  // namespace weft::detail
