// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <iterator>
#include <string_view>

namespace weft::detail {

/// Several texts: any range whose elements can be read as a std::string_view, and which is not itself one text.
template <class Texts>
concept TextRange = !std::convertible_to<Texts, std::string_view> && requires(Texts & texts) {
  { *std::begin(texts) } -> std::convertible_to<std::string_view>;
  std::end(texts);
};

}  // namespace weft::detail
