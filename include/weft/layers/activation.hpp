// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include <weft/core/buffer.hpp>
#include <weft/kernels/activations.hpp>

namespace weft {

/// The function a Dense layer applies to its output; in Keras's words, so that Dense{64, relu} reads as there.
enum class Activation { linear, relu, sigmoid, tanh };
using enum Activation;

constexpr std::string_view activation_name(Activation activation) {
  constexpr std::array<std::string_view, 4> names{"linear", "relu", "sigmoid", "tanh"};
  return names[static_cast<std::size_t>(activation)];
}

/// y = activation(y), in place; y holds `size` numbers.
template <class Scalar> void apply(Activation activation, Scalar* y, Index size) {
  switch (activation) {
    case Activation::linear:
      return;
    case Activation::relu:
      return void(std::transform(y, y + size, y, [](Scalar v) { return v < 0 ? Scalar(0) : v; }));
    case Activation::sigmoid:
      return kernels::sigmoid(y, size);
    case Activation::tanh:
      return kernels::tanh(y, size);
  }
}

/// d activation(z) / dz, told from y = activation(z) alone; relu has 0 at 0, as in Keras.
template <class Scalar> Scalar derivative(Activation activation, Scalar y) {
  switch (activation) {
    case Activation::linear:
      return 1;
    case Activation::relu:
      return y > 0 ? Scalar(1) : Scalar(0);
    case Activation::sigmoid:
      return y * (1 - y);
    case Activation::tanh:
      return 1 - y * y;
  }
  return 0;
}

}  // namespace weft
