// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>

namespace weft::detail {

/// What the predictions of a row are compared with: as many numbers, or one class. A class stands for the row that is 1
/// at that class and 0 elsewhere; if the model has one output, for the number itself.
template <class Target, class Scalar>
concept TargetOf = std::same_as<Target, std::span<const Scalar>> || std::same_as<Target, int>;

/// Throws std::invalid_argument in the metric's name unless there is a number for each prediction.
template <class Scalar>
void check_target(std::string_view metric, std::span<const Scalar> p, std::span<const Scalar> y) {
  throw_unless(p.size() == y.size(), metric, ": a row has ", p.size(), " predictions and ", y.size(), " targets");
}
template <class Scalar> void check_target(std::string_view /*metric*/, std::span<const Scalar> /*p*/, int /*y*/) {}

/// The target of output k.
template <class Scalar> double target_at(std::span<const Scalar> y, std::size_t k, std::size_t /*outputs*/) {
  return static_cast<double>(y[k]);
}
inline double target_at(int y, std::size_t k, std::size_t outputs) {
  if (outputs == 1) return y;
  return std::cmp_equal(y, k) ? 1 : 0;
}

/// Whether output k should be positive: its target is any number but 0, as in Keras.
template <class Target> bool is_positive(const Target& y, std::size_t k, std::size_t outputs) {
  return !is_exactly(target_at(y, k, outputs), 0);
}

/// The class that a number stands for; none where it is no whole number, or negative.
template <class Scalar> std::optional<std::size_t> class_from(Scalar number) {
  constexpr auto most = static_cast<Scalar>(1 << 30);
  if (!is_finite(number) || number < 0 || number > most) return {};
  const auto found = static_cast<std::size_t>(number);
  if (!is_exactly(static_cast<Scalar>(found), number)) return {};
  return found;
}
inline std::optional<std::size_t> class_from(int number) {
  if (number < 0) return {};
  return static_cast<std::size_t>(number);
}

}  // namespace weft::detail
