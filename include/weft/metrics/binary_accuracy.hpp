// SPDX-License-Identifier: MIT
#pragma once

#include <weft/metrics/detail/mean_metric.hpp>
#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

namespace detail {

/// Throws std::invalid_argument in the metric's name unless predictions can be compared with the threshold.
inline void check_threshold(std::string_view metric, double threshold) {
  throw_unless(is_finite(threshold), metric, ": threshold is ", threshold, "; expected a finite number");
}

/// How many of a row's predictions are on their target's side of the threshold. They are compared in their own type, as
/// in Keras: 0.3F is not above 0.3.
template <class Scalar, TargetOf<Scalar> Target>
double right_sides(std::span<const Scalar> p, const Target& y, double threshold) {
  const auto limit = static_cast<Scalar>(threshold);
  std::size_t right = 0;
  for (std::size_t k = 0; k < p.size(); ++k)
    right += is_exactly(target_at(y, k, p.size()), p[k] > limit ? 1 : 0) ? 1U : 0U;
  return static_cast<double>(right);
}

}  // namespace detail

/// The share of predictions on the right side of a threshold.
///
///   mean of [(p > threshold) = y]
///
/// A prediction that is the threshold counts as 0, and a target that is neither 0 nor 1 is never met. For logits the
/// threshold is 0. Targets: a number for each output, or a class. Errors: std::invalid_argument when the threshold is
/// not finite, or a row's sizes differ. Source: keras/src/metrics/accuracy_metrics.py.
class BinaryAccuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "BinaryAccuracy";
  static constexpr bool more_is_better = true;

  explicit BinaryAccuracy(double threshold = 0.5, std::string name = "binary_accuracy")
      : MeanMetric(std::move(name)), threshold_(threshold) {
    detail::check_threshold(type_name, threshold);
  }

  template <class Scalar, detail::TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    detail::check_target(type_name, p, y);
    count(detail::right_sides(p, y, threshold_), p.size(), weight);
  }

  void for_each_setting(auto&& visit) const { visit("threshold", detail::setting_text(threshold_)); }

 private:
  double threshold_;
};

static_assert(Metric<BinaryAccuracy>);

}  // namespace weft
