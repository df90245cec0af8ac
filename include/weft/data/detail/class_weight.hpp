// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <weft/data/detail/check_dataset.hpp>

namespace weft::detail {

/// The class of a row of targets: the largest of several numbers, the first of equals, or the number rounded.
inline int class_of_row(const double* row, Index columns) {
  if (columns == 1) return static_cast<int>(std::lround(*row));
  return static_cast<int>(std::max_element(row, row + columns) - row);
}

/// Throws std::invalid_argument for a weight below 0 or of a class that no target has, and where examples have weights.
template <class Inputs> void check_class_weight(const std::map<int, double>& weights, const Dataset<Inputs>& data) {
  if (weights.empty()) return;
  throw_unless(data.weights.empty(),
               "fit: class_weight is given beside the weights of the examples; expected one of both");
  std::set<int> classes;
  for_each_row(data.targets,
               [&](Index, Index, const double* row) { classes.insert(class_of_row(row, data.targets.outputs())); });
  for (const auto& [of_class, weight] : weights) {
    throw_unless(is_finite(weight) && weight >= 0, "fit: class_weight has ", weight, " for class ", of_class,
                 "; expected a number that is at least 0");
    throw_unless(classes.contains(of_class), "fit: class_weight has class ", of_class, ", which no target has");
  }
}

/// Gives each row of a batch the weight of its class.
inline void set_class_weights(const std::map<int, double>& weights, TargetRows& y) {
  y.weights.assign(static_cast<std::size_t>(y.count()), 1.0);
  for (Index r = 0; r < y.count(); ++r) {
    if (!y.has_target(r)) continue;
    const auto found = weights.find(class_of_row(y.row(r), y.columns()));
    if (found != weights.end()) y.weights[static_cast<std::size_t>(r)] = found->second;
  }
}

}  // namespace weft::detail
