// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/detail/threshold_counts.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

enum class AUCCurve {
  roc,      ///< recall over the share of negatives that are predicted positive
  pr,       ///< precision over recall
  pr_gain,  ///< the same as gains over always predicting positive: Flach & Kull 2015
};

/// The height between two points of the curve.
enum class AUCSummationMethod {
  interpolation,  ///< their mean; for pr that of Davis & Goadrich 2006, with both counts linear in between
  minoring,       ///< the lower one
  majoring,       ///< the higher one
};

struct AUCOptions {
  int num_thresholds = 200;
  AUCCurve curve = AUCCurve::roc;
  AUCSummationMethod summation_method = AUCSummationMethod::interpolation;
  std::vector<double> thresholds = {};     ///< from 0 to 1, instead of evenly spaced ones
  bool multi_label = false;                ///< the mean of each output's area, and not the area of all outputs together
  std::vector<double> label_weights = {};  ///< of the outputs: in that mean, or of each prediction
  bool from_logits = false;                ///< predictions become sigmoid(p) first
};

/// The area under a curve that a binary classifier makes as its threshold goes from 0 to 1.
///
///   sum over neighbouring thresholds i of (x_i - x_{i+1}) height(y_i, y_{i+1})
///   roc     x = FP / (FP + TN)                  y = TP / (TP + FN)
///   pr      x = TP / (TP + FN)                  y = TP / (TP + FP)
///   pr_gain x = max(0, 1 - r FN / TP)           y = 1 - r FP / TP        r = (TP + FN) / (TN + FP)
///   pr by interpolation: sum of s (dTP + c log(P_i / P_{i+1})) / (TP + FN)    P = TP + FP, s = dTP / dP,
///                        c = TP_{i+1} - s P_{i+1}, and 1 for the ratio where either P is 0
///
/// 0 for 0 / 0. The thresholds are -1e-7, 1/(n-1), ... (n-2)/(n-1), 1 + 1e-7; a prediction counts as positive above
/// one, and NaN above none. A target is positive unless it is 0; a class stands for its one-hot row. Errors:
/// std::invalid_argument when an option is out of its range, or rows differ in size. Source:
/// keras/src/metrics/confusion_metrics.py; metrics_utils.py, _update_confusion_matrix_variables_optimized.
class AUC {
 public:
  using Options = AUCOptions;
  static constexpr std::string_view type_name = "AUC";
  static constexpr bool more_is_better = true;

  explicit AUC(Options options = {}, std::string name = "auc")
      : options_(checked(std::move(options))), name_(std::move(name)), counts_(thresholds_of(options_)) {}

  [[nodiscard]] std::string name() const { return name_; }

  template <class Scalar, detail::TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    check_row(p, y);
    counts_.grow(options_.multi_label ? p.size() : 1);
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double share = options_.multi_label ? weight : weight * label_weight(k);
      counts_.count(options_.multi_label ? k : 0, probability(p[k]), detail::is_positive(y, k, p.size()), share);
    }
  }

  /// Between 0 and 1, but for pr_gain; 0 when nothing was counted.
  [[nodiscard]] double result() const {
    double sum = 0, weights = 0;
    for (std::size_t k = 0; k < counts_.columns(); ++k) {
      const double weight = options_.multi_label ? label_weight(k) : 1;
      sum += weight * area(counts_.curve(k));
      weights += weight;
    }
    return detail::ratio(sum, weights);
  }

  static void for_each_state(auto&& visit, auto&... metric) {
    detail::ThresholdCounts::for_each_state(visit, metric.counts_...);
  }

  void for_each_setting(auto&& visit) const {
    constexpr std::array curves{"roc", "pr", "pr_gain"}, methods{"interpolation", "minoring", "majoring"};
    visit("num_thresholds", detail::setting_text(options_.num_thresholds));
    visit("curve", curves[static_cast<std::size_t>(options_.curve)]);
    visit("summation_method", methods[static_cast<std::size_t>(options_.summation_method)]);
    visit("thresholds", detail::setting_text(options_.thresholds));
    visit("multi_label", detail::setting_text(options_.multi_label));
    visit("label_weights", detail::setting_text(options_.label_weights));
    visit("from_logits", detail::setting_text(options_.from_logits));
  }

 private:
  using Confusion = detail::Confusion;
  struct Point {
    double x, y;
  };

  static Options checked(Options options) {
    const auto check_range = [](std::string_view name, double x, double most) {
      throw_unless(detail::is_finite(x) && x >= 0 && x <= most, type_name, ": ", name, " has ", x, "; expected ",
                   most > 1 ? "at least 0" : "0 to 1");
    };
    throw_unless(options.num_thresholds >= 2, type_name, ": num_thresholds is ", options.num_thresholds,
                 "; expected at least 2");
    for (const double t : options.thresholds) check_range("thresholds", t, 1);
    for (const double w : options.label_weights) check_range("label_weights", w, (std::numeric_limits<double>::max)());
    std::sort(options.thresholds.begin(), options.thresholds.end());
    return options;
  }

  static detail::Thresholds thresholds_of(const Options& options) {
    using detail::Thresholds;
    if (options.thresholds.empty())
      return Thresholds::even(static_cast<std::size_t>(options.num_thresholds), Thresholds::Ends::beyond);
    std::vector<double> all = options.thresholds;
    all.insert(all.begin(), -1e-7);
    all.push_back(1 + 1e-7);
    return Thresholds::given(std::move(all));
  }

  template <class Scalar, class Target> void check_row(std::span<const Scalar> p, const Target& y) const {
    detail::check_target(type_name, p, y);
    const std::size_t labels = options_.label_weights.empty() ? p.size() : options_.label_weights.size();
    throw_unless(labels == p.size(), type_name, ": there are ", labels, " label_weights, but a row has ", p.size(),
                 " predictions");
    throw_unless(!options_.multi_label || counts_.columns() == 0 || counts_.columns() == p.size(), type_name,
                 ": a row has ", p.size(), " predictions; others had ", counts_.columns());
  }

  [[nodiscard]] double label_weight(std::size_t k) const {
    return options_.label_weights.empty() ? 1 : options_.label_weights[k];
  }

  template <class Scalar> [[nodiscard]] Scalar probability(Scalar p) const {
    if (!options_.from_logits) return p;
    const Scalar e = std::exp(-std::abs(p));
    return p >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  [[nodiscard]] double area(const std::vector<Confusion>& curve) const {
    const bool is_interpolated =
        options_.curve == AUCCurve::pr && options_.summation_method == AUCSummationMethod::interpolation;
    double sum = 0;
    for (std::size_t k = 0; k + 1 < curve.size(); ++k)
      sum += is_interpolated ? interpolated(curve[k], curve[k + 1]) : strip(point(curve[k]), point(curve[k + 1]));
    return sum;
  }

  [[nodiscard]] double strip(const Point& a, const Point& b) const {
    switch (options_.summation_method) {
      case AUCSummationMethod::minoring:
        return (a.x - b.x) * (std::min)(a.y, b.y);
      case AUCSummationMethod::majoring:
        return (a.x - b.x) * (std::max)(a.y, b.y);
      default:
        return (a.x - b.x) * (a.y + b.y) / 2;
    }
  }

  [[nodiscard]] Point point(const Confusion& c) const {
    switch (options_.curve) {
      case AUCCurve::roc:
        return {c.fall_out(), c.recall()};
      case AUCCurve::pr:
        return {c.recall(), c.precision()};
      default:
        return gains(c);
    }
  }

  static Point gains(const Confusion& c) {
    if (detail::is_exactly(c.true_positives, 0)) return {0, 1};
    const double scale = detail::ratio(c.positives(), c.negatives());
    return {(std::max)(0.0, 1 - scale * c.false_negatives / c.true_positives),
            1 - scale * c.false_positives / c.true_positives};
  }

  static double interpolated(const Confusion& a, const Confusion& b) {
    const double from = a.predicted_positives(), to = b.predicted_positives();
    const double gained = a.true_positives - b.true_positives;
    const double slope = detail::ratio(gained, (std::max)(from - to, 0.0));
    const double intercept = b.true_positives - slope * to;
    const double logarithm = from > 0 && to > 0 ? std::log(from / to) : 0;
    return detail::ratio(slope * (gained + intercept * logarithm), b.positives());
  }

  Options options_;
  std::string name_;
  detail::ThresholdCounts counts_;
};

static_assert(Metric<AUC>);

}  // namespace weft
