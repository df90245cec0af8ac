// SPDX-License-Identifier: MIT
#pragma once

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that is multiplied with decay_rate every decay_steps steps:
///
///   rate = initial_learning_rate decay_rate^(step / decay_steps)
///
/// little by little, or all at once on a staircase, where step / decay_steps is rounded down.
///
///   Adam{{.learning_rate = ExponentialDecay{.initial_learning_rate = 1e-2, .decay_steps = 1000, .decay_rate = 0.9}}}
///
/// Errors: std::invalid_argument when an option is out of its range. Source: Keras's ExponentialDecay
/// (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct ExponentialDecay {
  double initial_learning_rate = 0;
  std::int64_t decay_steps = 0;
  double decay_rate = 0;
  bool staircase = false;

  [[nodiscard]] double operator()(std::int64_t step) const {
    detail::require_positive("ExponentialDecay", "initial_learning_rate", initial_learning_rate);
    detail::require_steps("ExponentialDecay", "decay_steps", decay_steps);
    detail::require_positive("ExponentialDecay", "decay_rate", decay_rate);
    return initial_learning_rate * std::pow(decay_rate, detail::periods(step, decay_steps, staircase));
  }
};

static_assert(Schedule<ExponentialDecay>);

}  // namespace weft
