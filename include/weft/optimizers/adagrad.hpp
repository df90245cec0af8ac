// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// Adagrad's settings; the defaults are Keras's.
struct AdagradOptions {
  LearningRate learning_rate = 1e-3;
  double initial_accumulator_value = 0.1;
  double epsilon = 1e-7;
};

/// Adagrad: Duchi, Hazan & Singer 2011, with the diagonal of its matrix.
///
///   s += g^2      p -= learning_rate g / sqrt(s + epsilon)
///
/// s begins with initial_accumulator_value. Errors: std::invalid_argument when an option is out of its range.
/// Source: keras/src/optimizers/adagrad.py.
class Adagrad : public detail::RuleOptions<AdagradOptions> {
 public:
  static constexpr std::string_view type_name = "Adagrad";

  explicit Adagrad(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_float_or_zero(type_name, "initial_accumulator_value", options_.initial_accumulator_value);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"accumulator"}; }
  [[nodiscard]] double initial(std::size_t /*slot*/) const { return options_.initial_accumulator_value; }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    NumbersMap<Scalar> s = x.slot(0);
    s += x.g.square();
    x.p -=
        static_cast<Scalar>(step.learning_rate) * x.g / detail::square_root(s + static_cast<Scalar>(options_.epsilon));
  }

  void for_each_setting(auto&& visit) const {
    visit("initial_accumulator_value", detail::exact_text(options_.initial_accumulator_value));
    visit("epsilon", detail::exact_text(options_.epsilon));
  }
};

static_assert(OptimizerRule<Adagrad>);

}  // namespace weft
