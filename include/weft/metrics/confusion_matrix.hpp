// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/tensor.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/metrics/detail/rank.hpp>
#include <weft/metrics/detail/setting_text.hpp>

namespace weft {

namespace detail {

/// The weight of the rows by their class and by the class that was predicted, and how a row's two classes are found.
class ClassCounts {
 public:
  [[nodiscard]] std::string name() const { return name_; }

  /// Rows are what should have been predicted, columns what was: [classes x classes].
  [[nodiscard]] Tensor<double, 2> matrix() const {
    Tensor<double, 2> result(static_cast<Index>(classes_), static_cast<Index>(classes_));
    std::copy(counts_.begin(), counts_.end(), result.data());
    return result;
  }

  static void for_each_state(auto&& visit, auto&... metric) { visit(metric.counts_...); }

  void for_each_setting(auto&& visit) const {
    visit("classes", setting_text(classes_));
    visit("threshold", setting_text(threshold_));
  }

 protected:
  ClassCounts(std::string_view type, int classes, double threshold, std::string name)
      : type_(type), classes_(static_cast<std::size_t>(classes)), threshold_(threshold), name_(std::move(name)) {
    throw_unless(classes >= 2, type, ": classes is ", classes, "; expected at least 2");
    check_threshold(type, threshold);
    counts_.resize(classes_ * classes_);
  }

  [[nodiscard]] std::size_t classes() const { return classes_; }
  [[nodiscard]] double count_at(std::size_t expected, std::size_t predicted) const {
    return counts_[expected * classes_ + predicted];
  }
  [[nodiscard]] double threshold() const { return threshold_; }

  /// Adds a row; one whose class is none of these is left out.
  void count(std::optional<std::size_t> expected, std::size_t predicted, double weight) {
    if (expected && *expected < classes_) counts_[*expected * classes_ + predicted] += weight;
  }

  /// Throws std::invalid_argument unless there is an output for each class, or one for two classes.
  template <class Scalar> void check_row(std::span<const Scalar> p) const {
    throw_unless(p.size() == classes_ || (p.size() == 1 && classes_ == 2), type_, ": a row has ", p.size(),
                 " predictions, but there are ", classes_, " classes");
  }

  /// The class that the target is: a class, one number, or the largest of as many as there are predictions.
  template <class Scalar>
  [[nodiscard]] std::optional<std::size_t> expected(std::span<const Scalar> p, std::span<const Scalar> y) const {
    if (y.size() == 1) return class_from(y.front());
    check_target(type_, p, y);
    return argmax(y);
  }
  template <class Scalar>
  [[nodiscard]] std::optional<std::size_t> expected(std::span<const Scalar> /*p*/, int y) const {
    return class_from(y);
  }

 private:
  std::string_view type_;
  std::size_t classes_;
  double threshold_;
  std::string name_;
  std::vector<double> counts_;  // [classes x classes]
};

}  // namespace detail

/// How often each class was taken for each other: matrix() is the weight of the rows, by their class and by the class
/// predicted. The result is the accuracy, the diagonal's share.
///
/// Predicted is the class of the largest prediction, the first of equal ones; of a model with one output, class 1 when
/// it is above the threshold. Targets: a class, one number that is a class, or a number for each class. A row whose
/// class is none of these (-1, say) is left out. Errors: std::invalid_argument when there are fewer than 2 classes, the
/// threshold is not finite, or a row's size does not fit. Source: keras/src/metrics/metrics_utils.py, confusion_matrix.
class ConfusionMatrix : public detail::ClassCounts {
 public:
  static constexpr std::string_view type_name = "ConfusionMatrix";
  static constexpr bool more_is_better = true;

  explicit ConfusionMatrix(int classes, double threshold = 0.5, std::string name = "confusion_matrix")
      : ClassCounts(type_name, classes, threshold, std::move(name)) {}

  template <class Scalar, detail::TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    check_row(p);
    const bool is_above = p.front() > static_cast<Scalar>(threshold());
    count(expected(p, y), p.size() == 1 ? (is_above ? 1 : 0) : detail::argmax(p), weight);
  }

  /// The share of the rows that are on the diagonal; 0 when nothing was counted.
  [[nodiscard]] double result() const {
    double right = 0, all = 0;
    for (std::size_t k = 0; k < classes(); ++k) {
      right += count_at(k, k);
      for (std::size_t l = 0; l < classes(); ++l) all += count_at(k, l);
    }
    return detail::ratio(right, all);
  }
};

struct MeanIoUOptions {
  std::optional<int> ignore_class = {};  ///< rows of this class are left out
  double threshold = 0.5;                ///< of a model with one output
};

/// The mean over the classes of intersection over union, the classes that were neither targets nor predicted left out.
///
///   IoU = TP / (TP + FP + FN + e)       mean = sum of IoU / (number of classes + e)       e = 1e-7
///
/// It is Keras's MeanIoU with sparse_y_pred = False, its OneHotMeanIoU, or for one output its BinaryIoU: class 1 is
/// then predicted when the prediction is at least the threshold. Weights are not rounded to whole numbers, as they are
/// in Keras unless it is told dtype = "float32". Otherwise as ConfusionMatrix. Source:
/// keras/src/metrics/iou_metrics.py.
class MeanIoU : public detail::ClassCounts {
 public:
  using Options = MeanIoUOptions;
  static constexpr std::string_view type_name = "MeanIoU";
  static constexpr bool more_is_better = true;

  explicit MeanIoU(int num_classes, const Options& options = {}, std::string name = "mean_io_u")
      : ClassCounts(type_name, num_classes, options.threshold, std::move(name)) {
    if (options.ignore_class) ignored_ = detail::class_from(*options.ignore_class);
  }

  template <class Scalar, detail::TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    check_row(p);
    const auto is = expected(p, y);
    const bool reaches = p.front() >= static_cast<Scalar>(threshold());
    if (!ignored_ || is != ignored_) count(is, p.size() == 1 ? (reaches ? 1 : 0) : detail::argmax(p), weight);
  }

  [[nodiscard]] double result() const {
    double sum = 0, present = 0;
    for (std::size_t k = 0; k < classes(); ++k) {
      const double whole = union_of(k);
      if (!(whole > 1e-9)) continue;
      sum += count_at(k, k) / (whole + epsilon);
      present += 1;
    }
    return sum / (present + epsilon);
  }

  void for_each_setting(auto&& visit) const {
    ClassCounts::for_each_setting(visit);
    visit("ignore_class", detail::setting_text(ignored_));
  }

 private:
  static constexpr double epsilon = 1e-7;

  [[nodiscard]] double union_of(std::size_t k) const {
    double whole = -count_at(k, k);
    for (std::size_t l = 0; l < classes(); ++l) whole += count_at(k, l) + count_at(l, k);
    return whole;
  }

  std::optional<std::size_t> ignored_;
};

static_assert(Metric<ConfusionMatrix> && Metric<MeanIoU>);

}  // namespace weft
