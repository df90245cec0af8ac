// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/core/detail/narrow.hpp>
#include <weft/core/tensor.hpp>

namespace weft {

/// Brings each feature to mean 0 and variance 1, by what it was in the training data:
///
///   mean = sum x / n      variance = sum (x - mean)^2 / n                                                        (1)
///   apply:    y = (x - mean) / max(sqrt(variance), 1e-7)                                                         (2)
///   inverse:  x = mean + y max(sqrt(variance), 1e-7)                                                             (3)
///
/// The last axis has the features, n counts the rows of [rows x features] or all steps of [examples x time x features].
/// Means and variances are computed in double, in two passes. A feature that is constant in the training data becomes
/// exactly 0 there. Training and test data are both normalized by the training data's moments:
///
///   const Normalization normalization{train};
///   train = normalization.apply(std::move(train));
///   test = normalization.apply(std::move(test));
///
/// Errors: std::invalid_argument when there are no values, one is not finite, or apply or inverse is given another
/// number of features. Source: keras/src/layers/preprocessing/normalization.py, adapt.
class Normalization {
 public:
  static constexpr double epsilon = 1e-7;

  template <std::floating_point Scalar, int Rank>
  requires(Rank >= 2) explicit Normalization(const Tensor<Scalar, Rank>& training_data) {
    const Index features = training_data.dimension(Rank - 1);
    throw_unless(training_data.size() > 0, "Normalization: the training data is ", shape_text(training_data),
                 "; expected at least one value");
    fit(training_data.data(), training_data.size() / features, features);
    set_scale();
  }

  /// From moments that are known, such as those of another Normalization.
  Normalization(std::vector<double> mean, std::vector<double> variance)
      : mean_(std::move(mean)), variance_(std::move(variance)) {
    throw_unless(mean_.size() == variance_.size() && !mean_.empty(), "Normalization: there are ", mean_.size(),
                 " means and ", variance_.size(), " variances; expected as many, and at least one");
    for (std::size_t f = 0; f < mean_.size(); ++f)
      throw_unless(detail::is_finite(mean_[f]) && detail::is_finite(variance_[f]) && variance_[f] >= 0,
                   "Normalization: feature ", f, " has mean ", mean_[f], " and variance ", variance_[f],
                   "; expected finite numbers and a variance of at least 0");
    set_scale();
  }

  [[nodiscard]] Index features() const { return static_cast<Index>(mean_.size()); }
  [[nodiscard]] const std::vector<double>& mean() const { return mean_; }
  [[nodiscard]] const std::vector<double>& variance() const { return variance_; }

  /// Equation (2) of each value, in the memory of what was moved here.
  template <std::floating_point Scalar, int Rank>
  [[nodiscard]] Tensor<Scalar, Rank> apply(Tensor<Scalar, Rank> values) const {
    for_each_value("apply", values, [this](double x, std::size_t f) { return (x - mean_[f]) / scale_[f]; });
    return values;
  }

  /// Equation (3) of each value, in the memory of what was moved here.
  template <std::floating_point Scalar, int Rank>
  [[nodiscard]] Tensor<Scalar, Rank> inverse(Tensor<Scalar, Rank> values) const {
    for_each_value("inverse", values, [this](double y, std::size_t f) { return mean_[f] + y * scale_[f]; });
    return values;
  }

 private:
  /// Sums are of the distances from the first row: small numbers, and exactly 0 where a feature is constant.
  template <class Scalar> void fit(const Scalar* data, Index rows, Index features) {
    const auto count = detail::narrow<std::size_t>(features);
    const double n = static_cast<double>(rows);
    std::vector<double> shift(count, 0), squares(count, 0);
    mean_.assign(data, data + features);
    for_each_row(data, rows, features, [&](std::size_t f, double x) { shift[f] += x - mean_[f]; });
    for (std::size_t f = 0; f < count; ++f) mean_[f] += shift[f] / n;
    for_each_row(data, rows, features, [&](std::size_t f, double x) { squares[f] += (x - mean_[f]) * (x - mean_[f]); });
    for (std::size_t f = 0; f < count; ++f) variance_.push_back(squares[f] / n);
  }

  template <class Scalar, class Visit>
  static void for_each_row(const Scalar* data, Index rows, Index features, const Visit& visit) {
    for (Index row = 0; row < rows; ++row)
      for (Index f = 0; f < features; ++f) {
        const Scalar x = data[row * features + f];
        throw_unless(detail::is_finite(x), "Normalization: feature ", f, " of row ", row, " is ", x,
                     "; expected a finite number");
        visit(detail::narrow<std::size_t>(f), static_cast<double>(x));
      }
  }

  void set_scale() {
    for (const double variance : variance_) scale_.push_back((std::max)(std::sqrt(variance), epsilon));
  }

  template <class Scalar, int Rank, class Function>
  void for_each_value(std::string_view what, Tensor<Scalar, Rank>& values, const Function& function) const {
    throw_unless(values.dimension(Rank - 1) == features(), "Normalization: ", what, " is given ", shape_text(values),
                 "; expected ", features(), " features");
    Scalar* value = values.data();
    for (Index left = values.size(); left > 0; left -= features())
      for (std::size_t f = 0; f < mean_.size(); ++f, ++value)
        *value = static_cast<Scalar>(function(static_cast<double>(*value), f));
  }

  std::vector<double> mean_, variance_, scale_;
};

}  // namespace weft
