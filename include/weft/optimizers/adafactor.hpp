// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/optimizers/detail/factored_moment.hpp>
#include <weft/optimizers/detail/rule_options.hpp>

namespace weft {

/// Adafactor's settings; the defaults are Keras's. Keras's relative_step is not among them: it takes the minimum of the
/// learning rate and 1 / sqrt(t) whether relative_step is set or not.
struct AdafactorOptions {
  LearningRate learning_rate = 1e-3;
  double beta_2_decay = -0.8;
  double epsilon_1 = 1e-30;
  double epsilon_2 = 1e-3;
  double clip_threshold = 1;
};

/// Adafactor: Shazeer & Stern 2018, algorithms 4 and 5. Of a parameter's second moment it keeps the means of the rows
/// and of the columns alone (detail/factored_moment.hpp).
///
///   rho = min(learning_rate, 1 / sqrt(t))      alpha = max(epsilon_2, RMS(p)) rho      beta_2 = 1 - t^beta_2_decay
///   s = g^2 + epsilon_1      r = beta_2 r + (1 - beta_2) mean of s over columns      c likewise over rows
///   v = r / mean(r) c        u = g / sqrt(v)
///   p -= alpha u / max(1, RMS(u) / clip_threshold)
///
/// with the last two extents as rows and columns; a parameter with fewer has v = beta_2 v + (1 - beta_2) s. RMS is over
/// the whole parameter. Errors: std::invalid_argument when an option is out of its range or a parameter's shape
/// changes. Source: keras/src/optimizers/adafactor.py.
class Adafactor : public detail::RuleOptions<AdafactorOptions> {
 public:
  static constexpr std::string_view type_name = "Adafactor";
  static constexpr bool whole_parameters = true;

  explicit Adafactor(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    const double decay = options_.beta_2_decay;
    throw_unless(detail::is_finite(decay) && decay < 0, type_name, ": beta_2_decay is ", decay,
                 "; expected less than 0");
    detail::require_float(type_name, "epsilon_1", options_.epsilon_1);
    detail::require_float_or_zero(type_name, "epsilon_2", options_.epsilon_2);
    detail::require_float(type_name, "clip_threshold", options_.clip_threshold);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {}; }

  /// Makes room for a parameter's moments, which update does as well when it first sees the parameter.
  void prepare(std::size_t parameter, const Shape& shape) {
    if (parameter >= moments_.size()) moments_.resize(parameter + 1);
    moments_[parameter].resize(type_name, shape);
  }

  void begin_step(const OptimizerStep& step) {
    const auto t = static_cast<double>(step.iteration);
    rho_ = (std::min)(step.learning_rate, 1 / std::sqrt(t));
    beta_2_ = 1 - std::pow(t, options_.beta_2_decay);
  }

  template <class Scalar> void update(const OptimizerStep& /*step*/, OptimizerPortion<Scalar>& x) {
    prepare(x.parameter, x.shape);
    detail::FactoredMoment& moment = moments_[x.parameter];
    moment.add(x.g, beta_2_, options_.epsilon_1);
    double p_squares = 0, u_squares = 0;
    moment.for_each_normalized(x.g, [&](Index k, double u) {
      p_squares += static_cast<double>(x.p[k]) * static_cast<double>(x.p[k]);
      u_squares += u * u;
    });
    const auto size = static_cast<double>(x.p.size());
    const double alpha = (std::max)(options_.epsilon_2, std::sqrt(p_squares / size)) * rho_;
    const double rate = alpha / (std::max)(1.0, std::sqrt(u_squares / size) / options_.clip_threshold);
    moment.for_each_normalized(x.g, [&](Index k, double u) { x.p[k] -= static_cast<Scalar>(rate * u); });
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_2_decay", detail::exact_text(options_.beta_2_decay));
    visit("epsilon_1", detail::exact_text(options_.epsilon_1));
    visit("epsilon_2", detail::exact_text(options_.epsilon_2));
    visit("clip_threshold", detail::exact_text(options_.clip_threshold));
  }
  /// Of several that are prepared for the same parameters.
  static void for_each_state(auto&& visit, auto& first, auto&... others) {
    for (std::size_t k = 0; k < first.moments_.size(); ++k)
      detail::FactoredMoment::for_each_state(visit, first.moments_[k], others.moments_[k]...);
  }

 private:
  std::vector<detail::FactoredMoment> moments_;  // of each parameter
  double rho_ = 0, beta_2_ = 0;                  // of the running step
};

static_assert(OptimizerRule<Adafactor>);

}  // namespace weft
