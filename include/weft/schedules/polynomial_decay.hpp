// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that goes from one value to another in decay_steps steps, and stays there:
///
///   rate = (initial_learning_rate - end_learning_rate) (1 - min(step, n) / n)^power + end_learning_rate
///
/// with n = decay_steps. With `cycle` n is the least multiple of decay_steps that is not below the step, so that the
/// rate rises again after each end, lower every time. Errors: std::invalid_argument when an option is out of its range.
/// Source: Keras's PolynomialDecay (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct PolynomialDecay {
  double initial_learning_rate = 0;
  std::int64_t decay_steps = 0;
  double end_learning_rate = 1e-4;
  double power = 1;
  bool cycle = false;

  [[nodiscard]] double operator()(std::int64_t step) const {
    detail::require_float_or_zero("PolynomialDecay", "initial_learning_rate", initial_learning_rate);
    detail::require_steps("PolynomialDecay", "decay_steps", decay_steps);
    detail::require_float_or_zero("PolynomialDecay", "end_learning_rate", end_learning_rate);
    detail::require_float_or_zero("PolynomialDecay", "power", power);
    const std::int64_t cycles = cycle && step > 0 ? (step - 1) / decay_steps + 1 : 1;
    const double done =
        (std::min)(1.0, static_cast<double>(step) / (static_cast<double>(decay_steps) * static_cast<double>(cycles)));
    return (initial_learning_rate - end_learning_rate) * std::pow(1 - done, power) + end_learning_rate;
  }
};

static_assert(Schedule<PolynomialDecay>);

}  // namespace weft
