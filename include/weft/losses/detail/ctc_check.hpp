// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <weft/core/detail/narrow.hpp>
#include <weft/core/tensor.hpp>

namespace weft::detail {

/// How many steps so many logits are. Throws std::invalid_argument, in the name of whoever asks, when they are not
/// whole rows of classes or the blank is none of these.
inline Index ctc_steps(std::string_view asking, std::size_t logits, Index classes, int blank) {
  throw_unless(classes > 0, asking, ": there are ", classes, " classes; expected at least 1");
  throw_unless(blank >= 0 && blank < classes, asking, ": the blank is class ", blank, "; expected 0 to ", classes - 1);
  const auto count = narrow<Index>(logits);
  throw_unless(count % classes == 0, asking, ": there are ", logits, " logits; expected a multiple of the ", classes,
               " classes");
  return count / classes;
}

}  // namespace weft::detail
