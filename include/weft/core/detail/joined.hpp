// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace weft::detail {

/// Texts in a message, one behind another; "none" where there are none.
template <class Texts> std::string joined(const Texts& texts, std::string_view between = ", ") {
  std::string all;
  for (const auto& text : texts) all.append(all.empty() ? std::string_view() : between).append(text);
  return all.empty() ? "none" : all;
}

/// The same of what `text_of` says of each.
template <class Things, class TextOf>
std::string joined(const Things& things, const TextOf& text_of) requires requires {
  text_of(*things.begin());
}
{
  std::string all;
  for (const auto& each : things) all.append(all.empty() ? "" : ", ").append(text_of(each));
  return all.empty() ? "none" : all;
}

}  // namespace weft::detail
