// SPDX-License-Identifier: MIT
#pragma once

#include <weft/metrics/detail/mean_metric.hpp>

namespace weft::detail {

/// How often predictions of two classes were right and wrong, by what they said; in weights.
struct Confusion {
  double true_positives = 0, false_positives = 0, true_negatives = 0, false_negatives = 0;

  /// A prediction that is positive or not, of an output that should be or should not.
  void count(bool expected, bool predicted, double weight) {
    double& cell =
        predicted ? (expected ? true_positives : false_positives) : (expected ? false_negatives : true_negatives);
    cell += weight;
  }

  [[nodiscard]] double predicted_positives() const { return true_positives + false_positives; }
  [[nodiscard]] double positives() const { return true_positives + false_negatives; }
  [[nodiscard]] double negatives() const { return true_negatives + false_positives; }

  [[nodiscard]] double precision() const { return ratio(true_positives, predicted_positives()); }
  [[nodiscard]] double recall() const { return ratio(true_positives, positives()); }
  [[nodiscard]] double specificity() const { return ratio(true_negatives, negatives()); }
  [[nodiscard]] double fall_out() const { return ratio(false_positives, negatives()); }
};

}  // namespace weft::detail
