// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <weft/optimizers/optimizer.hpp>

namespace weft::detail {

/// What an optimizer was asked for: its own options, which have a learning_rate, and those that all have in common.
template <class OwnOptions> class RuleOptions {
 public:
  using Options = OwnOptions;

  [[nodiscard]] const LearningRate& learning_rate() const { return options_.learning_rate; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] const OptimizerOptions& common() const { return common_; }

 protected:
  /// Throws std::invalid_argument, in the optimizer's name, unless the learning rate is one that floats can be
  /// multiplied with.
  RuleOptions(std::string_view optimizer, Options options, OptimizerOptions common)
      : options_(std::move(options)), common_(std::move(common)) {
    check_learning_rate(optimizer, options_.learning_rate);
  }

  Options options_;
  OptimizerOptions common_;
};

}  // namespace weft::detail
