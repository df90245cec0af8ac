// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/activation.hpp>
#include <weft/recurrent/detail/general_cell/dense_step.hpp>

namespace weft::detail {

/// Which functions a cell's equations have for tanh and sigmoid: Keras's activation and recurrent_activation.
struct CellFunctions {
  Activation activation = tanh, recurrent_activation = sigmoid;

  /// Those that the kernels compute themselves.
  [[nodiscard]] bool are_default() const { return activation == tanh && recurrent_activation == sigmoid; }
};

/// y = f(z)
template <class Scalar> void activate(const Activation& f, const Rows<Scalar>& z, Rows<Scalar>& y) {
  std::copy_n(z.data(), z.count() * z.features(), y.data());
  apply(f, y.data(), y.count(), y.features());
}

/// z becomes dz = dy f'(z); y = f(z), and may be dy.
template <class Scalar>
void differentiate(const Activation& f, Rows<Scalar>& z, const Rows<Scalar>& y, const Rows<Scalar>& dy) {
  weft::differentiate(f, z.data(), y.data(), dy.data(), z.data(), z.count(), z.features());
}

}  // namespace weft::detail
