// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include <weft/core/error.hpp>

namespace weft::detail {

/// The ids before the padding at the end.
inline std::span<const int> without_padding(std::span<const int> ids) {
  while (!ids.empty() && ids.back() == 0) ids = ids.first(ids.size() - 1);
  return ids;
}

/// Throws std::invalid_argument for an id that the encoder of this name does not give: padding, or one beyond its
/// vocabulary.
inline void check_id(std::string_view encoder, int id, int vocab_size) {
  throw_unless(id > 0 && id < vocab_size, encoder, ": expected ids from 1 to ", vocab_size - 1, " (vocab_size ",
               vocab_size, ") and padding, 0, at the end only; given ", id);
}

}  // namespace weft::detail
