// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/optimizers/detail/rule_options.hpp>

namespace weft {

/// Adamax's settings; the defaults are Keras's.
struct AdamaxOptions {
  LearningRate learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// Adamax, Adam with the infinity norm: Kingma & Ba 2015, algorithm 2.
///
///   m += (1 - beta_1) (g - m)      u = max(beta_2 u, |g|)
///   p -= learning_rate / (1 - beta_1^t) m / (u + epsilon)
///
/// Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/adamax.py.
class Adamax : public detail::RuleOptions<AdamaxOptions> {
 public:
  static constexpr std::string_view type_name = "Adamax";

  explicit Adamax(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "beta_1", options_.beta_1);
    detail::require_decay(type_name, "beta_2", options_.beta_2);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"first_moment", "infinity_norm"}; }

  void begin_step(const OptimizerStep& step) {
    rate_ = step.learning_rate / (1 - std::pow(options_.beta_1, static_cast<double>(step.iteration)));
  }

  template <class Scalar> void update(const OptimizerStep& /*step*/, OptimizerPortion<Scalar>& x) const {
    NumbersMap<Scalar> m = x.slot(0), u = x.slot(1);
    m += static_cast<Scalar>(1 - options_.beta_1) * (x.g - m);
    u = ((static_cast<Scalar>(options_.beta_2) * u).max)(x.g.abs());
    x.p -= static_cast<Scalar>(rate_) * m / (u + static_cast<Scalar>(options_.epsilon));
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_1", detail::exact_text(options_.beta_1));
    visit("beta_2", detail::exact_text(options_.beta_2));
    visit("epsilon", detail::exact_text(options_.epsilon));
  }

 private:
  double rate_ = 0;  // of the running step
};

static_assert(OptimizerRule<Adamax>);

}  // namespace weft
