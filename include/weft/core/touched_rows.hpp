// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include <weft/core/buffer.hpp>

namespace weft {

/// Which rows of a gradient's table may be other than zero. A batch has few of the tokens that an Embedding knows;
/// where their rows are remembered, to zero a gradient, to add it to another and to measure it costs what the batch has
/// touched.
///
/// Nothing is remembered until `begin` asks for it: then any row may be other than zero.
class TouchedRows {
 public:
  /// Whether they are remembered.
  [[nodiscard]] bool are_known() const { return known_; }

  /// From here on they are; none is touched. All rows must be zero.
  void begin(Index rows) {
    known_ = true;
    bits_.assign(static_cast<std::size_t>((rows + bits_per_word - 1) / bits_per_word), 0);
  }
  /// From here on they are not.
  void forget() { known_ = false; }

  void touch(Index row) {
    if (known_) bits_[static_cast<std::size_t>(row / bits_per_word)] |= std::uint64_t{1} << (row % bits_per_word);
  }
  /// Those of another table of as many rows, too.
  void touch(const TouchedRows& other) {
    if (!other.known_) return forget();
    for (std::size_t word = 0; known_ && word < bits_.size(); ++word) bits_[word] |= other.bits_[word];
  }
  /// All rows are zero again.
  void clear() { std::fill(bits_.begin(), bits_.end(), std::uint64_t{0}); }

  /// Calls visit(row) for each of them, in their order.
  template <class Visit> void for_each(const Visit& visit) const {
    for (std::size_t word = 0; word < bits_.size(); ++word)
      for (std::uint64_t rest = bits_[word]; rest != 0; rest &= rest - 1)
        visit(static_cast<Index>(word) * bits_per_word + std::countr_zero(rest));
  }

 private:
  static constexpr Index bits_per_word = 64;

  bool known_ = false;
  std::vector<std::uint64_t> bits_;
};

}  // namespace weft
