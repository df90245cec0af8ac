// SPDX-License-Identifier: MIT
#pragma once

#include <weft/metrics/categorical_accuracy.hpp>
#include <weft/metrics/detail/setting_text.hpp>

namespace weft {

/// The share of rows in which the class of the largest target is among the k largest predictions.
///
///   mean of [fewer than k predictions are larger than the one at argmax y]
///
/// Equal predictions share the best place that one of them has, and a row with a prediction that is not finite counts
/// as wrong: TensorFlow's in_top_k. Targets: a number for each output. Errors: std::invalid_argument when k is less
/// than 1, or a row's sizes differ. Source: keras/src/metrics/accuracy_metrics.py.
class TopKCategoricalAccuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "TopKCategoricalAccuracy";
  static constexpr bool more_is_better = true;

  explicit TopKCategoricalAccuracy(int k = 5, std::string name = "top_k_categorical_accuracy")
      : MeanMetric(std::move(name)), k_(static_cast<std::size_t>(k)) {
    throw_unless(k >= 1, type_name, ": k is ", k, "; expected at least 1");
  }

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    count(detail::is_in_top_k(p, detail::argmax(y), k_) ? 1 : 0, 1, weight);
  }

  void for_each_setting(auto&& visit) const { visit("k", detail::setting_text(k_)); }

 private:
  std::size_t k_;
};

/// The same of rows whose targets are classes: a class, or one number that is a class. A class that the model does not
/// have counts as wrong.
class SparseTopKCategoricalAccuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "SparseTopKCategoricalAccuracy";
  static constexpr bool more_is_better = true;

  explicit SparseTopKCategoricalAccuracy(int k = 5, std::string name = "sparse_top_k_categorical_accuracy")
      : MeanMetric(std::move(name)), k_(static_cast<std::size_t>(k)) {
    throw_unless(k >= 1, type_name, ": k is ", k, "; expected at least 1");
  }

  template <class Scalar> void update(std::span<const Scalar> p, int y, double weight = 1) {
    count_class(p, detail::class_from(y), weight);
  }
  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    count_class(p, detail::class_from(detail::only_target(type_name, y)), weight);
  }

  void for_each_setting(auto&& visit) const { visit("k", detail::setting_text(k_)); }

 private:
  template <class Scalar>
  void count_class(std::span<const Scalar> p, const std::optional<std::size_t>& y, double weight) {
    count(y.has_value() && detail::is_in_top_k(p, *y, k_) ? 1 : 0, 1, weight);
  }

  std::size_t k_;
};

static_assert(Metric<TopKCategoricalAccuracy> && Metric<SparseTopKCategoricalAccuracy>);

}  // namespace weft
