// SPDX-License-Identifier: MIT
#pragma once

#include <weft/metrics/binary_accuracy.hpp>
#include <weft/metrics/detail/rank.hpp>
#include <weft/metrics/detail/setting_text.hpp>

namespace weft {

namespace detail {

/// The one target of a row whose targets are classes; throws std::invalid_argument when there are more.
template <class Scalar> Scalar only_target(std::string_view metric, std::span<const Scalar> y) {
  throw_unless(y.size() == 1, metric, ": a row has ", y.size(), " targets; expected 1, a class");
  return y.front();
}

}  // namespace detail

/// The share of rows whose largest prediction is at their largest target; of equal ones the first counts.
///
///   mean of [argmax p = argmax y]
///
/// Targets: a number for each output, for instance one-hot. Errors: std::invalid_argument when a row's sizes differ.
/// Source: keras/src/metrics/accuracy_metrics.py.
class CategoricalAccuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "CategoricalAccuracy";
  static constexpr bool more_is_better = true;

  explicit CategoricalAccuracy(std::string name = "categorical_accuracy") : MeanMetric(std::move(name)) {}

  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    detail::check_target(type_name, p, y);
    count(detail::argmax(p) == detail::argmax(y) ? 1 : 0, 1, weight);
  }
};

/// The share of rows whose largest prediction is at their class.
///
///   mean of [argmax p = y]
///
/// Targets: a class, or one number that is a class. A class that the model does not have is never met, as in Keras.
/// Source: keras/src/metrics/accuracy_metrics.py.
class SparseCategoricalAccuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "SparseCategoricalAccuracy";
  static constexpr bool more_is_better = true;

  explicit SparseCategoricalAccuracy(std::string name = "sparse_categorical_accuracy") : MeanMetric(std::move(name)) {}

  template <class Scalar> void update(std::span<const Scalar> p, int y, double weight = 1) {
    count(detail::class_from(y) == detail::argmax(p) ? 1 : 0, 1, weight);
  }
  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    const auto expected = detail::class_from(detail::only_target(type_name, y));
    count(expected == detail::argmax(p) ? 1 : 0, 1, weight);
  }
};

/// What Keras makes of the word "accuracy", by the shape of the first row and of every other:
///
///   one output                          BinaryAccuracy
///   several, and a class or one number  SparseCategoricalAccuracy
///   several, and as many numbers        CategoricalAccuracy
///
/// The threshold is that of BinaryAccuracy: 0 for logits. Errors: std::invalid_argument when the threshold is not
/// finite, or a row's sizes differ. Source: keras/src/trainers/compile_utils.py, get_metric. (Keras's class Accuracy is
/// another one, which compares predictions that are classes already.)
class Accuracy : public detail::MeanMetric {
 public:
  static constexpr std::string_view type_name = "Accuracy";
  static constexpr bool more_is_better = true;

  explicit Accuracy(double threshold = 0.5, std::string name = "accuracy")
      : MeanMetric(std::move(name)), threshold_(threshold) {
    detail::check_threshold(type_name, threshold);
  }

  template <class Scalar> void update(std::span<const Scalar> p, int y, double weight = 1) {
    const bool is_right =
        p.size() == 1 ? detail::right_sides(p, y, threshold_) > 0 : detail::class_from(y) == detail::argmax(p);
    count(is_right ? 1 : 0, 1, weight);
  }
  template <class Scalar> void update(std::span<const Scalar> p, std::span<const Scalar> y, double weight = 1) {
    if (y.size() != 1) detail::check_target(type_name, p, y);
    const bool is_right = p.size() == 1   ? detail::right_sides(p, y, threshold_) > 0
                          : y.size() == 1 ? detail::class_from(y.front()) == detail::argmax(p)
                                          : detail::argmax(p) == detail::argmax(y);
    count(is_right ? 1 : 0, 1, weight);
  }

  void for_each_setting(auto&& visit) const { visit("threshold", detail::setting_text(threshold_)); }

 private:
  double threshold_;
};

static_assert(Metric<CategoricalAccuracy> && Metric<SparseCategoricalAccuracy> && Metric<Accuracy>);

}  // namespace weft
