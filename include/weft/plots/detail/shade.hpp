// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace weft::detail {

/// A colour of sRGB, each part from 0 to 255.
using Colour = std::array<double, 3>;

/// #rrggbb
inline std::string colour_text(const Colour& colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const double part : colour) {
    const auto whole = static_cast<std::size_t>(std::lround(part));
    text.append({digits[whole / 16], digits[whole % 16]});
  }
  return text;
}

/// From white over a blue to a dark blue as the share goes from 0 to 1. Lightness falls all the way, so that it can be
/// read without colours too.
inline Colour shade(double share) {
  constexpr Colour light{255, 255, 255}, middle{86, 160, 211}, dark{8, 48, 107};
  const bool first_half = share < 0.5;
  const Colour &from = first_half ? light : middle, &to = first_half ? middle : dark;
  const double part = std::clamp(first_half ? 2 * share : 2 * share - 1, 0.0, 1.0);
  Colour mixed{};
  for (std::size_t k = 0; k < mixed.size(); ++k) mixed[k] = from[k] + part * (to[k] - from[k]);
  return mixed;
}

/// Relative luminance, from 0 for black to 1 for white (WCAG 2.1).
inline double luminance(const Colour& colour) {
  constexpr Colour weights{0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double part = colour[k] / 255;
    sum += weights[k] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

/// Black or white, whichever has the higher contrast to a ground, by the contrast of WCAG 2.1.
inline std::string_view readable_on(const Colour& ground) {
  return (luminance(ground) + 0.05) * (luminance(ground) + 0.05) > 1.05 * 0.05 ? "#000" : "#fff";
}

}  // namespace weft::detail
