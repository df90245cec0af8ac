// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/detail/exactly.hpp>
#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that falls as half a wave of a cosine and begins anew, again and again: SGDR, Loshchilov & Hutter
/// 2017, eq. 5.
///
///   rate = initial_learning_rate ((1 - alpha) m_mul^i (1 + cos(pi f)) / 2 + alpha)
///
/// where f is how much of its period is done and i how many periods came before; the first one has first_decay_steps
/// steps, every other one t_mul times as many as the one before. Errors: std::invalid_argument when an option is out of
/// its range. Source: Keras's CosineDecayRestarts (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct CosineDecayRestarts {
  double initial_learning_rate = 0;
  std::int64_t first_decay_steps = 0;
  double t_mul = 2;
  double m_mul = 1;
  double alpha = 0;

  [[nodiscard]] double operator()(std::int64_t step) const {
    check_options();
    const double first_periods = static_cast<double>(step) / static_cast<double>(first_decay_steps);
    const double period = period_of(first_periods);
    const double done = (first_periods - begin_of(period)) / std::pow(t_mul, period);
    return initial_learning_rate * ((1 - alpha) * std::pow(m_mul, period) * detail::half_cosine(done) + alpha);
  }

 private:
  void check_options() const {
    detail::require_positive("CosineDecayRestarts", "initial_learning_rate", initial_learning_rate);
    detail::require_steps("CosineDecayRestarts", "first_decay_steps", first_decay_steps);
    throw_unless(detail::is_finite(t_mul) && t_mul >= 1, "CosineDecayRestarts: t_mul is ", t_mul,
                 "; expected at least 1");
    detail::require_float_or_zero("CosineDecayRestarts", "m_mul", m_mul);
    detail::require_fraction("CosineDecayRestarts", "alpha", alpha);
  }

  [[nodiscard]] bool grows() const { return !detail::is_exactly(t_mul, 1); }

  /// When a period begins, counted in first periods: 1 + t_mul + t_mul^2 + ...
  [[nodiscard]] double begin_of(double period) const {
    return grows() ? (std::pow(t_mul, period) - 1) / (t_mul - 1) : period;
  }

  /// Which period that time is in. A step that is no more than rounding errors before a period's begin is in it.
  [[nodiscard]] double period_of(double first_periods) const {
    const double time = first_periods * (1 + 1e-13);
    if (!grows()) return std::floor(time);
    double period = std::floor(std::log(1 + time * (t_mul - 1)) / std::log(t_mul));
    if (begin_of(period) > time) --period;
    if (begin_of(period + 1) <= time) ++period;
    return period;
  }
};

static_assert(Schedule<CosineDecayRestarts>);

}  // namespace weft
