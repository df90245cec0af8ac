// SPDX-License-Identifier: MIT
#pragma once

namespace weft::detail {

/// A value of another type with the same bits: std::bit_cast, which the standard library of some compilers that know
/// C++20 does not have yet.
template <class To, class From> constexpr To bit_cast(const From& from) { return __builtin_bit_cast(To, from); }

}  // namespace weft::detail
