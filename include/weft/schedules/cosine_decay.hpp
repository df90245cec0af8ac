// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that falls from l to alpha l as half a wave of a cosine: Loshchilov & Hutter 2017, eq. 5.
///
///   rate = l ((1 - alpha) (1 + cos(pi min(s, decay_steps) / decay_steps)) / 2 + alpha)
///
/// Without warmup_target l is initial_learning_rate and s the step. With it the rate rises on a line from
/// initial_learning_rate to l = warmup_target in warmup_steps steps, and s is counted from there.
///
///   CosineDecay{.initial_learning_rate = 0, .decay_steps = 9000, .warmup_target = 1e-3, .warmup_steps = 1000}
///
/// Errors: std::invalid_argument when an option is out of its range, and for warmup_steps without a warmup_target.
/// Source: Keras's CosineDecay (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct CosineDecay {
  double initial_learning_rate = 0;
  std::int64_t decay_steps = 0;
  double alpha = 0;
  std::optional<double> warmup_target = {};
  std::int64_t warmup_steps = 0;

  [[nodiscard]] double operator()(std::int64_t step) const {
    check_options();
    const double top = warmup_target.value_or(initial_learning_rate);
    if (step < warmup_steps)
      return (top - initial_learning_rate) * (static_cast<double>(step) / static_cast<double>(warmup_steps)) +
             initial_learning_rate;
    const double done = static_cast<double>(step - warmup_steps) / static_cast<double>(decay_steps);
    return top * ((1 - alpha) * detail::half_cosine((std::min)(1.0, done)) + alpha);
  }

 private:
  void check_options() const {
    if (warmup_target) {
      detail::require_float_or_zero("CosineDecay", "initial_learning_rate", initial_learning_rate);
      detail::require_positive("CosineDecay", "warmup_target", *warmup_target);
    } else {
      detail::require_positive("CosineDecay", "initial_learning_rate", initial_learning_rate);
    }
    detail::require_steps("CosineDecay", "decay_steps", decay_steps);
    detail::require_fraction("CosineDecay", "alpha", alpha);
    throw_unless(warmup_steps >= 0, "CosineDecay: warmup_steps is ", warmup_steps, "; expected at least 0");
    throw_unless(warmup_steps == 0 || warmup_target, "CosineDecay: warmup_steps is ", warmup_steps,
                 "; expected a warmup_target with it");
  }
};

static_assert(Schedule<CosineDecay>);

}  // namespace weft
