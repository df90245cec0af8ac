// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// RMSprop's settings; the defaults are Keras's.
struct RMSpropOptions {
  LearningRate learning_rate = 1e-3;
  double rho = 0.9;
  double momentum = 0;
  double epsilon = 1e-7;
  bool centered = false;
};

/// RMSprop: Tieleman & Hinton 2012, lecture 6e; with `centered` Graves 2013, eqs. 38 to 45, without Nesterov's
/// momentum.
///
///   v = rho v + (1 - rho) g^2      a = rho a + (1 - rho) g
///   increment = learning_rate g / sqrt(v + epsilon)              centered: sqrt(v - a^2 + epsilon)
///   p -= increment                                               with momentum: m = momentum m + increment, p -= m
///
/// v - a^2 is a variance, and where rounding makes it negative it counts as 0; Keras makes NaN of it.
/// Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/rmsprop.py.
class RMSprop : public detail::RuleOptions<RMSpropOptions> {
 public:
  static constexpr std::string_view type_name = "RMSprop";

  explicit RMSprop(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "rho", options_.rho);
    detail::require_fraction(type_name, "momentum", options_.momentum);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const {
    std::vector<std::string_view> names{"velocity"};
    if (has_momentum()) names.emplace_back("momentum");
    if (options_.centered) names.emplace_back("average_gradient");
    return names;
  }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    const auto rho = static_cast<Scalar>(options_.rho), rest = static_cast<Scalar>(1 - options_.rho);
    const auto epsilon = static_cast<Scalar>(options_.epsilon);
    NumbersMap<Scalar> v = x.slot(0);
    v = rho * v + rest * x.g.square();
    if (!options_.centered) {
      descend(step, x, v + epsilon);
    } else {
      NumbersMap<Scalar> a = x.slot(has_momentum() ? 2 : 1);
      a = rho * a + rest * x.g;
      descend(step, x, ((v - a.square()).max)(Scalar(0)) + epsilon);
    }
  }

  void for_each_setting(auto&& visit) const {
    visit("rho", detail::exact_text(options_.rho));
    visit("momentum", detail::exact_text(options_.momentum));
    visit("epsilon", detail::exact_text(options_.epsilon));
    visit("centered", options_.centered ? "true" : "false");
  }

 private:
  [[nodiscard]] bool has_momentum() const { return options_.momentum > 0; }

  template <class Scalar>
  void descend(const OptimizerStep& step, OptimizerPortion<Scalar>& x, const auto& variance) const {
    const auto increment = static_cast<Scalar>(step.learning_rate) * x.g / detail::square_root(variance);
    if (!has_momentum()) {
      x.p -= increment;
    } else {
      NumbersMap<Scalar> m = x.slot(1);
      m = static_cast<Scalar>(options_.momentum) * m + increment;
      x.p -= m;
    }
  }
};

static_assert(OptimizerRule<RMSprop>);

}  // namespace weft
