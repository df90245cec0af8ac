// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <weft/schedules/learning_rate.hpp>

#include "../golden/formula.hpp"
#include "../golden/schedules.hpp"

namespace weft::testing {

/// Checks that a schedule gives Keras's rates at steps 0, 1, 2, ...
template <class S> void check_keras_rates(const S& schedule, std::span<const double> keras) {
  std::vector<double> rates;
  for (int step = 0; step < golden::schedule_steps; ++step) rates.push_back(schedule(step));
  golden::check_near("rates", std::span<const double>(rates), keras, 1e-14);
}

/// Checks that no LearningRate can be made of a schedule.
template <class S> void check_refused(const S& schedule, const std::string& message) {
  CHECK_THROWS_WITH_AS(LearningRate{schedule}, message.c_str(), std::invalid_argument);
}

inline constexpr double not_a_rate = std::numeric_limits<double>::quiet_NaN();
/// A step that no training comes to.
inline constexpr std::int64_t far_beyond = std::int64_t{1} << 50;

}  // namespace weft::testing
