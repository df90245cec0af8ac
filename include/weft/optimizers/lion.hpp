// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/detail/rule_options.hpp>

namespace weft {

/// Lion's settings; the defaults are Keras's.
struct LionOptions {
  LearningRate learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.99;
};

/// Lion: Chen et al. 2023, algorithm 2. Every number moves by the learning rate, which is to be three to ten times
/// smaller than Adam's.
///
///   p -= learning_rate sign(beta_1 m + (1 - beta_1) g)      m = beta_2 m + (1 - beta_2) g
///
/// The sign of 0 is 0, and that of NaN is NaN. Errors: std::invalid_argument when an option is out of its range.
/// Source: keras/src/optimizers/lion.py.
class Lion : public detail::RuleOptions<LionOptions> {
 public:
  static constexpr std::string_view type_name = "Lion";

  explicit Lion(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    const double beta_1 = options_.beta_1;
    throw_unless(detail::is_finite(beta_1) && beta_1 > 0 && beta_1 <= 1, type_name, ": beta_1 is ", beta_1,
                 "; expected 0 < beta_1 <= 1");
    detail::require_decay(type_name, "beta_2", options_.beta_2);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"momentum"}; }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    const auto beta_1 = static_cast<Scalar>(options_.beta_1), beta_2 = static_cast<Scalar>(options_.beta_2);
    // Not Eigen's sign, which some of its versions make 0 of NaN.
    const auto sign = [](Scalar c) { return c > 0 ? Scalar(1) : c < 0 ? Scalar(-1) : c; };
    NumbersMap<Scalar> m = x.slot(0);
    x.p -= static_cast<Scalar>(step.learning_rate) * (m * beta_1 + x.g * (1 - beta_1)).unaryExpr(sign);
    m = m * beta_2 + x.g * (1 - beta_2);
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_1", detail::exact_text(options_.beta_1));
    visit("beta_2", detail::exact_text(options_.beta_2));
  }
};

static_assert(OptimizerRule<Lion>);

}  // namespace weft
