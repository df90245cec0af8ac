// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/joined.hpp>

/// A metric's options as texts, which a resumed run must have alike.
namespace weft::detail {

inline std::string setting_text(double number) { return exact_text(number); }
inline std::string setting_text(int number) { return std::to_string(number); }
inline std::string setting_text(std::size_t number) { return std::to_string(number); }
inline std::string setting_text(bool choice) { return choice ? "true" : "false"; }
template <class Number> std::string setting_text(const std::optional<Number>& number) {
  return number ? setting_text(*number) : "none";
}
inline std::string setting_text(const std::vector<double>& numbers) {
  return joined(numbers, [](double number) { return exact_text(number); });
}

}  // namespace weft::detail
