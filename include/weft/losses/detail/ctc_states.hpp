// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/narrow.hpp>

namespace weft::detail {

/// What a path of CTC goes through to give its labels: a blank, the first label, a blank, the second label, ..., a
/// blank. State s is a blank where s is even, and label (s - 1) / 2 where it is odd. [2 labels + 1]
///
/// The classes that occur, each once, are the slots: what is kept of a class for each step has as many columns as there
/// are slots, not as there are classes. Slot 0 is the blank.
class CTCStates {
 public:
  void assign(std::span<const int> labels, int blank) {
    const auto label_count = narrow<Index>(labels.size());
    sort_classes(labels, blank);
    slot_.resize_zero(2 * label_count + 1);
    skip_.resize_zero(2 * label_count + 1);
    for (Index k = 0; k < label_count; ++k) {
      const auto* label = labels.data() + k;
      slot_[2 * k + 1] = slot_of(*label);
      skip_[2 * k + 1] = k > 0 && label[0] != label[-1] ? 1 : 0;
    }
  }

  [[nodiscard]] Index count() const { return slot_.size(); }
  [[nodiscard]] Index slot(Index s) const { return slot_[s]; }
  /// Whether a path may come to s from s - 2: past a blank that is between two labels that differ.
  [[nodiscard]] bool may_skip(Index s) const { return skip_[s] != 0; }

  [[nodiscard]] Index moments() const { return slots_; }
  [[nodiscard]] int class_of(Index slot) const { return classes_[slot]; }

 private:
  void sort_classes(std::span<const int> labels, int blank) {
    classes_.resize(narrow<Index>(labels.size()) + 1);
    classes_[0] = blank;
    int* const first = classes_.data() + 1;
    int* const end = std::copy(labels.begin(), labels.end(), first);
    std::sort(first, end);
    slots_ = std::unique(first, end) - classes_.data();
  }
  [[nodiscard]] Index slot_of(int label) const {
    return std::lower_bound(classes_.data() + 1, classes_.data() + slots_, label) - classes_.data();
  }

  Buffer<int> classes_;  // of each slot; behind the blank they are sorted
  Buffer<Index> slot_;   // of each state
  Buffer<char> skip_;    // 1 or 0: a vector of bool has no array in it
  Index slots_ = 0;
};

}  // namespace weft::detail
