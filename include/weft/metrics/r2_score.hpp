// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

/// How the scores of the outputs become one.
enum class R2Aggregation {
  uniform_average,            ///< their mean
  variance_weighted_average,  ///< the same, each by the variance of its targets
};

struct R2ScoreOptions {
  R2Aggregation class_aggregation = R2Aggregation::uniform_average;
  int num_regressors = 0;  ///< k in the adjusted score; 0 for the plain one
};

/// The coefficient of determination: how much of the targets' variance is gone in the errors.
///
///   R^2 = 1 - sum of w (y - p)^2 / (sum of w y^2 - (sum of w y)^2 / sum of w)       of each output
///   adjusted: 1 - (1 - R^2) (n - 1) / (n - k - 1)       n predictions, outputs and not rows; R^2 itself if n <= k + 1
///
/// As in Keras, an output whose targets do not vary scores 0, and NaN where besides its errors are 0. Keras's
/// class_aggregation None is per_output(). Targets: a number for each output. Errors: std::invalid_argument when
/// num_regressors is negative, or rows differ in size. Source: keras/src/metrics/regression_metrics.py.
class R2Score {
 public:
  using Options = R2ScoreOptions;
  static constexpr std::string_view type_name = "R2Score";
  static constexpr bool more_is_better = true;

  explicit R2Score(const Options& options = {}, std::string name = "r2_score")
      : options_(options), name_(std::move(name)) {
    throw_unless(options.num_regressors >= 0, type_name, ": num_regressors is ", options.num_regressors,
                 "; expected at least 0");
  }

  [[nodiscard]] std::string name() const { return name_; }

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    grow(p.size());
    for (std::size_t k = 0; k < p.size(); ++k) {
      const auto target = static_cast<double>(y[k]), error = target - static_cast<double>(p[k]);
      sums_[k] += weight * target;
      squares_[k] += weight * target * target;
      errors_[k] += weight * error * error;
    }
    weight_ += weight;
    predictions_ += static_cast<double>(p.size());
  }

  /// At most 1; 0 when nothing was counted.
  [[nodiscard]] double result() const {
    if (detail::is_exactly(predictions_, 0)) return 0;
    const double k = options_.num_regressors, rest = predictions_ - k - 1;
    if (k > 0 && rest > 0) return 1 - (1 - average()) * (predictions_ - 1) / rest;
    return average();
  }

  /// The score of each output; empty before the first row.
  [[nodiscard]] std::vector<double> per_output() const {
    std::vector<double> scores;
    for (std::size_t k = 0; k < sums_.size(); ++k) {
      const bool is_infinite = detail::is_exactly(variation(k), 0) && errors_[k] > 0;
      scores.push_back(is_infinite ? 0 : 1 - errors_[k] / variation(k));
    }
    return scores;
  }

  static void for_each_state(auto&& visit, auto&... metric) {
    visit(metric.sums_...);
    visit(metric.squares_...);
    visit(metric.errors_...);
    visit(metric.weight_...);
    visit(metric.predictions_...);
  }

  void for_each_setting(auto&& visit) const {
    const bool is_uniform = options_.class_aggregation == R2Aggregation::uniform_average;
    visit("class_aggregation", is_uniform ? "uniform_average" : "variance_weighted_average");
    visit("num_regressors", detail::setting_text(options_.num_regressors));
  }

 private:
  /// The sum of the squared distances from the mean.
  [[nodiscard]] double variation(std::size_t k) const { return squares_[k] - sums_[k] * (sums_[k] / weight_); }

  [[nodiscard]] double average() const {
    const bool by_variance = options_.class_aggregation == R2Aggregation::variance_weighted_average;
    const std::vector<double> scores = per_output();
    double sum = 0, weights = 0;
    for (std::size_t k = 0; k < scores.size(); ++k) {
      const double weight = by_variance ? variation(k) : 1;
      sum += weight * scores[k];
      weights += weight;
    }
    return sum / weights;
  }

  void grow(std::size_t outputs) {
    if (sums_.empty())
      for (auto* each : {&sums_, &squares_, &errors_}) each->resize(outputs);
    throw_unless(sums_.size() == outputs, type_name, ": a row has ", outputs, " predictions; others had ",
                 sums_.size());
  }

  Options options_;
  std::string name_;
  std::vector<double> sums_, squares_, errors_;  // of each output
  double weight_ = 0, predictions_ = 0;
};

static_assert(Metric<R2Score>);

}  // namespace weft
