// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>
#include <weft/core/detail/exactly.hpp>
#include <weft/losses/loss.hpp>

#include "../golden/formula.hpp"

/// How the tests of losses call them: with one row of predictions and its target, numbers or a class.
namespace weft::testing::losses {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Target> auto target_of(const Target& y) {
  if constexpr (std::is_same_v<Target, int>)
    return y;
  else
    return std::span<const typename Target::value_type>(y);
}

template <class Scalar, class L, class Target>
Scalar loss_of(const L& loss, const std::vector<Scalar>& p, const Target& y) {
  return loss.row(std::span<const Scalar>(p), target_of(y), std::span<Scalar>());
}

/// dp; the loss that comes with it must be the one that comes alone.
template <class Scalar, class L, class Target>
std::vector<Scalar> derivative_of(const L& loss, const std::vector<Scalar>& p, const Target& y) {
  std::vector<Scalar> dp(p.size(), 99);
  const Scalar with = loss.row(std::span<const Scalar>(p), target_of(y), std::span<Scalar>(dp));
  const Scalar alone = loss_of(loss, p, y);
  CHECK((detail::is_exactly(with, alone) || (std::isnan(with) && std::isnan(alone))));
  return dp;
}

/// Checks the derivative by each prediction against central differences.
template <class L, class Target>
void check_derivative(const L& loss, const std::vector<double>& p, const Target& y, double tolerance = 1e-7) {
  const std::vector<double> dp = derivative_of(loss, p, y);
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double step = 1e-5 * std::max(std::abs(p[k]), 1e-2);
    auto up = p, down = p;
    up[k] += step;
    down[k] -= step;
    const double numerical = (loss_of(loss, up, y) - loss_of(loss, down, y)) / (up[k] - down[k]);
    CAPTURE(k);
    CAPTURE(p[k]);
    CHECK(std::abs(dp[k] - numerical) <= tolerance * std::max(1.0, std::abs(numerical)));
  }
}

/// Numbers between -scale and scale, the same ones in every program.
inline std::vector<float> hashed_numbers(std::size_t count, double scale) {
  std::vector<float> numbers(count);
  golden::fill(NumbersMap<float>(numbers.data(), static_cast<Index>(count)), 1, scale);
  return numbers;
}

/// The options as a checkpoint has them.
template <class L> std::map<std::string, std::string> settings_of(const L& loss) {
  std::map<std::string, std::string> settings;
  loss.for_each_setting([&](std::string_view name, std::string_view text) { settings[std::string(name)] = text; });
  return settings;
}

}  // namespace weft::testing::losses
