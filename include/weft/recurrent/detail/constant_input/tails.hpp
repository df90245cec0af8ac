// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>
#include <weft/core/packing.hpp>

namespace weft::detail {

/// Finds what a batch's sequences have in common at their end: a run of one and the same input row. Padding that is not
/// masked is such a run, and in a batch of long and short texts most rows are part of one.
///
/// What is left of the sequences before their tails is a packed batch of its own.
class Tails {
 public:
  Packing packing;           ///< of the sequences without their tails
  std::vector<int> index;    ///< [packing.rows()], as of PackedSequence
  std::vector<Index> steps;  ///< [batch], the tail's length of the k-th sequence of `packing`
  int row = 0;               ///< which row of the input's values the tails repeat

  /// Looks for the tails of a batch whose packed row r is row index[r] of its values. Returns whether there are enough
  /// of them, a quarter of all rows, to be worth a pass of their own; else the other members mean nothing.
  bool find(const Packing& whole, std::span<const int> whole_index) {
    if (whole.steps() == 0) return false;
    row = most_common_end(whole, whole_index);
    Index in_tails = 0;
    lengths_.resize(static_cast<std::size_t>(whole.batch()));
    for (Index k = 0; k < whole.batch(); ++k) {
      Index length = whole.length(k);
      while (length > 0 && at(whole, whole_index, length - 1, k) == row) --length;
      lengths_[static_cast<std::size_t>(k)] = length;
      in_tails += whole.length(k) - length;
    }
    if (4 * in_tails < whole.rows()) return false;
    split(whole, whole_index);
    return true;
  }

 private:
  static int at(const Packing& packing, std::span<const int> index, Index t, Index k) {
    return index[static_cast<std::size_t>(packing.row(t, k))];
  }

  /// By majority vote (Boyer & Moore 1981): if more than half of the sequences end with the same row, this is it.
  static int most_common_end(const Packing& packing, std::span<const int> index) {
    int candidate = 0;
    Index votes = 0;
    for (Index k = 0; k < packing.active(0); ++k) {
      const int end = at(packing, index, packing.length(k) - 1, k);
      if (votes == 0) candidate = end;
      votes += end == candidate ? 1 : -1;
    }
    return candidate;
  }

  void split(const Packing& whole, std::span<const int> whole_index) {
    packing.assign(lengths_);
    index.resize(static_cast<std::size_t>(packing.rows()));
    for (Index t = 0; t < packing.steps(); ++t)
      for (Index k = 0; k < packing.active(t); ++k)
        index[static_cast<std::size_t>(packing.row(t, k))] = at(whole, whole_index, t, packing.order(k));
    steps.clear();
    for (Index k = 0; k < packing.batch(); ++k) steps.push_back(whole.length(packing.order(k)) - packing.length(k));
  }

  std::vector<Index> lengths_;
};

}  // namespace weft::detail
