// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/metrics/detail/mean_metric.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

/// The root of the mean square error.
///
///   sqrt(mean of (p - y)^2)
///
/// Targets: a number for each output, here and below. Errors: std::invalid_argument when a row's sizes differ. Source:
/// keras/src/metrics/regression_metrics.py.
class RootMeanSquaredError : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "RootMeanSquaredError";
  static constexpr bool more_is_better = false;

  explicit RootMeanSquaredError(std::string name = "root_mean_squared_error") : MeanMetric(std::move(name)) {}

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    double sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double error = static_cast<double>(p[k]) - static_cast<double>(y[k]);
      sum += error * error;
    }
    count(sum, p.size(), weight);
  }

  [[nodiscard]] double result() const { return std::sqrt(MeanMetric::result()); }
};

/// The mean of the cosines of the angle between a row's predictions and its targets.
///
///   mean of sum(p y) / (|p| |y|),  no length less than 1e-7
///
/// It is positive where they point the same way; the loss of that name is its negative. Source:
/// keras/src/metrics/regression_metrics.py, cosine_similarity; keras/src/ops/nn.py, normalize.
class MeanCosineSimilarity : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "MeanCosineSimilarity";
  static constexpr bool more_is_better = true;

  explicit MeanCosineSimilarity(std::string name = "cosine_similarity") : MeanMetric(std::move(name)) {}

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    double py = 0, pp = 0, yy = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      const auto a = static_cast<double>(p[k]), b = static_cast<double>(y[k]);
      py += a * b;
      pp += a * a;
      yy += b * b;
    }
    count(py / (length(pp) * length(yy)), 1, weight);
  }

 private:
  static double length(double squares) { return (std::max)(std::sqrt(squares), 1e-7); }
};

/// The mean of the correlations of a row's predictions with its targets, over the row's outputs.
///
///   mean of sum((p - mean p) (y - mean y)) / sqrt(sum (p - mean p)^2 sum (y - mean y)^2)
///
/// NaN, as in Keras, as soon as there is a row whose predictions or targets are all equal; a row of one output is.
/// Source: keras/src/metrics/correlation_metrics.py.
class PearsonCorrelation : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "PearsonCorrelation";
  static constexpr bool more_is_better = true;

  explicit PearsonCorrelation(std::string name = "pearson_correlation") : MeanMetric(std::move(name)) {}

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    const double p_mean = mean(p), y_mean = mean(y);
    double py = 0, pp = 0, yy = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double a = static_cast<double>(p[k]) - p_mean, b = static_cast<double>(y[k]) - y_mean;
      py += a * b;
      pp += a * a;
      yy += b * b;
    }
    count(py / (std::sqrt(pp) * std::sqrt(yy)), 1, weight);
  }

 private:
  template <class Scalar> static double mean(std::span<const Scalar> numbers) {
    double sum = 0;
    for (const Scalar x : numbers) sum += static_cast<double>(x);
    return sum / static_cast<double>(numbers.size());
  }
};

static_assert(Metric<RootMeanSquaredError> && Metric<MeanCosineSimilarity> && Metric<PearsonCorrelation>);

}  // namespace weft
