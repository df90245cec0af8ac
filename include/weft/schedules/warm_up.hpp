// SPDX-License-Identifier: MIT
#pragma once

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that rises on a line from initial_learning_rate to where another one begins, in warmup_steps steps,
/// and then follows that one from its begin (Goyal et al. 2017, section 2.2):
///
///   WarmUp{.warmup_steps = 500, .after = 1e-3}
///   WarmUp{.warmup_steps = 500, .after = ExponentialDecay{...}}
///
/// Errors: std::invalid_argument when an option is out of its range.
struct WarmUp {
  double initial_learning_rate = 0;
  std::int64_t warmup_steps = 0;
  LearningRate after;

  [[nodiscard]] double operator()(std::int64_t step) const {
    detail::require_float_or_zero("WarmUp", "initial_learning_rate", initial_learning_rate);
    detail::require_steps("WarmUp", "warmup_steps", warmup_steps);
    if (step >= warmup_steps) return after.at(step - warmup_steps);
    const double done = static_cast<double>(step) / static_cast<double>(warmup_steps);
    return initial_learning_rate + (after.at(0) - initial_learning_rate) * done;
  }
};

static_assert(Schedule<WarmUp>);

}  // namespace weft
