// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// Nadam's settings; the defaults are Keras's.
struct NadamOptions {
  LearningRate learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// Adam with Nesterov's momentum: Dozat 2016, algorithm 2, with a momentum that grows with the steps.
///
///   u_t = beta_1 (1 - 0.96^t / 2)      Pi = the product of u_1 ... u_t
///   m += (1 - beta_1) (g - m)          v += (1 - beta_2) (g^2 - v)
///   m_hat = u_{t+1} m / (1 - Pi u_{t+1}) + (1 - u_t) g / (1 - Pi)      v_hat = v / (1 - beta_2^t)
///   p -= learning_rate m_hat / (sqrt(v_hat) + epsilon)
///
/// Pi is kept from step to step. Errors: std::invalid_argument when an option is out of its range.
/// Source: keras/src/optimizers/nadam.py.
class Nadam : public detail::RuleOptions<NadamOptions> {
 public:
  static constexpr std::string_view type_name = "Nadam";

  explicit Nadam(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "beta_1", options_.beta_1);
    detail::require_decay(type_name, "beta_2", options_.beta_2);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"first_moment", "second_moment"}; }

  void begin_step(const OptimizerStep& step) {
    const auto t = static_cast<double>(step.iteration);
    const double u = momentum(t), next_u = momentum(t + 1);
    product_ *= u;
    moment_rate_ = step.learning_rate * next_u / (1 - product_ * next_u);
    gradient_rate_ = step.learning_rate * (1 - u) / (1 - product_);
    correction_ = 1 / (1 - std::pow(options_.beta_2, t));
  }

  template <class Scalar> void update(const OptimizerStep& /*step*/, OptimizerPortion<Scalar>& x) const {
    NumbersMap<Scalar> m = x.slot(0), v = x.slot(1);
    m += static_cast<Scalar>(1 - options_.beta_1) * (x.g - m);
    v += static_cast<Scalar>(1 - options_.beta_2) * (x.g.square() - v);
    x.p -= (static_cast<Scalar>(moment_rate_) * m + static_cast<Scalar>(gradient_rate_) * x.g) /
           (detail::square_root(static_cast<Scalar>(correction_) * v) + static_cast<Scalar>(options_.epsilon));
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_1", detail::exact_text(options_.beta_1));
    visit("beta_2", detail::exact_text(options_.beta_2));
    visit("epsilon", detail::exact_text(options_.epsilon));
  }
  static void for_each_state(auto&& visit, auto&... rule) { visit(rule.product_...); }

 private:
  /// u of a step.
  [[nodiscard]] double momentum(double t) const { return options_.beta_1 * (1 - 0.5 * std::pow(0.96, t)); }

  double product_ = 1;                                           // Pi
  double moment_rate_ = 0, gradient_rate_ = 0, correction_ = 0;  // of the running step
};

static_assert(OptimizerRule<Nadam>);

}  // namespace weft
