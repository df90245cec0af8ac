// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <weft/metrics/detail/confusion.hpp>
#include <weft/metrics/detail/rank.hpp>

namespace weft::detail {

/// Increasing thresholds, which a prediction is above or not. They are 0, 1/(n-1), 2/(n-1) ... 1, or given. Compared is
/// in the prediction's own type, and for even ones by the cell in which it lies, both as in Keras.
class Thresholds {
 public:
  /// Where the first and the last are: at 0 and 1, or beyond, so that every number is above the first one.
  enum class Ends { at, beyond };

  static Thresholds even(std::size_t count, Ends ends) { return {count, ends, {}}; }
  static Thresholds given(std::vector<double> thresholds) {
    const std::size_t count = thresholds.size();
    return {count, Ends::at, std::move(thresholds)};
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  /// How many thresholds are below the prediction; none is below NaN.
  template <class Scalar> [[nodiscard]] std::size_t below(Scalar p) const {
    if (is_nan(p)) return 0;
    if (!given_.empty()) return below_given(p);
    const Scalar inside = std::clamp(p, Scalar(0), Scalar(1));
    const auto cell = static_cast<std::size_t>(std::ceil(inside * static_cast<Scalar>(count_ - 1)));
    return ends_ == Ends::beyond ? (std::max)(cell, std::size_t{1}) : cell;
  }

 private:
  Thresholds(std::size_t count, Ends ends, std::vector<double> given)
      : count_(count), ends_(ends), given_(std::move(given)) {}

  template <class Scalar> [[nodiscard]] std::size_t below_given(Scalar p) const {
    const auto is_below = [p](double threshold) { return static_cast<Scalar>(threshold) < p; };
    return static_cast<std::size_t>(std::partition_point(given_.begin(), given_.end(), is_below) - given_.begin());
  }

  std::size_t count_;
  Ends ends_;
  std::vector<double> given_;
};

/// The confusion at each threshold, for each of several columns. Kept is how much weight lies between two thresholds,
/// which a prediction changes in one place.
class ThresholdCounts {
 public:
  explicit ThresholdCounts(Thresholds thresholds) : thresholds_(std::move(thresholds)) {}

  [[nodiscard]] std::size_t thresholds() const { return thresholds_.count(); }

  [[nodiscard]] std::size_t columns() const { return positives_.size() / cells(); }

  /// Makes room for so many columns, once.
  void grow(std::size_t columns) {
    if (!positives_.empty()) return;
    positives_.resize(columns * cells());
    negatives_.resize(columns * cells());
  }

  template <class Scalar> void count(std::size_t column, Scalar p, bool expected, double weight) {
    const std::size_t cell = column * cells() + thresholds_.below(p);
    (expected ? positives_ : negatives_)[cell] += weight;
  }

  /// From the lowest threshold up.
  [[nodiscard]] std::vector<Confusion> curve(std::size_t column) const {
    const std::size_t first = column * cells(), count = thresholds_.count();
    std::vector<Confusion> at(count);
    for (std::size_t k = count; k-- > 0;) {
      at[k].true_positives = (k + 1 < count ? at[k + 1].true_positives : 0) + positives_[first + k + 1];
      at[k].false_positives = (k + 1 < count ? at[k + 1].false_positives : 0) + negatives_[first + k + 1];
    }
    for (std::size_t k = 0; k < count; ++k) {
      at[k].false_negatives = (k > 0 ? at[k - 1].false_negatives : 0) + positives_[first + k];
      at[k].true_negatives = (k > 0 ? at[k - 1].true_negatives : 0) + negatives_[first + k];
    }
    return at;
  }

  static void for_each_state(auto&& visit, auto&... counts) {
    visit(counts.positives_...);
    visit(counts.negatives_...);
  }

 private:
  [[nodiscard]] std::size_t cells() const { return thresholds_.count() + 1; }

  Thresholds thresholds_;
  std::vector<double> positives_, negatives_;  // [columns x cells], cell k: above k thresholds
};

}  // namespace weft::detail
