// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <weft/core/buffer.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// When a callback does its work: after each epoch, or after every so many batches, which are counted through all
/// epochs.
class Frequency {
 public:
  [[nodiscard]] static Frequency epoch() { return Frequency(0); }
  /// Throws std::invalid_argument unless there is at least one.
  [[nodiscard]] static Frequency batches(Index count) {
    throw_unless(count >= 1, "Frequency: batches is ", count, "; expected at least 1");
    return Frequency(count);
  }

  [[nodiscard]] bool is_after_epoch() const { return batches_ == 0; }
  /// Of a training that has made so many steps.
  [[nodiscard]] bool is_after_batch(std::int64_t steps) const { return batches_ > 0 && steps % batches_ == 0; }

 private:
  explicit Frequency(Index batches) : batches_(batches) {}

  Index batches_;  ///< 0: after each epoch
};

}  // namespace weft
