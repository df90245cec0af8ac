// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <weft/metrics/detail/rank.hpp>
#include <weft/metrics/detail/setting_text.hpp>
#include <weft/metrics/detail/target.hpp>
#include <weft/metrics/metric.hpp>

namespace weft {

/// How the scores of the classes become one.
enum class FScoreAverage {
  micro,     ///< one score of all classes' counts together
  macro,     ///< the mean of the classes' scores
  weighted,  ///< the same, each class by the weight of the rows that are of it
};

struct F1ScoreOptions {
  FScoreAverage average = FScoreAverage::macro;
  std::optional<double> threshold = {};  ///< predictions above it count; without one, the largest of a row
};

struct FBetaScoreOptions {
  FScoreAverage average = FScoreAverage::macro;
  double beta = 1;                       ///< recall counts as beta times as important as precision
  std::optional<double> threshold = {};  ///< predictions above it count; without one, the largest of a row
};

/// A mean of precision P and recall R, for each class and over them.
///
///   P = TP / (TP + FP + e)   R = TP / (TP + FN + e)   F = (1 + beta^2) P R / (beta^2 P + R + e)     e = 1e-7
///
/// Without a threshold, each prediction that is as large as the row's largest counts as predicted, unless it is as good
/// as zero (1e-9). Keras's average None, its default, is per_class(); a metric's result is one number, so that the
/// default here is the mean. Targets: 0 or 1 for each output, or a class. Errors: std::invalid_argument when an option
/// is out of its range, or rows differ in size. Source: keras/src/metrics/f_score_metrics.py.
class FBetaScore {
 public:
  using Options = FBetaScoreOptions;
  static constexpr std::string_view type_name = "FBetaScore";
  static constexpr bool more_is_better = true;

  explicit FBetaScore(const Options& options = {}, std::string name = "fbeta_score")
      : FBetaScore(type_name, options, std::move(name)) {}

  [[nodiscard]] std::string name() const { return name_; }

  template <class Scalar, detail::TargetOf<Scalar> Target>
  void update(std::span<const Scalar> p, const Target& y, double weight = 1) {
    detail::check_target(type_, p, y);
    grow(p.size());
    const Scalar most = p.empty() ? Scalar(0) : p[detail::argmax(p)];
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double expected = weight * detail::target_at(y, k, p.size());
      if (is_predicted(p[k], most)) {
        true_positives_[k] += expected;
        false_positives_[k] += weight - expected;
      } else {
        false_negatives_[k] += expected;
      }
    }
  }

  /// By the average asked for; 0 when nothing was counted.
  [[nodiscard]] double result() const {
    if (options_.average == FScoreAverage::micro)
      return score(sum(true_positives_), sum(false_positives_), sum(false_negatives_));
    const std::vector<double> scores = per_class();
    if (options_.average == FScoreAverage::macro)
      return scores.empty() ? 0 : sum(scores) / static_cast<double>(scores.size());
    double weighted = 0;
    for (std::size_t k = 0; k < scores.size(); ++k) weighted += scores[k] * support(k);
    return weighted / (sum(true_positives_) + sum(false_negatives_) + epsilon);
  }

  /// The score of each class; empty before the first row.
  [[nodiscard]] std::vector<double> per_class() const {
    std::vector<double> scores;
    for (std::size_t k = 0; k < true_positives_.size(); ++k)
      scores.push_back(score(true_positives_[k], false_positives_[k], false_negatives_[k]));
    return scores;
  }

  static void for_each_state(auto&& visit, auto&... metric) {
    visit(metric.true_positives_...);
    visit(metric.false_positives_...);
    visit(metric.false_negatives_...);
  }

  void for_each_setting(auto&& visit) const {
    constexpr std::array averages{"micro", "macro", "weighted"};
    visit("average", averages[static_cast<std::size_t>(options_.average)]);
    visit("beta", detail::setting_text(options_.beta));
    visit("threshold", detail::setting_text(options_.threshold));
  }

 protected:
  FBetaScore(std::string_view type, const Options& options, std::string name)
      : type_(type), options_(options), name_(std::move(name)) {
    const double threshold = options.threshold.value_or(1);
    throw_unless(detail::is_finite(options.beta) && options.beta > 0, type, ": beta is ", options.beta,
                 "; expected more than 0");
    throw_unless(detail::is_finite(threshold) && threshold > 0 && threshold <= 1, type, ": threshold is ", threshold,
                 "; expected more than 0, and at most 1");
  }

 private:
  static constexpr double epsilon = 1e-7;

  static double sum(const std::vector<double>& terms) { return std::accumulate(terms.begin(), terms.end(), 0.0); }
  [[nodiscard]] double support(std::size_t k) const { return true_positives_[k] + false_negatives_[k]; }

  [[nodiscard]] double score(double true_positives, double false_positives, double false_negatives) const {
    const double precision = true_positives / (true_positives + false_positives + epsilon);
    const double recall = true_positives / (true_positives + false_negatives + epsilon);
    const double beta_2 = options_.beta * options_.beta;
    return (1 + beta_2) * precision * recall / (beta_2 * precision + recall + epsilon);
  }

  template <class Scalar> [[nodiscard]] bool is_predicted(Scalar p, Scalar most) const {
    if (options_.threshold) return p > static_cast<Scalar>(*options_.threshold);
    return p >= most && std::abs(p) > static_cast<Scalar>(1e-9);
  }

  void grow(std::size_t outputs) {
    if (true_positives_.empty())
      for (auto* counts : {&true_positives_, &false_positives_, &false_negatives_}) counts->resize(outputs);
    throw_unless(true_positives_.size() == outputs, type_, ": a row has ", outputs, " predictions; others had ",
                 true_positives_.size());
  }

  std::string_view type_;
  Options options_;
  std::string name_;
  std::vector<double> true_positives_, false_positives_, false_negatives_;  // of each class
};

/// The harmonic mean of precision and recall: FBetaScore with beta = 1.
class F1Score : public FBetaScore {
 public:
  using Options = F1ScoreOptions;
  static constexpr std::string_view type_name = "F1Score";

  explicit F1Score(const Options& options = {}, std::string name = "f1_score")
      : FBetaScore(type_name, with_beta_1(options), std::move(name)) {}

 private:
  static FBetaScoreOptions with_beta_1(const Options& options) {
    FBetaScoreOptions all;
    all.average = options.average;
    all.threshold = options.threshold;
    return all;
  }
};

static_assert(Metric<FBetaScore> && Metric<F1Score>);

}  // namespace weft
