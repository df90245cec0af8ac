// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/detail/threshold_counts.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

struct SensitivitySpecificityOptions {
  int num_thresholds = 200;          ///< from 0 to 1, evenly spaced; 1 is 0.5 alone
  std::optional<int> class_id = {};  ///< only this output is looked at; all of them
};

namespace detail {

/// What the metrics below have in common: the most of one measure at the thresholds where another one is enough.
class SensitivitySpecificityBase {
 public:
  using Options = SensitivitySpecificityOptions;
  static constexpr bool more_is_better = true;

  [[nodiscard]] std::string name() const { return name_; }

  template <class Scalar, TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    check_target(type_, p, y);
    throw_unless(!class_id_ || *class_id_ < p.size(), type_, ": class_id is ", class_id_.value_or(0),
                 ", but a row has ", p.size(), " predictions");
    const std::size_t begin = class_id_.value_or(0), end = class_id_ ? begin + 1 : p.size();
    for (std::size_t k = begin; k < end; ++k) counts_.count(0, p[k], is_positive(y, k, p.size()), weight);
  }

  static void for_each_state(auto&& visit, auto&... metric) {
    ThresholdCounts::for_each_state(visit, metric.counts_...);
  }

  void for_each_setting(auto&& visit) const {
    visit(given_, setting_text(enough_));
    visit("num_thresholds", setting_text(counts_.thresholds()));
    visit("class_id", setting_text(class_id_));
  }

 protected:
  using Measure = double (Confusion::*)() const;

  SensitivitySpecificityBase(std::string_view type, std::string_view given, double enough, const Options& options,
                             std::string name)
      : type_(type), given_(given), enough_(enough), name_(std::move(name)), counts_(thresholds_of(type, options)) {
    throw_unless(is_finite(enough) && enough >= 0 && enough <= 1, type, ": ", given, " is ", enough,
                 "; expected 0 to 1");
    throw_unless(options.class_id.value_or(0) >= 0, type, ": class_id is ", options.class_id.value_or(0),
                 "; expected at least 0");
    if (options.class_id) class_id_ = static_cast<std::size_t>(*options.class_id);
    counts_.grow(1);
  }

  /// 0 where no threshold gives enough.
  [[nodiscard]] double most_of(Measure measure, Measure constrained) const {
    double most = 0;
    for (const Confusion& at : counts_.curve(0))
      if ((at.*constrained)() >= enough_) most = (std::max)(most, (at.*measure)());
    return most;
  }

 private:
  static Thresholds thresholds_of(std::string_view type, const Options& options) {
    throw_unless(options.num_thresholds >= 1, type, ": num_thresholds is ", options.num_thresholds,
                 "; expected at least 1");
    if (options.num_thresholds == 1) return Thresholds::given({0.5});
    return Thresholds::even(static_cast<std::size_t>(options.num_thresholds), Thresholds::Ends::at);
  }

  std::string_view type_, given_;
  double enough_;
  std::optional<std::size_t> class_id_;
  std::string name_;
  ThresholdCounts counts_;
};

}  // namespace detail

/// The best sensitivity TP / (TP + FN) among the thresholds at which the specificity TN / (TN + FP) is at least the
/// given one; 0 where there is none.
///
/// A prediction counts as positive above a threshold. A target is positive unless it is 0; a class stands for its
/// one-hot row. Errors: std::invalid_argument when an option is out of its range or does not fit a row. Source:
/// keras/src/metrics/confusion_metrics.py, SensitivitySpecificityBase.
class SensitivityAtSpecificity : public detail::SensitivitySpecificityBase {
 public:
  static constexpr std::string_view type_name = "SensitivityAtSpecificity";

  explicit SensitivityAtSpecificity(double specificity, const Options& options = {},
                                    std::string name = "sensitivity_at_specificity")
      : SensitivitySpecificityBase(type_name, "specificity", specificity, options, std::move(name)) {}

  [[nodiscard]] double result() const { return most_of(&detail::Confusion::recall, &detail::Confusion::specificity); }
};

/// The best specificity where the sensitivity is at least the given one. Otherwise as SensitivityAtSpecificity.
class SpecificityAtSensitivity : public detail::SensitivitySpecificityBase {
 public:
  static constexpr std::string_view type_name = "SpecificityAtSensitivity";

  explicit SpecificityAtSensitivity(double sensitivity, const Options& options = {},
                                    std::string name = "specificity_at_sensitivity")
      : SensitivitySpecificityBase(type_name, "sensitivity", sensitivity, options, std::move(name)) {}

  [[nodiscard]] double result() const { return most_of(&detail::Confusion::specificity, &detail::Confusion::recall); }
};

/// The best precision TP / (TP + FP) where the recall is at least the given one. Otherwise as SensitivityAtSpecificity.
class PrecisionAtRecall : public detail::SensitivitySpecificityBase {
 public:
  static constexpr std::string_view type_name = "PrecisionAtRecall";

  explicit PrecisionAtRecall(double recall, const Options& options = {}, std::string name = "precision_at_recall")
      : SensitivitySpecificityBase(type_name, "recall", recall, options, std::move(name)) {}

  [[nodiscard]] double result() const { return most_of(&detail::Confusion::precision, &detail::Confusion::recall); }
};

/// The best recall where the precision is at least the given one. Otherwise as SensitivityAtSpecificity.
class RecallAtPrecision : public detail::SensitivitySpecificityBase {
 public:
  static constexpr std::string_view type_name = "RecallAtPrecision";

  explicit RecallAtPrecision(double precision, const Options& options = {}, std::string name = "recall_at_precision")
      : SensitivitySpecificityBase(type_name, "precision", precision, options, std::move(name)) {}

  [[nodiscard]] double result() const { return most_of(&detail::Confusion::recall, &detail::Confusion::precision); }
};

static_assert(Metric<SensitivityAtSpecificity> && Metric<SpecificityAtSensitivity>);
static_assert(Metric<PrecisionAtRecall> && Metric<RecallAtPrecision>);

}  // namespace weft
