// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include <weft/losses/detail/ctc_prefixes.hpp>
#include <weft/losses/detail/log_space.hpp>

namespace weft::detail {

/// What the paths in a beam read as, and the logarithms of their probabilities.
struct CTCPrefix {
  Index node;
  double in_blank;  ///< of those that end in a blank
  double in_label;  ///< of those that end in the last label
  double total;     ///< of both
};

/// The most probable prefixes of a sequence, of which there are `width` at most: prefix beam search.
///
///   in_blank'(l)  = total(l) y_blank
///   in_label'(l)  = in_label(l) y_last + the same for what l's parent gives when it is in the beam
///   in_label'(lc) = total(l) y_c, or in_blank(l) y_c where c is the last label of l
///
/// Of equally probable ones that which is found first is taken: those that were in the beam, then their children, both
/// in the order of the beam, children in that of their probabilities and then of their classes.
class CTCBeam {
 public:
  CTCBeam(Index width, int blank) : width_(static_cast<std::size_t>(width)), blank_(blank) {}

  /// From the best to the least.
  [[nodiscard]] const std::vector<CTCPrefix>& prefixes() const { return beam_; }
  [[nodiscard]] std::vector<int> labels(const CTCPrefix& prefix) const { return tree_.labels(prefix.node); }

  /// One step, with the logarithms of the classes' probabilities.
  void advance(std::span<const double> log_y) {
    log_y_ = log_y;
    candidates_.clear();
    order_classes();
    keep_prefixes();
    for (std::size_t rank = 0; rank < beam_.size(); ++rank) extend(rank);
    std::sort(candidates_.begin(), candidates_.end(), is_better);
    take_candidates();
  }

 private:
  static constexpr int no_label = -1;

  /// A prefix of the beam as it is after the step, or one label longer.
  struct Candidate {
    std::size_t rank;  // in the beam
    int label;         // that is added, or no_label
    double in_blank, in_label, total;
    std::size_t found;  // how many were before
  };

  static bool is_better(const Candidate& a, const Candidate& b) {
    return a.total > b.total || (!(b.total > a.total) && a.found < b.found);
  }

  /// The most probable classes, the best first. With `width` of them a prefix has enough candidates to fill the beam;
  /// the blank, which adds no label, and the last label, which is less probable than its class, are not counted on.
  void order_classes() {
    classes_.resize(log_y_.size());
    std::iota(classes_.begin(), classes_.end(), 0);
    const auto is_before = [this](int a, int b) { return log_y(a) > log_y(b) || (!(log_y(b) > log_y(a)) && a < b); };
    const std::size_t needed = (std::min)(classes_.size(), width_ + 2);
    std::partial_sort(classes_.begin(), classes_.begin() + static_cast<std::ptrdiff_t>(needed), classes_.end(),
                      is_before);
    classes_.resize(needed);
  }

  /// The candidates that stay what they are. What their parents in the beam give to them is theirs, and not another
  /// candidate.
  void keep_prefixes() {
    ranks_.resize(static_cast<std::size_t>(tree_.size()), not_there);
    for (std::size_t rank = 0; rank < beam_.size(); ++rank) rank_of(beam_[rank].node) = rank;
    merged_.clear();
    for (std::size_t rank = 0; rank < beam_.size(); ++rank) keep(rank);
    for (const CTCPrefix& prefix : beam_) rank_of(prefix.node) = not_there;
    std::sort(merged_.begin(), merged_.end());
  }

  void keep(std::size_t rank) {
    const CTCPrefix& prefix = beam_[rank];
    const double in_blank = prefix.total + log_y(blank_);
    double in_label = log_zero;
    if (prefix.node != CTCPrefixes::root) {
      const int last = tree_.label(prefix.node);
      in_label = prefix.in_label + log_y(last);
      const std::size_t parent = rank_of(tree_.parent(prefix.node));
      if (parent != not_there) {
        in_label = log_add(in_label, extended(parent, last));
        merged_.emplace_back(parent, last);
      }
    }
    offer(rank, no_label, in_blank, in_label);
  }

  /// The candidates that are one label longer. Classes come from the most probable on, so that the first that is too
  /// improbable is the last to look at.
  void extend(std::size_t rank) {
    for (const int label : classes_) {
      if (is_full() && beam_[rank].total + log_y(label) <= candidates_.front().total) return;
      if (label == blank_ || std::binary_search(merged_.begin(), merged_.end(), std::pair(rank, label))) continue;
      offer(rank, label, log_zero, extended(rank, label));
    }
  }

  /// The probability of a prefix with one label more: of equal labels there must be a blank between.
  [[nodiscard]] double extended(std::size_t rank, int label) const {
    const CTCPrefix& prefix = beam_[rank];
    return (label == tree_.label(prefix.node) ? prefix.in_blank : prefix.total) + log_y(label);
  }

  /// The candidates are a heap, the least of them in front, so that it goes when there are too many.
  void offer(std::size_t rank, int label, double in_blank, double in_label) {
    const Candidate candidate{rank, label, in_blank, in_label, log_add(in_blank, in_label), found_++};
    if (is_log_zero(candidate.total)) return;
    if (is_full()) {
      if (!is_better(candidate, candidates_.front())) return;
      std::pop_heap(candidates_.begin(), candidates_.end(), is_better);
      candidates_.pop_back();
    }
    candidates_.push_back(candidate);
    std::push_heap(candidates_.begin(), candidates_.end(), is_better);
  }

  void take_candidates() {
    next_.clear();
    for (const Candidate& c : candidates_) {
      const Index node = beam_[c.rank].node;
      next_.push_back({c.label == no_label ? node : tree_.child(node, c.label), c.in_blank, c.in_label, c.total});
    }
    beam_.swap(next_);
  }

  [[nodiscard]] bool is_full() const { return candidates_.size() == width_; }
  [[nodiscard]] double log_y(int label) const { return log_y_[static_cast<std::size_t>(label)]; }
  std::size_t& rank_of(Index node) { return ranks_[static_cast<std::size_t>(node)]; }

  static constexpr auto not_there = static_cast<std::size_t>(-1);

  std::size_t width_;
  int blank_;
  CTCPrefixes tree_;
  std::vector<CTCPrefix> beam_{{.node = CTCPrefixes::root, .in_blank = 0, .in_label = log_zero, .total = 0}};
  std::vector<CTCPrefix> next_;
  std::vector<Candidate> candidates_;
  std::vector<int> classes_;                         // of the running step, the most probable first
  std::vector<std::size_t> ranks_;                   // of each node of the tree in the beam
  std::vector<std::pair<std::size_t, int>> merged_;  // children that are in the beam: the parent's rank, the label
  std::span<const double> log_y_;
  std::size_t found_ = 0;
};

}  // namespace weft::detail
