// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/layers/dense.hpp>

#include "formula.hpp"

/// The parameters and gradients that adam.py gave Keras: the kernel and the bias of a Dense.
namespace weft::golden {

template <class Scalar> Dense<Scalar> given_parameters() {
  Dense<Scalar> dense(4);
  Rng rng(0);
  dense.build(3, rng);
  fill(dense.kernel, 1, 0.01);
  fill(dense.bias, 2, 0.01);
  return dense;
}

template <class Scalar> void set_given_gradient(Dense<Scalar>& gradient, std::uint32_t step) {
  fill(gradient.kernel, 100 + step, 0.5);
  fill(gradient.bias, 200 + step, 2e-7);
}

/// Checks the kernel, then the bias, with those of `keras`, one after another.
template <class Scalar> void check_dense(const char* what, const Dense<Scalar>& dense, std::span<const double> keras) {
  const auto kernel_size = static_cast<std::size_t>(dense.kernel.size());
  REQUIRE(keras.size() == kernel_size + static_cast<std::size_t>(dense.bias.size()));
  check_near(what, dense.kernel, keras.first(kernel_size));
  check_near(what, dense.bias, keras.subspan(kernel_size));
}

}  // namespace weft::golden
