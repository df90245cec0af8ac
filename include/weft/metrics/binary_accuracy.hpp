// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <weft/core/tensor.hpp>

namespace weft {

/// The share of predictions on the right side of a threshold, over all batches since it was made; Keras's
/// BinaryAccuracy. For logits the threshold is 0.
class BinaryAccuracy {
 public:
  /// How many predictions there were, and how many of them right.
  struct Counts {
    std::int64_t right = 0, all = 0;
  };

  explicit BinaryAccuracy(double threshold = 0.5) : threshold_(threshold) {}
  BinaryAccuracy(double threshold, const Counts& counts) : threshold_(threshold), counts_(counts) {}

  /// Counts a batch: predictions and labels (0 or 1), both [batch x outputs].
  /// Throws std::invalid_argument when the shapes differ.
  template <class Scalar> void update(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels) {
    throw_unless(predictions.dimension(0) == labels.dimension(0) && predictions.dimension(1) == labels.dimension(1),
                 "BinaryAccuracy: predictions are ", shape_text(predictions), ", labels ", shape_text(labels));
    const Scalar threshold = static_cast<Scalar>(threshold_);  // as in Keras: 0.3F is not above 0.3
    for (Index k = 0; k < predictions.size(); ++k)
      counts_.right += (predictions.data()[k] > threshold) == (labels.data()[k] > 0.5F) ? 1 : 0;
    counts_.all += predictions.size();
  }

  /// Between 0 and 1; 0 when nothing was counted.
  [[nodiscard]] double result() const {
    return counts_.all == 0 ? 0 : static_cast<double>(counts_.right) / static_cast<double>(counts_.all);
  }
  [[nodiscard]] Counts counts() const { return counts_; }

 private:
  double threshold_;
  Counts counts_;
};

}  // namespace weft
