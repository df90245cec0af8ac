// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

namespace weft::detail {

/// A whole number that is known to fit, as another type: a static_cast, where that is the same type on some machines
/// and another one on others, so that a compiler asked to warn of useless casts has nothing to say.
template <std::integral To, std::integral From> constexpr To narrow(From number) { return static_cast<To>(number); }

}  // namespace weft::detail
