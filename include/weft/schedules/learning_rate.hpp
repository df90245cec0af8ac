// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// A learning rate as a function of the steps that were made before, 0 for the first one. Any function will do:
/// [](std::int64_t step) { return 1e-3 / (1 + 1e-4 * step); }
template <class S>
concept Schedule = !std::convertible_to<S, double> && requires(const S& schedule, std::int64_t step) {
  { schedule(step) } -> std::convertible_to<double>;
};

/// How far a step goes: a number, or a schedule. An optimizer's option takes either:
/// {.learning_rate = 1e-3}, {.learning_rate = CosineDecay{...}}.
class LearningRate {
 public:
  LearningRate(double rate) : rate_(rate) {}
  template <Schedule S> LearningRate(S schedule) : rate_(schedule(0)), schedule_(std::move(schedule)) {}

  /// The rate of the step before which so many were made.
  [[nodiscard]] double at(std::int64_t step) const { return schedule_ ? schedule_(step) : rate_; }
  [[nodiscard]] bool is_constant() const { return !schedule_; }

  /// What tells it from others: the number, or what the schedule gives at steps 0, 1, 2, 4, 8, ..., since a function
  /// cannot be compared.
  [[nodiscard]] std::string text() const {
    std::string text = detail::exact_text(at(0));
    if (is_constant()) return text;
    for (std::int64_t step = 1; step < std::int64_t{1} << 24; step *= 2) text += ' ' + detail::exact_text(at(step));
    return text;
  }

 private:
  double rate_;
  std::function<double(std::int64_t)> schedule_;
};

namespace detail {

/// Throws std::invalid_argument, in the name of who uses it, unless the rate is one that floats can compute with. A
/// schedule may begin or end with 0.
inline void check_learning_rate(std::string_view who, const LearningRate& rate) {
  constexpr auto most = static_cast<double>((std::numeric_limits<float>::max)());
  const double least = rate.is_constant() ? static_cast<double>((std::numeric_limits<float>::min)()) : 0;
  const double first = rate.at(0);
  throw_unless(is_finite(first) && first >= least && first <= most, who, ": learning_rate is ", first, "; expected ",
               least, " to ", most, ", the range of a float");
}

}  // namespace detail

}  // namespace weft
