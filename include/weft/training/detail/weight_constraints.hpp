// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <weft/constraints/constraint.hpp>
#include <weft/core/parameters.hpp>
#include <weft/training/detail/named_parts.hpp>

namespace weft::detail {

/// What a model's weights are held to after each step. Those that are frozen are left alone, as in Keras, whose
/// optimizer does this (keras/src/optimizers/base_optimizer.py: apply), behind the moving average, and also after calls
/// that have only accumulated a gradient.
template <Layer Model> class WeightConstraints {
 public:
  using Constraint = AnyConstraint<typename Model::Scalar>;

  /// No constraint.
  WeightConstraints() = default;
  /// Throws std::invalid_argument, see Trainer::constrain.
  WeightConstraints(const Model& model, const NamedConstraints<typename Model::Scalar>& constraints)
      : text_(named_text(constraints, [](const Constraint& each) { return each.text(); })) {
    for_each_named(model, "Trainer: constrain", constraints,
                   [&](std::string_view name, ParameterOf<const Model> p, const Constraint* constraint) {
                     if (constraint != nullptr) constraint->check_parameter(name, p.shape());
                     of_each_.push_back(constraint == nullptr ? std::nullopt : std::optional(*constraint));
                   });
    if (constraints.empty()) of_each_.clear();
  }

  template <class Optimizer> void apply(Model& model, const Optimizer& optimizer) const {
    if (of_each_.empty()) return;
    std::size_t number = 0;
    for_each_parameter(
        [&](std::string_view, ParameterOf<Model> w) {
          const std::size_t here = number++;
          if (here < of_each_.size() && of_each_[here] && optimizer.trains(here)) of_each_[here]->apply(w);
        },
        model);
  }

  /// What tells them from others.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::vector<std::optional<Constraint>> of_each_;  // of each parameter, in their order; empty where there are none
  std::string text_ = "none";
};

}  // namespace weft::detail
