// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <weft/metrics/detail/confusion.hpp>
#include <weft/metrics/detail/rank.hpp>
#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

/// Which predictions count as positive. A list of thresholds, which Keras also takes, is a metric for each here.
struct PrecisionOptions {
  std::optional<double> threshold = {};  ///< those above it, which is from 0 to 1; 0.5 unless there is a top_k
  std::optional<int> top_k = {};         ///< only the k largest of a row; of equal ones the first
  std::optional<int> class_id = {};      ///< only this output is looked at; all of them
};

namespace detail {

/// The counts that these metrics are made of.
class ThresholdedCounts {
 public:
  using Options = PrecisionOptions;

  [[nodiscard]] std::string name() const { return name_; }

  template <class Scalar, TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    check_row(p, y);
    const auto limit = static_cast<Scalar>(threshold());
    const std::size_t last = options_.top_k ? kth_largest(p, as_place(options_.top_k), order_) : p.size();
    const auto is_in_top = [&](std::size_t k) { return last == p.size() || k == last || ranks_before(p, k, last); };
    const std::size_t begin = options_.class_id ? as_place(options_.class_id) : 0;
    const std::size_t end = options_.class_id ? begin + 1 : p.size();
    for (std::size_t k = begin; k < end; ++k)
      counts_.count(is_positive(y, k, p.size()), p[k] > limit && is_in_top(k), weight);
  }

  static void for_each_state(auto&& visit, auto&... metric) {
    visit(metric.counts_.true_positives...);
    visit(metric.counts_.false_positives...);
    visit(metric.counts_.true_negatives...);
    visit(metric.counts_.false_negatives...);
  }

  void for_each_setting(auto&& visit) const {
    visit("threshold", setting_text(options_.threshold));
    visit("top_k", setting_text(options_.top_k));
    visit("class_id", setting_text(options_.class_id));
  }

 protected:
  ThresholdedCounts(std::string_view type, const Options& options, std::string name)
      : type_(type), options_(options), name_(std::move(name)) {
    const double limit = options.threshold.value_or(0.5);
    throw_unless(is_finite(limit) && limit >= 0 && limit <= 1, type, ": threshold is ", limit, "; expected 0 to 1");
    throw_unless(options.top_k.value_or(1) >= 1, type, ": top_k is ", options.top_k.value_or(1),
                 "; expected at least 1");
    throw_unless(options.class_id.value_or(0) >= 0, type, ": class_id is ", options.class_id.value_or(0),
                 "; expected at least 0");
  }

  [[nodiscard]] const Confusion& counts() const { return counts_; }

 private:
  static std::size_t as_place(const std::optional<int>& number) { return static_cast<std::size_t>(*number); }

  /// The k largest are positive whatever they are, but for Keras's bound of what it takes for a number.
  [[nodiscard]] double threshold() const { return options_.threshold.value_or(options_.top_k ? -1e10 : 0.5); }

  template <class Scalar, class Target> void check_row(std::span<const Scalar> p, const Target& y) const {
    check_target(type_, p, y);
    throw_unless(std::cmp_less_equal(options_.top_k.value_or(0), p.size()), type_, ": top_k is ",
                 options_.top_k.value_or(0), ", but a row has ", p.size(), " predictions");
    throw_unless(!options_.class_id || std::cmp_less(*options_.class_id, p.size()), type_, ": class_id is ",
                 options_.class_id.value_or(0), ", but a row has ", p.size(), " predictions");
  }

  std::string_view type_;
  Options options_;
  std::string name_;
  Confusion counts_;
  std::vector<std::size_t> order_;  // memory for top_k
};

}  // namespace detail

/// How much of what was predicted is so.
///
///   true positives / (true positives + false positives),  0 where nothing was predicted
///
/// Over all outputs of all rows. A target is positive unless it is 0; a class stands for its one-hot row. Errors:
/// std::invalid_argument when an option is out of its range or does not fit a row. Source:
/// keras/src/metrics/confusion_metrics.py; metrics_utils.py, update_confusion_matrix_variables.
class Precision : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "Precision";
  static constexpr bool more_is_better = true;

  explicit Precision(const Options& options = {}, std::string name = "precision")
      : ThresholdedCounts(type_name, options, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().precision(); }
};

/// How much of what is so was predicted.
///
///   true positives / (true positives + false negatives),  0 where nothing is so
///
/// Otherwise as Precision.
class Recall : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "Recall";
  static constexpr bool more_is_better = true;

  explicit Recall(const Options& options = {}, std::string name = "recall")
      : ThresholdedCounts(type_name, options, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().recall(); }
};

/// The weight of the outputs that are predicted and so: the predictions above the threshold whose target is not 0.
class TruePositives : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "TruePositives";

  explicit TruePositives(double threshold = 0.5, std::string name = "true_positives")
      : ThresholdedCounts(type_name, {.threshold = threshold}, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().true_positives; }
};

/// The weight of the outputs that are predicted and not so.
class FalsePositives : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "FalsePositives";

  explicit FalsePositives(double threshold = 0.5, std::string name = "false_positives")
      : ThresholdedCounts(type_name, {.threshold = threshold}, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().false_positives; }
};

/// The weight of the outputs that are neither predicted nor so.
class TrueNegatives : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "TrueNegatives";

  explicit TrueNegatives(double threshold = 0.5, std::string name = "true_negatives")
      : ThresholdedCounts(type_name, {.threshold = threshold}, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().true_negatives; }
};

/// The weight of the outputs that are so, but not predicted.
class FalseNegatives : public detail::ThresholdedCounts {
 public:
  static constexpr std::string_view type_name = "FalseNegatives";

  explicit FalseNegatives(double threshold = 0.5, std::string name = "false_negatives")
      : ThresholdedCounts(type_name, {.threshold = threshold}, std::move(name)) {}

  [[nodiscard]] double result() const { return counts().false_negatives; }
};

static_assert(Metric<Precision> && Metric<Recall>);
static_assert(Metric<TruePositives> && Metric<FalsePositives> && Metric<TrueNegatives> && Metric<FalseNegatives>);

}  // namespace weft
