// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>
#include <weft/optimizers/detail/stretches.hpp>

namespace weft {

/// Lamb's settings; the defaults are Keras's.
struct LambOptions {
  LearningRate learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// Adam's direction, as long as the parameter says: You et al. 2020, algorithm 2, for very large batches.
///
///   m += (1 - beta_1) (g - m)      v += (1 - beta_2) (g^2 - v)
///   u = m / (1 - beta_1^t) / (sqrt(v / (1 - beta_2^t)) + epsilon)
///   p -= learning_rate |p| / |u| u
///
/// |p| and |u| are Euclidean norms over a whole parameter, added up in double; where either is 0, their ratio is 1.
/// Errors: std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/lamb.py.
class Lamb : public detail::RuleOptions<LambOptions> {
 public:
  static constexpr std::string_view type_name = "Lamb";
  static constexpr bool whole_parameters = true;

  explicit Lamb(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "beta_1", options_.beta_1);
    detail::require_decay(type_name, "beta_2", options_.beta_2);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const { return {"first_moment", "second_moment"}; }

  void begin_step(const OptimizerStep& step) {
    const auto t = static_cast<double>(step.iteration);
    first_correction_ = 1 / (1 - std::pow(options_.beta_1, t));
    second_correction_ = 1 / (1 - std::pow(options_.beta_2, t));
  }

  template <class Scalar> void update(const OptimizerStep& step, OptimizerPortion<Scalar>& x) const {
    double p_squares = 0, u_squares = 0;
    detail::for_each_stretch(x, [&](OptimizerPortion<Scalar>& part) {
      NumbersMap<Scalar> m = part.slot(0), v = part.slot(1);
      m += static_cast<Scalar>(1 - options_.beta_1) * (part.g - m);
      v += static_cast<Scalar>(1 - options_.beta_2) * (part.g.square() - v);
      p_squares += detail::sum_of_squares(part.p);
      u_squares += detail::sum_of_squares(direction(part));
    });
    const double ratio = p_squares > 0 && u_squares > 0 ? std::sqrt(p_squares) / std::sqrt(u_squares) : 1;
    x.p -= static_cast<Scalar>(ratio * step.learning_rate) * direction(x);
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_1", detail::exact_text(options_.beta_1));
    visit("beta_2", detail::exact_text(options_.beta_2));
    visit("epsilon", detail::exact_text(options_.epsilon));
  }

 private:
  /// u.
  template <class Scalar> [[nodiscard]] auto direction(const OptimizerPortion<Scalar>& x) const {
    return static_cast<Scalar>(first_correction_) * x.slot(0) /
           (detail::square_root(static_cast<Scalar>(second_correction_) * x.slot(1)) +
            static_cast<Scalar>(options_.epsilon));
  }

  double first_correction_ = 0, second_correction_ = 0;  // of the running step
};

static_assert(OptimizerRule<Lamb>);

}  // namespace weft
