// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/core/detail/exactly.hpp>
#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// Ftrl's settings; the defaults are Keras's.
struct FtrlOptions {
  LearningRate learning_rate = 1e-3;
  double learning_rate_power = -0.5;
  double initial_accumulator_value = 0.1;
  double l1_regularization_strength = 0;
  double l2_regularization_strength = 0;
  double l2_shrinkage_regularization_strength = 0;
  double beta = 0;
};

/// Follow the regularized leader: McMahan et al. 2013, algorithm 1. With l1 it sets many numbers to exactly 0.
///
///   n' = n + g^2      z += g + 2 l2_shrinkage p - (n'^-power - n^-power) / learning_rate p
///   p = (min(max(z, -l1), l1) - z) / (n'^-power / learning_rate + 2 l2 + beta / learning_rate)      n = n'
///
/// The parameters follow from n and z alone: what they are at first is forgotten with the first step. n begins with
/// initial_accumulator_value, z with 0. A step with a learning rate of 0, as at the begin of a warm-up, changes
/// nothing. Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/ftrl.py.
class Ftrl : public detail::RuleOptions<FtrlOptions> {
 public:
  static constexpr std::string_view type_name = "Ftrl";

  explicit Ftrl(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    const double power = options_.learning_rate_power;
    throw_unless(detail::is_finite(power) && power <= 0, type_name, ": learning_rate_power is ", power,
                 "; expected at most 0");
    for_each_strength([](std::string_view name, double x) { detail::require_float_or_zero(type_name, name, x); });
    const double least = options_.initial_accumulator_value + options_.l2_regularization_strength + options_.beta;
    throw_unless(power >= 0 || least > 0, type_name,
                 ": initial_accumulator_value, l2_regularization_strength and beta are 0; expected one above 0, since "
                 "a number without gradient would be 0 / 0");
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"accumulator", "linear"}; }
  [[nodiscard]] double initial(std::size_t slot) const { return slot == 0 ? options_.initial_accumulator_value : 0; }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    if (detail::is_exactly(step.learning_rate, 0)) return;
    if (detail::is_exactly(options_.learning_rate_power, -0.5))
      return follow(step, x, [](const auto& n) { return detail::square_root(n); });
    const auto exponent = static_cast<Scalar>(-options_.learning_rate_power);
    follow(step, x, [exponent](const auto& n) {
      return n.unaryExpr([exponent](Scalar number) { return std::pow(number, exponent); });
    });
  }

  void for_each_setting(auto&& visit) const {
    const auto visit_text = [&](std::string_view name, double x) { visit(name, detail::exact_text(x)); };
    visit_text("learning_rate_power", options_.learning_rate_power);
    for_each_strength(visit_text);
  }

 private:
  void for_each_strength(const auto& visit) const {
    visit("initial_accumulator_value", options_.initial_accumulator_value);
    visit("l1_regularization_strength", options_.l1_regularization_strength);
    visit("l2_regularization_strength", options_.l2_regularization_strength);
    visit("l2_shrinkage_regularization_strength", options_.l2_shrinkage_regularization_strength);
    visit("beta", options_.beta);
  }

  /// power is n^-learning_rate_power.
  template <class Scalar> void follow(const OptimizerStep& step, OptimizerPortion<Scalar>& x, const auto& power) const {
    const auto rate = static_cast<Scalar>(step.learning_rate);
    const auto l1 = static_cast<Scalar>(options_.l1_regularization_strength);
    const auto l2 = static_cast<Scalar>(2 * options_.l2_regularization_strength + options_.beta / step.learning_rate);
    const auto shrinkage = static_cast<Scalar>(2 * options_.l2_shrinkage_regularization_strength);
    NumbersMap<Scalar> n = x.slot(0), z = x.slot(1);
    z += x.g + shrinkage * x.p - (power(n + x.g.square()) - power(n)) / rate * x.p;
    n += x.g.square();
    x.p = (((z.max)(-l1).min)(l1)-z) / (power(n) / rate + l2);
  }
};

static_assert(OptimizerRule<Ftrl>);

}  // namespace weft
