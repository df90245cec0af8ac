// SPDX-License-Identifier: MIT
#pragma once

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that falls as one over the time:
///
///   rate = initial_learning_rate / (1 + decay_rate step / decay_steps)
///
/// On a staircase step / decay_steps is rounded down. Errors: std::invalid_argument when an option is out of its range.
/// Source: Keras's InverseTimeDecay (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct InverseTimeDecay {
  double initial_learning_rate = 0;
  std::int64_t decay_steps = 0;
  double decay_rate = 0;
  bool staircase = false;

  [[nodiscard]] double operator()(std::int64_t step) const {
    detail::require_positive("InverseTimeDecay", "initial_learning_rate", initial_learning_rate);
    detail::require_steps("InverseTimeDecay", "decay_steps", decay_steps);
    detail::require_float_or_zero("InverseTimeDecay", "decay_rate", decay_rate);
    return initial_learning_rate / (1 + decay_rate * detail::periods(step, decay_steps, staircase));
  }
};

static_assert(Schedule<InverseTimeDecay>);

}  // namespace weft
