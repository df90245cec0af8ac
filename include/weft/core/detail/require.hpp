// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>

/// What options are checked by. Each throws std::invalid_argument, in the name of what is asked for the option, unless
/// the option is as the function's name says; NaN never is.
namespace weft::detail {

/// At least one, of something that is counted.
inline void require_steps(std::string_view who, std::string_view option, std::int64_t steps) {
  throw_unless(steps > 0, who, ": ", option, " is ", steps, "; expected at least 1");
}

inline void require_not_negative(std::string_view who, std::string_view option, double x) {
  throw_unless(is_finite(x) && x >= 0, who, ": ", option, " is ", x, "; expected a number that is at least 0");
}

inline void require_positive(std::string_view who, std::string_view option, double x) {
  throw_unless(is_finite(x) && x > 0, who, ": ", option, " is ", x, "; expected a number above 0");
}

/// From 0 to 1.
inline void require_fraction(std::string_view who, std::string_view option, double x) {
  throw_unless(is_finite(x) && x >= 0 && x <= 1, who, ": ", option, " is ", x, "; expected 0 <= ", option, " <= 1");
}

/// From 0 to less than 1, as what a moving average keeps.
inline void require_decay(std::string_view who, std::string_view option, double x) {
  throw_unless(is_finite(x) && x >= 0 && x < 1, who, ": ", option, " is ", x, "; expected 0 <= ", option, " < 1");
}

/// A normal float above 0. An epsilon that is zero in a float, as denormal numbers are while fit runs, makes 0 / 0 of a
/// gradient of zero.
inline void require_float(std::string_view who, std::string_view option, double x) {
  using Float = std::numeric_limits<float>;
  constexpr double least = static_cast<double>((Float::min)()), most = static_cast<double>((Float::max)());
  throw_unless(is_finite(x) && x >= least && x <= most, who, ": ", option, " is ", x, "; expected ", least, " to ",
               most, ", the range of a float");
}

/// 0, or what does not become infinite in a float.
inline void require_float_or_zero(std::string_view who, std::string_view option, double x) {
  constexpr auto most = static_cast<double>((std::numeric_limits<float>::max)());
  throw_unless(is_finite(x) && x >= 0 && x <= most, who, ": ", option, " is ", x, "; expected 0 to ", most,
               ", the largest float");
}

}  // namespace weft::detail
