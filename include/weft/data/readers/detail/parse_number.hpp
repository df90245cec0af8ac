// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <version>

#include <weft/core/detail/finite.hpp>
#include <weft/core/text.hpp>

namespace weft::detail {

/// The number's text alone: without spaces and tabs around it, and without a plus, which std::from_chars does not take.
inline std::string_view number_text(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  text = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

/// Whether a text is a number in decimal, with an exponent or without: -1, .5, 2.5e-3. Takes no plus in front.
inline bool is_decimal(std::string_view text) {
  const auto skip_one = [&text](std::string_view of) {
    const bool found = !text.empty() && of.find(text[0]) != of.npos;
    text.remove_prefix(found ? 1 : 0);
    return found;
  };
  const auto skip_digits = [&text] {
    const std::size_t digits = (std::min)(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(digits);
    return digits;
  };
  skip_one("-");
  std::size_t digits = skip_digits();
  if (skip_one(".")) digits += skip_digits();
  if (digits == 0 || !skip_one("eE")) return digits > 0 && text.empty();
  skip_one("+-");
  return skip_digits() > 0 && text.empty();
}

/// Reads the numbers that std::from_chars finds too large or too small; and all, where the standard library has it for
/// whole numbers alone. What is too small for the type becomes the nearest that there is, often 0.
template <std::floating_point Scalar> std::errc parse_by_stream(std::string_view text, Scalar& number) {
  if (!is_decimal(text)) return std::errc::invalid_argument;
  auto from = in_classic_locale<std::istringstream>(std::string{text});
  const bool failed = !(from >> number);  // some libraries fail when it is too small, too
  return failed && (number >= 1 || number <= -1) ? std::errc::result_out_of_range : std::errc{};
}

/// std::from_chars for the whole text, in decimal; with errors for what follows the number.
template <class Number> std::errc parse_whole_text(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return end != text.data() + text.size() ? std::errc::invalid_argument : error;
}

/// Reads a finite number, rounded once and to the nearest. Returns what is wrong with the text, to be said behind it;
/// null when nothing is.
template <std::floating_point Scalar> const char* parse_number(std::string_view given, Scalar& number) {
  const std::string_view text = number_text(given);
#if defined(__cpp_lib_to_chars) && __cpp_lib_to_chars >= 201611L
  std::errc error = parse_whole_text(text, number);
  if (error == std::errc::result_out_of_range) error = parse_by_stream(text, number);
#else
  const std::errc error = parse_by_stream(text, number);
#endif
  if (error == std::errc::result_out_of_range)
    return std::is_same_v<Scalar, float> ? "is out of the range of a float" : "is out of the range of a double";
  if (error != std::errc{}) return "is not a number";
  return is_finite(number) ? nullptr : "is not a finite number";
}

/// The same for a whole number.
inline const char* parse_number(std::string_view given, int& number) {
  const std::errc error = parse_whole_text(number_text(given), number);
  if (error == std::errc::result_out_of_range) return "is out of the range of an int";
  return error == std::errc{} ? nullptr : "is not a whole number";
}

}  // namespace weft::detail
