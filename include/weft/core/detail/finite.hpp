// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

#include <weft/core/detail/bits.hpp>

/// Infinity and NaN, told by a number's bits: a program compiled with -ffast-math holds std::isfinite to be always true
/// and every comparison with a NaN to be any it likes. These two hold there as well; what they look at is what that
/// program's arithmetic made of the infinity or the NaN.
namespace weft::detail {

/// A whole number as wide as Scalar. Without the sign's bit, floating-point numbers are ordered as their bits are, with
/// infinity behind every finite number and NaN behind infinity.
template <std::floating_point Scalar>
using BitsOf = std::conditional_t<std::is_same_v<Scalar, float>, std::int32_t, std::int64_t>;

/// Neither infinite nor NaN.
template <std::floating_point Scalar> constexpr bool is_finite(Scalar number) {
  static_assert(std::numeric_limits<Scalar>::is_iec559);
  constexpr auto infinity = bit_cast<BitsOf<Scalar>>(std::numeric_limits<Scalar>::infinity());
  return (bit_cast<BitsOf<Scalar>>(number) & infinity) != infinity;
}

/// The largest of the numbers without their signs; NaN where there is one; 0 where there are no numbers. Several run
/// side by side, because a compiler makes no such thing of a plain loop at -O2. Not inlined: callers do it for each
/// parameter of a model.
template <std::floating_point Scalar> [[gnu::noinline]] constexpr Scalar max_abs(std::span<const Scalar> numbers) {
  constexpr std::size_t lanes = 16;
  std::array<BitsOf<Scalar>, lanes> most{};
  const auto include_number = [&](std::size_t lane, Scalar number) {
    const auto size = bit_cast<BitsOf<Scalar>>(number) & (std::numeric_limits<BitsOf<Scalar>>::max)();
    most[lane] = most[lane] < size ? size : most[lane];
  };
  std::size_t k = 0;
  for (; k + lanes <= numbers.size(); k += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) include_number(lane, numbers[k + lane]);
  for (; k < numbers.size(); ++k) include_number(0, numbers[k]);
  return bit_cast<Scalar>(*std::max_element(most.begin(), most.end()));
}

}  // namespace weft::detail
