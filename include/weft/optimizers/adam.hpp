// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/optimizers/detail/rule_options.hpp>
#include <weft/optimizers/detail/square_root.hpp>

namespace weft {

/// Adam's settings; the defaults are Keras's.
struct AdamOptions {
  LearningRate learning_rate = 1e-3;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
  bool amsgrad = false;
};

/// Adam: Kingma & Ba 2015, algorithm 1 in the efficient form at the end of section 2, as Keras has it.
///
///   rate = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)
///   m += (1 - beta_1) (g - m)      v += (1 - beta_2) (g^2 - v)      p -= rate m / (sqrt(v) + epsilon)
///
/// With amsgrad (Reddi, Kale & Kumar 2018) the largest v so far stands in v's place in the last equation. Errors:
/// std::invalid_argument when an option is out of its range. Source: keras/src/optimizers/adam.py.
class Adam : public detail::RuleOptions<AdamOptions> {
 public:
  static constexpr std::string_view type_name = "Adam";

  explicit Adam(Options options = {}, OptimizerOptions common = {})
      : RuleOptions(type_name, std::move(options), std::move(common)) {
    detail::require_decay(type_name, "beta_1", options_.beta_1);
    detail::require_decay(type_name, "beta_2", options_.beta_2);
    detail::require_float(type_name, "epsilon", options_.epsilon);
  }

  [[nodiscard]] std::vector<std::string_view> moments() const {
    if (options_.amsgrad) return {"first_moment", "second_moment", "largest_second_moment"};
    return {"first_moment", "second_moment"};
  }

  void begin_step(const OptimizerStep& step) {
    const auto t = static_cast<double>(step.iteration);
    rate_ = step.learning_rate * std::sqrt(1 - std::pow(options_.beta_2, t)) / (1 - std::pow(options_.beta_1, t));
  }

  template <class Scalar> void update(const OptimizerStep& /*step*/, OptimizerPortion<Scalar>& x) const {
    const auto rate = static_cast<Scalar>(rate_);
    const auto epsilon = static_cast<Scalar>(options_.epsilon);
    NumbersMap<Scalar> m = x.slot(0), v = x.slot(1);
    m += static_cast<Scalar>(1 - options_.beta_1) * (x.g - m);
    v += static_cast<Scalar>(1 - options_.beta_2) * (x.g * x.g - v);
    if (!options_.amsgrad) {
      x.p -= rate * m / (detail::square_root(v) + epsilon);
    } else {
      NumbersMap<Scalar> largest = x.slot(2);
      largest = (largest.max)(v);
      x.p -= rate * m / (detail::square_root(largest) + epsilon);
    }
  }

  void for_each_setting(auto&& visit) const {
    visit("beta_1", detail::exact_text(options_.beta_1));
    visit("beta_2", detail::exact_text(options_.beta_2));
    visit("epsilon", detail::exact_text(options_.epsilon));
    visit("amsgrad", options_.amsgrad ? "true" : "false");
  }

 private:
  double rate_ = 0;  // of the running step
};

static_assert(OptimizerRule<Adam>);

}  // namespace weft
