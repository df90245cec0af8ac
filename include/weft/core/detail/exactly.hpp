// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <type_traits>

namespace weft::detail {

/// number == expected, where just that is meant; -0 is exactly 0, and NaN is exactly nothing. By the standard library,
/// because a comparison written here would warn in every program compiled with -Wfloat-equal.
template <std::floating_point Scalar> constexpr bool is_exactly(Scalar number, std::type_identity_t<Scalar> expected) {
  return std::equal_to<Scalar>{}(number, expected);
}

}  // namespace weft::detail
