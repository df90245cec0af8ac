// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include <weft/core/parameters.hpp>
#include <weft/optimizers/detail/parameter_flags.hpp>

/// One parameter's part of a step: clip, decay, update.
namespace weft::detail {

/// A parameter with all that belongs to it in a step.
template <class Scalar> struct ParameterMemory {
  using Memory = std::array<Scalar*, OptimizerPortion<Scalar>::most_slots>;

  Scalar* p = nullptr;
  Parameter<const Scalar> g;
  Memory of_slot{};
  Index size = 0;
  Shape shape = {};
  std::size_t number = 0;
  bool decays = false;
  double scale = 1;  ///< of the gradient

  [[nodiscard]] OptimizerPortion<Scalar> portion(Index first, Index count, const Scalar* gradient) const {
    Memory memory{};
    for (std::size_t k = 0; k < memory.size(); ++k) memory[k] = of_slot[k] == nullptr ? nullptr : of_slot[k] + first;
    return {.p = {p + first, count}, .g = {gradient, count}, .memory = memory, .shape = shape, .parameter = number};
  }
};

/// What the gradient `parts * g` is multiplied with, so that it is g, and no longer than the limit if there is one.
/// A NaN or an infinity makes the factor NaN.
inline double clipping_scale(double squared_norm, double limit, double parts) {
  const double norm = std::sqrt(squared_norm) / parts;
  if (!is_finite(norm)) return std::numeric_limits<double>::quiet_NaN();
  return limit > 0 && norm > limit ? limit / norm / parts : 1 / parts;
}

/// Sets each parameter's scale. `parts` gradients were added up.
template <class Scalar>
void set_scales(std::vector<ParameterMemory<Scalar>>& parameters, const OptimizerOptions& options, double parts) {
  double all = 0;
  if (options.global_clipnorm > 0)
    for (const auto& each : parameters) all = add_squares(all, each.g);
  for (auto& each : parameters) {
    each.scale = 1 / parts;
    if (options.global_clipnorm > 0) each.scale = clipping_scale(all, options.global_clipnorm, parts);
    if (options.clipnorm > 0) each.scale = clipping_scale(add_squares(0, each.g), options.clipnorm, parts);
  }
}

/// Does it for the numbers first ... first + count of a parameter. `clipped` has room for as many, which are the
/// gradient's where that is not to be used as it is.
template <class Rule, class Scalar>
void update_portion(Rule& rule, const OptimizerStep& step, const OptimizerOptions& options,
                    const ParameterMemory<Scalar>& parameter, Index first, Index count, Scalar* clipped) {
  const Scalar* g = parameter.g.data() + first;
  if (!is_exactly(parameter.scale, 1) || options.clipvalue > 0) {
    const ConstNumbersMap<Scalar> gradient(g, count);
    NumbersMap<Scalar> to(clipped, count);
    to = (gradient.template cast<double>() * parameter.scale).template cast<Scalar>();
    const auto most = static_cast<Scalar>(options.clipvalue);
    if (most > 0)
      std::for_each(clipped, clipped + count, [&](Scalar& d) { d = d > most ? most : d < -most ? -most : d; });
    g = clipped;
  }
  OptimizerPortion<Scalar> portion = parameter.portion(first, count, g);
  if (parameter.decays)
    portion.p -= portion.p * static_cast<Scalar>(options.weight_decay) * static_cast<Scalar>(step.learning_rate);
  rule.update(step, portion);
}

}  // namespace weft::detail
