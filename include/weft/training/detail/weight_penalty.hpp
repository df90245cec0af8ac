// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <weft/core/parameters.hpp>
#include <weft/core/settings.hpp>
#include <weft/regularizers/l1_l2.hpp>
#include <weft/training/detail/named_parts.hpp>

namespace weft::detail {

/// What the size of a model's weights adds to a batch's loss, and to its gradient: sum over parameters of R(w). Of
/// those that the optimizer trains, as Keras has it (keras/src/layers/layer.py: _get_regularization_losses).
template <Layer Model> class WeightPenalty {
 public:
  using Scalar = typename Model::Scalar;

  /// No penalty.
  WeightPenalty() = default;
  /// Throws std::invalid_argument, see Trainer::regularize.
  WeightPenalty(const Model& model, const NamedRegularizers& regularizers)
      : text_(named_text(regularizers, [](const L1L2& each) { return part_text(each); })) {
    for (const auto& [part, regularizer] : regularizers) regularizer.check_options();
    for_each_named(model, "Trainer: regularize", regularizers,
                   [&](std::string_view, ParameterOf<const Model>, const L1L2* regularizer) {
                     of_each_.push_back(regularizer == nullptr ? L1L2{} : *regularizer);
                   });
    if (regularizers.empty()) of_each_.clear();
  }

  template <class Optimizer> [[nodiscard]] double value(const Model& model, const Optimizer& optimizer) const {
    double sum = 0;
    for_each_regularized(
        [&](const L1L2& regularizer, ParameterOf<const Model> w) { sum += regularizer.penalty(w.numbers()); },
        optimizer, model);
    return sum;
  }
  /// Adds the derivative to the gradient, and returns the value. A table's gradient has no row left that is not
  /// touched.
  template <class Optimizer>
  double add_gradient(const Model& model, const Optimizer& optimizer, Model& gradient) const {
    for_each_regularized(
        [&](const L1L2& regularizer, ParameterOf<const Model> w, ParameterOf<Model> g) {
          regularizer.add_gradient(w.numbers(), g.numbers());
          if (g.touched() == nullptr) return;
          for (Index row = 0; row < *g.shape().begin(); ++row) g.touched()->touch(row);
        },
        optimizer, model, gradient);
    return value(model, optimizer);
  }

  /// What tells it from others.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  /// Calls visit(regularizer, parameter...) for those that have one and are trained.
  template <class Optimizer, class... Models>
  void for_each_regularized(const auto& visit, const Optimizer& optimizer, Models&... models) const {
    if (of_each_.empty()) return;
    std::size_t number = 0;
    for_each_parameter(
        [&](std::string_view, ParameterOf<Models>... parameters) {
          const std::size_t here = number++;
          if (here >= of_each_.size() || !optimizer.trains(here)) return;
          const L1L2& regularizer = of_each_[here];
          if (regularizer.l1 > 0 || regularizer.l2 > 0) visit(regularizer, parameters...);
        },
        models...);
  }

  std::vector<L1L2> of_each_;  // of each parameter, in their order; empty where there are none
  std::string text_ = "none";
};

}  // namespace weft::detail
