// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <weft/core/error.hpp>

namespace weft::detail {

/// A number as people write it: multiple * 10^exponent. A tick is kept like this so that its label is exact.
struct Decimal {
  std::int64_t multiple = 0;
  int exponent = 0;

  [[nodiscard]] double value() const {
    const double power = std::pow(10.0, std::abs(exponent));
    return exponent < 0 ? static_cast<double>(multiple) / power : static_cast<double>(multiple) * power;
  }
};

/// The smallest of 1, 2 and 5 times a power of ten that is not below a positive number.
inline Decimal round_step(double least) {
  const int exponent = static_cast<int>(std::floor(std::log10(least)));
  for (const int factor : {1, 2, 5}) {
    const Decimal step{factor, exponent};
    if (least <= step.value() * (1 + 1e-9)) return step;
  }
  return {1, exponent + 1};
}

/// Multiples of a round step, not above `most_steps` of them, that begin at or below `low` and end at or above `high`.
/// Where `whole`, they are whole numbers.
inline std::vector<Decimal> linear_ticks(double low, double high, int most_steps, bool whole) {
  Decimal step = round_step((high - low) / most_steps);
  if (whole && step.exponent < 0) step = {1, 0};
  const double size = step.value(), tolerance = 1e-6;  // of a step, because 0.3 / 0.1 is below 3
  const auto first = static_cast<std::int64_t>(std::floor(low / size + tolerance));
  const auto last = static_cast<std::int64_t>(std::ceil(high / size - tolerance));
  std::vector<Decimal> ticks;
  for (auto k = first; k <= (std::max)(last, first + 1); ++k) ticks.push_back({k * step.multiple, step.exponent});
  return ticks;
}

/// Powers of ten, every so many of them, that begin at or below `low` and end at or above `high`.
inline std::vector<Decimal> decade_ticks(double low, double high, int most_steps) {
  const double first = std::floor(std::log10(low) + 1e-9), last = std::ceil(std::log10(high) - 1e-9);
  const double every = (std::max)(1.0, std::ceil((last - first) / most_steps));
  std::vector<Decimal> ticks;
  for (double k = std::floor(first / every); (k - 1) * every < last; ++k)
    ticks.push_back({1, static_cast<int>(k * every)});
  return ticks;
}

/// 1, 2 and 5 times powers of ten, from the last that is at or below `low` to the first at or above `high`.
inline std::vector<Decimal> one_two_five_ticks(double low, double high) {
  std::vector<Decimal> ticks;
  for (int exponent = static_cast<int>(std::floor(std::log10(low) - 1e-9));; ++exponent) {
    for (const int factor : {1, 2, 5}) {
      const Decimal tick{factor, exponent};
      if (tick.value() <= low * (1 + 1e-9)) ticks.clear();
      ticks.push_back(tick);
      if (tick.value() >= high * (1 - 1e-9)) return ticks;
    }
  }
}

/// Ticks of a logarithmic axis around positive numbers. A narrow range has those of a linear axis.
inline std::vector<Decimal> logarithmic_ticks(double low, double high, int most_steps) {
  if (high / low <= 5) {
    auto ticks = linear_ticks(low, high, most_steps, false);
    if (ticks.front().multiple > 0) return ticks;
  }
  auto ticks = high / low <= 1e4 ? one_two_five_ticks(low, high) : std::vector<Decimal>{};
  const bool fits = !ticks.empty() && ticks.size() <= static_cast<std::size_t>(most_steps) + 3;
  return fits ? ticks : decade_ticks(low, high, most_steps);
}

/// 0.025, 1500
inline std::string fixed_label(Decimal number) {
  std::string digits = concat(std::abs(number.multiple));
  if (number.multiple != 0 && number.exponent > 0) digits.append(static_cast<std::size_t>(number.exponent), '0');
  if (number.exponent < 0) {
    const auto behind = static_cast<std::size_t>(-number.exponent);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    digits.insert(digits.size() - behind, 1, '.');
  }
  return (number.multiple < 0 ? "-" : "") + digits;
}

/// 2.5e-5, 1e6, 0
inline std::string scientific_label(Decimal number) {
  if (number.multiple == 0) return "0";
  std::string digits = concat(std::abs(number.multiple));
  const auto exponent = number.exponent + static_cast<int>(digits.size()) - 1;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.size() > 1) digits.insert(1, 1, '.');
  return concat(number.multiple < 0 ? "-" : "", digits, 'e', exponent);
}

/// The labels of an axis, all in one of the two forms: scientific where that is shorter and the other is long.
inline std::vector<std::string> tick_labels(const std::vector<Decimal>& ticks) {
  constexpr std::size_t short_enough = 6;
  std::vector<std::string> fixed, scientific;
  std::size_t longest_fixed = 0, longest_scientific = 0;
  for (const Decimal& tick : ticks) {
    longest_fixed = (std::max)(longest_fixed, fixed.emplace_back(fixed_label(tick)).size());
    longest_scientific = (std::max)(longest_scientific, scientific.emplace_back(scientific_label(tick)).size());
  }
  return longest_fixed > short_enough && longest_scientific < longest_fixed ? scientific : fixed;
}

}  // namespace weft::detail
