// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string_view>

#include <weft/schedules/learning_rate.hpp>

/// What a schedule's options are checked by. A LearningRate asks a schedule for its first rate as soon as it is made of
/// it, so that they are checked before anything is trained.
namespace weft::detail {

/// Throws std::invalid_argument, in the schedule's name, unless there is at least one step.
inline void require_steps(std::string_view schedule, std::string_view name, std::int64_t steps) {
  throw_unless(steps > 0, schedule, ": ", name, " is ", steps, "; expected at least 1");
}

/// The same unless x is at least 0 and finite in a float.
inline void require_rate(std::string_view schedule, std::string_view name, double x) {
  constexpr auto most = static_cast<double>((std::numeric_limits<float>::max)());
  throw_unless(is_finite(x) && x >= 0 && x <= most, schedule, ": ", name, " is ", x, "; expected 0 to ", most,
               ", the largest float");
}

/// The same unless x is more than 0 as well.
inline void require_positive(std::string_view schedule, std::string_view name, double x) {
  throw_unless(is_finite(x) && x > 0, schedule, ": ", name, " is ", x, "; expected a number above 0");
}

/// The same unless x is at least 0 and at most 1.
inline void require_share(std::string_view schedule, std::string_view name, double x) {
  throw_unless(is_finite(x) && x >= 0 && x <= 1, schedule, ": ", name, " is ", x, "; expected 0 <= ", name, " <= 1");
}

/// step / steps; the whole number below it on a staircase.
inline double periods(std::int64_t step, std::int64_t steps, bool staircase) {
  const std::int64_t whole = step / steps;
  return staircase ? static_cast<double>(whole) : static_cast<double>(step) / static_cast<double>(steps);
}

/// From 1 to 0 while the fraction goes from 0 to 1, as half a wave of a cosine.
inline double half_cosine(double fraction) {
  constexpr double pi = 3.141592653589793;
  return 0.5 * (1 + std::cos(pi * fraction));
}

}  // namespace weft::detail
