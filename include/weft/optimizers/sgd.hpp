// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/detail/rule_options.hpp>

namespace weft {

/// SGD's settings; the defaults are Keras's.
struct SGDOptions {
  LearningRate learning_rate = 0.01;
  double momentum = 0;
  bool nesterov = false;
};

/// Gradient descent, as it is, with momentum (Polyak 1964), or with Nesterov's (1983, in the form of Sutskever et al.
/// 2013).
///
///   without momentum    p -= learning_rate g
///   with momentum       m = momentum m - learning_rate g      p += m
///   with Nesterov's     m = momentum m - learning_rate g      p += momentum m - learning_rate g
///
/// The learning rate is part of m: when a schedule lowers it, what has been gathered before goes on at the old one.
/// Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/sgd.py.
class SGD : public detail::RuleOptions<SGDOptions> {
 public:
  static constexpr std::string_view type_name = "SGD";

  explicit SGD(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_fraction(type_name, "momentum", options_.momentum);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const {
    if (has_momentum()) return {"momentum"};
    return {};
  }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    const auto rate = static_cast<Scalar>(step.learning_rate), momentum = static_cast<Scalar>(options_.momentum);
    if (!has_momentum()) {
      x.p -= x.g * rate;
      return;
    }
    NumbersMap<Scalar> m = x.slot(0);
    m = m * momentum - x.g * rate;
    if (options_.nesterov)
      x.p += m * momentum - x.g * rate;
    else
      x.p += m;
  }

  void for_each_setting(auto&& visit) const {
    visit("momentum", detail::exact_text(options_.momentum));
    visit("nesterov", options_.nesterov ? "true" : "false");
  }

 private:
  [[nodiscard]] bool has_momentum() const { return options_.momentum > 0; }
};

static_assert(OptimizerRule<SGD>);

}  // namespace weft
