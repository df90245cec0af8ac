// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/finite.hpp>
#include <weft/plots/chart_options.hpp>
#include <weft/plots/detail/text_width.hpp>
#include <weft/plots/detail/ticks.hpp>

namespace weft::detail {

/// Whether a number has a place on such an axis. The bounds keep what is computed with it finite.
inline bool has_place(double number, AxisScale scale) {
  constexpr double most = 1e200;
  if (!is_finite(number) || std::abs(number) > most) return false;
  return scale == AxisScale::plain || number >= 1 / most;
}

/// Where an axis ends: at the first and the last number, or at the round numbers around them.
enum class AxisEnds { exact, round };

/// The range of the numbers on an axis, and whether all of them are whole.
class AxisRange {
 public:
  void include(double number) {
    low_ = (std::min)(low_, number);
    high_ = (std::max)(high_, number);
    whole_ = whole_ && is_exactly(std::floor(number), number);
  }

  [[nodiscard]] bool empty() const { return low_ > high_; }
  [[nodiscard]] bool whole() const { return whole_; }

  /// Its ends; where there is no number 0 and 1, or 1 and 10, and where all are about equal, some room around them.
  [[nodiscard]] std::pair<double, double> ends(AxisScale scale, AxisEnds kind) const {
    const bool plain = scale == AxisScale::plain;
    if (empty()) return plain ? std::pair{0.0, 1.0} : std::pair{1.0, 10.0};
    constexpr double digits = 1e-9, least = 1e-290;
    if (!plain) return high_ / low_ > 1 + digits ? std::pair{low_, high_} : std::pair{low_ / 2, high_ * 2};
    const double largest = (std::max)(std::abs(low_), std::abs(high_));
    if (high_ - low_ > (std::max)(digits * largest, least)) return {low_, high_};
    if (kind == AxisEnds::exact && whole_) return around((std::max)(0.5, digits * largest));
    return around(largest > least ? 0.1 * largest : 1);
  }

 private:
  [[nodiscard]] std::pair<double, double> around(double room) const { return {low_ - room, high_ + room}; }

  double low_ = (std::numeric_limits<double>::max)(), high_ = std::numeric_limits<double>::lowest();
  bool whole_ = true;
};

/// An axis with round ticks and their labels. A number's place on it is a share of its length, from 0 to 1.
class PlotAxis {
 public:
  PlotAxis(const AxisRange& range, AxisScale scale, AxisEnds ends, int most_steps) : scale_(scale) {
    const bool plain = scale == AxisScale::plain;
    const auto [low, high] = range.ends(scale, ends);
    ticks_ = plain ? linear_ticks(low, high, most_steps, ends == AxisEnds::exact && range.whole())
                   : logarithmic_ticks(low, high, most_steps);
    const bool exact = ends == AxisEnds::exact;
    low_ = exact ? low : ticks_.front().value();
    high_ = exact ? high : ticks_.back().value();
    const double tolerance = 1e-6 * (position(high_) - position(low_));
    std::erase_if(ticks_, [&](Decimal tick) {
      const double at = position(tick.value());
      return at < position(low_) - tolerance || at > position(high_) + tolerance;
    });
    labels_ = tick_labels(ticks_);
  }

  [[nodiscard]] bool has_place(double number) const { return detail::has_place(number, scale_); }
  [[nodiscard]] double share(double number) const {
    return std::clamp((position(number) - position(low_)) / (position(high_) - position(low_)), 0.0, 1.0);
  }

  [[nodiscard]] std::size_t size() const { return ticks_.size(); }
  [[nodiscard]] double tick(std::size_t k) const { return share(ticks_[k].value()); }
  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }

  /// Whether the labels, in a row on an axis of this length, leave some room between them.
  [[nodiscard]] bool labels_fit(double length, double font_size) const {
    for (std::size_t k = 1; k < size(); ++k) {
      const double half = (text_width(labels_[k - 1], font_size) + text_width(labels_[k], font_size)) / 2;
      if (length * (tick(k) - tick(k - 1)) < half + font_size) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] double position(double number) const {
    return scale_ == AxisScale::plain ? number : std::log10(number);
  }

  AxisScale scale_;
  double low_ = 0, high_ = 1;
  std::vector<Decimal> ticks_;
  std::vector<std::string> labels_;
};

/// A horizontal axis, exact at its ends, with as many ticks as its labels leave room for.
inline PlotAxis horizontal_axis(const AxisRange& range, AxisScale scale, double length, double font_size) {
  for (int steps = 10;; --steps) {
    PlotAxis axis(range, scale, AxisEnds::exact, steps);
    if (steps == 1 || axis.labels_fit(length, font_size)) return axis;
  }
}

}  // namespace weft::detail
