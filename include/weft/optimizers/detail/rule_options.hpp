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

/// Throws std::invalid_argument, in an optimizer's name, unless an option is at least 0 and finite in a float.
inline void require_not_negative(std::string_view optimizer, std::string_view name, double x) {
  constexpr auto most = static_cast<double>((std::numeric_limits<float>::max)());
  throw_unless(is_finite(x) && x >= 0 && x <= most, optimizer, ": ", name, " is ", x, "; expected 0 to ", most,
               ", the largest float");
}

/// The same unless it is at least 0 and at most 1.
inline void require_fraction(std::string_view optimizer, std::string_view name, double x) {
  throw_unless(is_finite(x) && x >= 0 && x <= 1, optimizer, ": ", name, " is ", x, "; expected 0 <= ", name, " <= 1");
}

}  // namespace weft::detail
