// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/core/detail/require.hpp>
#include <weft/schedules/learning_rate.hpp>

/// What schedules share. Each checks its options (core/detail/require.hpp) when it is called, and a LearningRate calls
/// it as soon as it is made of it, before anything is trained.
namespace weft::detail {

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
