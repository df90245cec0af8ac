// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>
#include <weft/core/text.hpp>

namespace weft::detail {

/// The shortest text that reads back as the same number; std::to_chars gives it too, but not in every standard library
/// of C++20.
inline std::string exact_text(double number) {
  if (!is_finite(number)) return concat(number);
  const auto in_digits = [number](std::ios::fmtflags form, int digits) {
    auto text = in_classic_locale<std::ostringstream>();
    text.setf(form, std::ios::floatfield);
    text << std::setprecision(digits) << number;
    return std::move(text).str();
  };
  const auto reads_back = [number](const std::string& text) {
    auto from = in_classic_locale<std::istringstream>(text);
    double read = 0;
    return from >> read && is_exactly(read, number);
  };
  int digits = 0;
  std::string power = in_digits(std::ios::scientific, 0);
  while (!reads_back(power) && digits < std::numeric_limits<double>::max_digits10 - 1)
    power = in_digits(std::ios::scientific, ++digits);
  int exponent = 0;
  in_classic_locale<std::istringstream>(power.substr(power.find('e') + 1)) >> exponent;
  const std::string plain = in_digits(std::ios::fixed, (std::max)(digits - exponent, 0));
  return plain.size() <= power.size() ? plain : power;
}

}  // namespace weft::detail
