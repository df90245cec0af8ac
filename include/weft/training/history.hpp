// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <weft/core/buffer.hpp>

namespace weft {

/// A model's loss and accuracy on a data set, both means over its examples.
struct Evaluation {
  double loss = 0;
  double accuracy = 0;
};

/// What one epoch of fit measured; train figures are means over the epoch's batches as they were trained on.
struct EpochResult {
  Index epoch = 0;  ///< counted from 1
  Evaluation train;
  std::optional<Evaluation> validation;
  double seconds = 0;
  bool replayed = false;  ///< whether a callback gets it once more, because resume has read it from a checkpoint
};

/// What fit returns: one result an epoch.
struct History {
  std::vector<EpochResult> epochs;

  /// The epoch with the highest validation accuracy, the first of equals; null if nothing was validated.
  [[nodiscard]] const EpochResult* best() const& {
    const EpochResult* best = nullptr;
    for (const EpochResult& result : epochs)
      if (result.validation && (best == nullptr || result.validation->accuracy > best->validation->accuracy))
        best = &result;
    return best;
  }
  [[nodiscard]] const EpochResult* best() const&& = delete;  // it would be gone: keep what fit returns in a variable
};

}  // namespace weft
