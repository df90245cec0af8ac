// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <stdexcept>

#include <weft/training/detail/largest.hpp>

namespace weft::detail {

/// Throws std::runtime_error, naming epoch and batch and the largest numbers, where a step's are not finite.
template <Layer Model> struct NumbersCheck {
  const Model& model;
  const Model& of_gradient;
  Index epoch, batch;

  void loss(double loss) const {
    if (!is_finite(loss)) fail(concat("loss is ", std::abs(loss)));  // abs: a NaN has no sign to speak of
  }

  /// A gradient is squared before it is used: by Adam and its kind, and first of all, in double, where its norm is
  /// taken.
  void gradient(bool is_clipped) const {
    using Scalar = typename Model::Scalar;
    const double size = max_abs(of_gradient);
    auto most = static_cast<double>((std::numeric_limits<Scalar>::max)());
    if (is_clipped) most = (std::numeric_limits<double>::max)();
    if (is_finite(size) && size * size <= most) return;
    fail(concat("gradient", is_finite(size) ? " is too large to be squared" : " is not finite"));
  }

  /// The optimizer's step from a finite gradient can still go beyond the largest number there is. Costs what the step
  /// may have changed.
  template <class Optimizer> void step(const Optimizer& optimizer) const {
    if (is_finite(max_abs_updated(optimizer, model))) return;
    throw std::runtime_error(concat("fit: the step of epoch ", epoch, ", batch ", batch, " made ", largest(model),
                                    "; the learning rate is ", optimizer.learning_rate(), ", the largest gradient ",
                                    largest(of_gradient)));
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw std::runtime_error(concat("fit: the ", problem, " in epoch ", epoch, ", batch ", batch,
                                    "; the model is as it was before this batch; its largest parameter is ",
                                    largest(model), ", the largest gradient ", largest(of_gradient)));
  }
};

template <Layer Model> NumbersCheck(const Model&, const Model&, Index, Index) -> NumbersCheck<Model>;

}  // namespace weft::detail
