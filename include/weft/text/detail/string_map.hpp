// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace weft::detail {

/// A hash that a std::string and a std::string_view share, so that a map finds a view without making a string of it.
struct StringHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

template <class Value> using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

}  // namespace weft::detail
