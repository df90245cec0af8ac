// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <weft/schedules/detail/schedule_options.hpp>

namespace weft {

/// A learning rate that changes at given steps: values[0] up to step boundaries[0] and with it, then values[1] up to
/// boundaries[1] and with it, and so on; the last value from there on.
///
///   PiecewiseConstantDecay{.boundaries = {1000, 1500}, .values = {1e-2, 1e-3, 1e-4}}
///
/// Errors: std::invalid_argument unless there is one value more than boundaries, the boundaries rise and the values are
/// rates. Source: Keras's PiecewiseConstantDecay (keras/src/optimizers/schedules/learning_rate_schedule.py).
struct PiecewiseConstantDecay {
  std::vector<std::int64_t> boundaries = {};
  std::vector<double> values = {};

  [[nodiscard]] double operator()(std::int64_t step) const {
    check_options();
    const auto next = std::lower_bound(boundaries.begin(), boundaries.end(), step);
    return values[static_cast<std::size_t>(next - boundaries.begin())];
  }

 private:
  void check_options() const {
    throw_unless(values.size() == boundaries.size() + 1, "PiecewiseConstantDecay: there are ", values.size(),
                 " values and ", boundaries.size(), " boundaries; expected one value more than boundaries");
    for (std::size_t k = 1; k < boundaries.size(); ++k)
      throw_unless(boundaries[k - 1] < boundaries[k], "PiecewiseConstantDecay: boundary ", boundaries[k], " follows ",
                   boundaries[k - 1], "; expected rising ones");
    for (const double value : values) detail::require_float_or_zero("PiecewiseConstantDecay", "a value", value);
  }
};

static_assert(Schedule<PiecewiseConstantDecay>);

}  // namespace weft
