// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <vector>
#include <weft/core/packed_sequence.hpp>
#include <weft/core/parameters.hpp>

/// Public, so that a layer of yours is held to the same law as the library's own.
namespace weft::testing {

/// The worst of all comparisons check_gradient made.
struct GradientCheck {
  double worst_relative_error = 0;
  std::string worst_parameter;  ///< the parameter it was found in, or "input"
  Index checked = 0;            ///< how many derivatives were compared
};

/// The numbers in a layer's input or output.
template <class Scalar, int Rank> std::span<Scalar> numbers(Tensor<Scalar, Rank>& tensor) {
  return {tensor.data(), static_cast<std::size_t>(tensor.size())};
}
template <class Scalar> std::span<Scalar> numbers(PackedSequence<Scalar>& sequence) {
  return {sequence.values.data(), static_cast<std::size_t>(sequence.values.count() * sequence.values.features())};
}

/// Whether a layer's input has a gradient: token ids have none.
template <class L>
concept DifferentiableInput = requires(const L& layer, const typename L::Input& x, const typename L::Output& dy,
                                       typename L::Tape& tape, L& grad) {
  { layer.backward(x, dy, tape, grad) } -> std::same_as<const typename L::Input&>;
};

/// Compares backward with numerical derivatives of a random weighted sum of the outputs,
///
///   s(p) = sum of dy * y(p)       ds/dp  ~  (8 (s(p + e) - s(p - e)) - (s(p + 2e) - s(p - 2e))) / 12 e,   e = 1e-4
///
/// for every parameter and, where it has a gradient, every number of the input. The error is relative to the larger of
/// the two derivatives, and to 1e-4 where both are smaller: rounding leaves fewer digits there. A right layer in
/// double stays below 1e-7; in float the comparison says little. A function with a kink within 2e of an argument, as
/// relu at 0, is reported wrong there.
template <Layer L> class GradientChecker {
 public:
  using Scalar = typename L::Scalar;

  GradientChecker(const L& layer, const typename L::Input& x, Rng& rng)
      : layer_(layer), x_(x), gradient_(zeros_like(layer)) {
    dy_ = layer_.forward(x_, tape_);
    for (Scalar& d : numbers(dy_)) d = static_cast<Scalar>(rng.uniform(-1, 1));
  }

  GradientCheck run() {
    if constexpr (DifferentiableInput<L>) {
      typename L::Input dx = layer_.backward(x_, dy_, tape_, gradient_);
      compare("input", numbers(x_), numbers(dx));
    } else {
      layer_.backward(x_, dy_, tape_, gradient_);
    }
    for_each_parameter(
        [&](std::string_view name, ParameterOf<L> p, ParameterOf<L> dp) { compare(name, p.numbers(), dp.numbers()); },
        layer_, gradient_);
    return result_;
  }

 private:
  void compare(std::string_view name, std::span<Scalar> values, std::span<const Scalar> derivatives) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double numerical = derivative(values[k]), analytic = static_cast<double>(derivatives[k]);
      const double size = (std::max)({std::abs(numerical), std::abs(analytic), 1e-4});
      const double error = std::abs(numerical - analytic) / size;
      ++result_.checked;
      if (!std::isnan(result_.worst_relative_error) && !(error <= result_.worst_relative_error)) {  // NaN is the worst
        result_.worst_relative_error = error;
        result_.worst_parameter = concat(name, '[', k, ']');
      }
    }
  }

  double derivative(Scalar& value) {
    constexpr double e = 1e-4;
    return (8 * difference(value, e) - difference(value, 2 * e)) / (12 * e);
  }

  /// s(value + e) - s(value - e), output by output so that it does not drown in the sum.
  double difference(Scalar& value, double e) {
    const Scalar kept = value;
    value = static_cast<Scalar>(static_cast<double>(kept) + e);
    typename L::Output up = layer_.forward(x_, tape_);
    value = static_cast<Scalar>(static_cast<double>(kept) - e);
    typename L::Output down = layer_.forward(x_, tape_);
    value = kept;
    double sum = 0;
    for (std::size_t k = 0; k < numbers(dy_).size(); ++k)
      sum += static_cast<double>(numbers(dy_)[k]) * static_cast<double>(numbers(up)[k] - numbers(down)[k]);
    return sum;
  }

  L layer_;
  typename L::Input x_;
  typename L::Output dy_;
  typename L::Tape tape_;
  L gradient_;
  GradientCheck result_;
};

/// The check of GradientChecker for a built layer and an input; `rng` draws the weights of the sum.
template <Layer L> GradientCheck check_gradient(const L& layer, const typename L::Input& x, Rng& rng) {
  return GradientChecker<L>(layer, x, rng).run();
}

}  // namespace weft::testing
