// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/error.hpp>

namespace weft {

/// Which way a recurrent layer goes through time.
enum class Direction { forward, backward };

/// Where the rows of a ragged batch live once padding is dropped (PyTorch's PackedSequence).
///
/// Sequences are sorted by decreasing length, so that those which still run at step t are the first active(t) ones,
/// and step t is one contiguous block of rows:
///
///   lengths 3 2 2       step      0       1     2
///                       rows    0 1 2   3 4 5   6        row(t, k) = first(t) + k
///
/// The sorting ends where time does: row k of a [batch x features] tensor, such as a last state, a prediction or a
/// label, is the caller's k-th sequence.
///
/// Invariant: active(t) never grows with t. An empty sequence is legal: it has no rows and comes last. A Packing that
/// was moved from is one of no sequences.
class Packing {
 public:
  /// What one step of an unrolled pass reads and writes. `rows` sequences run; the first `carried_in` of them go on
  /// from the step before, the others begin here; the first `carried_out` go on to the next step, the others end here.
  /// Rows of this step start at `first`; those of the step that comes next start at `next`, which is rows() at the end.
  struct Step {
    Index first, rows, carried_in, carried_out, next;
  };

  Packing() = default;

  /// Packs sequences of the given lengths, which need not be sorted.
  explicit Packing(std::span<const Index> lengths) { assign(lengths); }

  /// The same, in the memory this packing has. Throws std::invalid_argument when a length is negative, or there are
  /// more rows than can be counted.
  void assign(std::span<const Index> lengths) {
    ends_.reserve(static_cast<std::size_t>(longest_of(lengths)));
    sort(lengths);
    lengths_.resize(lengths.size());
    for (std::size_t k = 0; k < lengths.size(); ++k) lengths_[k] = lengths[static_cast<std::size_t>(order_[k])];
    ends_.clear();
    Index running = batch();
    for (Index t = 0; t < (lengths_.empty() ? 0 : lengths_.front()); ++t) {
      while (lengths_[static_cast<std::size_t>(running - 1)] <= t) --running;
      ends_.push_back(rows() + running);
    }
  }

  [[nodiscard]] Index batch() const { return std::ssize(lengths_); }
  [[nodiscard]] Index steps() const { return std::ssize(ends_); }
  [[nodiscard]] Index rows() const { return ends_.empty() ? 0 : ends_.back(); }
  [[nodiscard]] Index first(Index t) const { return t == 0 ? 0 : ends_[static_cast<std::size_t>(t - 1)]; }
  [[nodiscard]] Index active(Index t) const { return t >= 0 && t < steps() ? first(t + 1) - first(t) : 0; }
  [[nodiscard]] Index row(Index t, Index k) const { return first(t) + k; }

  /// Length of the k-th sequence as packed, longest first.
  [[nodiscard]] Index length(Index k) const { return lengths_[static_cast<std::size_t>(k)]; }
  /// Which of the caller's sequences is the k-th as packed.
  [[nodiscard]] Index order(Index k) const { return order_[static_cast<std::size_t>(k)]; }

  /// The k-th step of a pass in the given direction, 0 <= k < steps().
  [[nodiscard]] Step step(Index k, Direction direction) const {
    const Index t = direction == Direction::forward ? k : steps() - 1 - k;
    const Index way = direction == Direction::forward ? 1 : -1;
    const Index after = t + way;
    return {.first = first(t),
            .rows = active(t),
            .carried_in = (std::min)(active(t), active(t - way)),
            .carried_out = (std::min)(active(t), active(after)),
            .next = active(after) > 0 ? first(after) : rows()};
  }

  friend bool operator==(const Packing&, const Packing&) = default;

 private:
  static Index longest_of(std::span<const Index> lengths) {
    Index longest = 0, rows_left = (std::numeric_limits<Index>::max)();
    for (const Index length : lengths) {
      throw_unless(length >= 0, "Packing: a length is ", length, "; expected at least 0");
      throw_unless(length <= rows_left, "Packing: the lengths add up to more rows than can be counted");
      rows_left -= length;
      longest = (std::max)(longest, length);
    }
    return longest;
  }

  /// Ties by position, so that equal lengths keep the caller's order without the memory std::stable_sort takes.
  void sort(std::span<const Index> lengths) {
    order_.resize(lengths.size());
    std::iota(order_.begin(), order_.end(), Index{0});
    std::sort(order_.begin(), order_.end(), [&](Index a, Index b) {
      const Index la = lengths[static_cast<std::size_t>(a)], lb = lengths[static_cast<std::size_t>(b)];
      return la != lb ? la > lb : a < b;
    });
  }

  std::vector<Index> lengths_, order_;
  std::vector<Index> ends_;  // of each step's rows, which are the firsts of the next
};

}  // namespace weft
