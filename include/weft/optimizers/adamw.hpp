// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/adam.hpp>

namespace weft {

/// Adam with decoupled weight decay: Loshchilov & Hutter 2019, algorithm 2.
///
///   p -= weight_decay learning_rate p      and then Adam's update, which sees nothing of it
///
/// It is Adam{{...}, {.weight_decay = 0.004}} under the name that most know. Biases decay as well unless they are
/// excluded:
///
///   AdamW{{.learning_rate = 1e-3}}
///   AdamW{{.learning_rate = 1e-3}, {.weight_decay = 0.01, .exclude_from_weight_decay = {"bias"}}}
///
/// Errors: std::invalid_argument when an option is out of its range, and when other common options are given without a
/// weight_decay, so that it would be 0. Source: keras/src/optimizers/adamw.py.
class AdamW : public Adam {
 public:
  static constexpr std::string_view type_name = "AdamW";

  explicit AdamW(Options options = {}, OptimizerOptions common = {.weight_decay = 0.004})
      : Adam(std::move(options), checked(std::move(common))) {}

 private:
  static OptimizerOptions checked(OptimizerOptions common) {
    throw_unless(detail::is_finite(common.weight_decay) && common.weight_decay > 0, type_name, ": weight_decay is ",
                 common.weight_decay, "; expected more than 0, as {.weight_decay = 0.004}; without any it is Adam");
    return common;
  }
};

static_assert(OptimizerRule<AdamW>);

}  // namespace weft
