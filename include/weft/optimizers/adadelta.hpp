// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// Adadelta's settings; the defaults are Keras's. In the paper's form the learning rate is 1.
struct AdadeltaOptions {
  LearningRate learning_rate = 1e-3;
  double rho = 0.95;
  double epsilon = 1e-7;
};

/// Adadelta: Zeiler 2012, algorithm 1.
///
///   s = rho s + (1 - rho) g^2
///   delta = -sqrt(d + epsilon) / sqrt(s + epsilon) g      p += learning_rate delta
///   d = rho d + (1 - rho) delta^2
///
/// Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/adadelta.py.
class Adadelta : public detail::RuleOptions<AdadeltaOptions> {
 public:
  static constexpr std::string_view type_name = "Adadelta";

  explicit Adadelta(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "rho", options_.rho);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"accumulated_grad", "accumulated_delta_var"}; }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    const auto rho = static_cast<Scalar>(options_.rho), rest = static_cast<Scalar>(1 - options_.rho);
    const auto epsilon = static_cast<Scalar>(options_.epsilon);
    NumbersMap<Scalar> s = x.slot(0), d = x.slot(1);
    s = rho * s + rest * x.g.square();
    const auto delta = detail::square_root(d + epsilon) * x.g / detail::square_root(s + epsilon);  // negated
    x.p -= static_cast<Scalar>(step.learning_rate) * delta;
    d = rho * d + rest * delta.square();
  }

  void for_each_setting(auto&& visit) const {
    visit("rho", detail::exact_text(options_.rho));
    visit("epsilon", detail::exact_text(options_.epsilon));
  }
};

static_assert(OptimizerRule<Adadelta>);

}  // namespace weft
