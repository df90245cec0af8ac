// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/parameters.hpp>

#include "formula.hpp"

/// The inputs, weights and gradients that lstm.py and recurrent_layers.py gave Keras.
namespace weft::golden {

inline constexpr Index input_dim = 3, units = 5, batch = 5, steps = 5;

template <class Scalar> PackedSequence<Scalar> recurrent_input(bool masked) {
  std::vector<Index> lengths{3, 1, 5, 3, 5};
  if (!masked) std::fill(lengths.begin(), lengths.end(), steps);
  Tensor<Scalar, 3> padded(batch, steps, input_dim);
  fill(padded, 1, 1.0);
  PackedSequence<Scalar> packed;
  pack(padded, lengths, packed);
  return packed;
}

template <class L> void set_weights(L& layer, std::uint32_t seed) {
  Rng rng(0);
  layer.build(input_dim, rng);
  fill(layer.kernel, seed, 0.7);
  fill(layer.recurrent_kernel, seed + 1, 0.5);
  fill(layer.bias, seed + 2, 0.4);
}

/// The gradient of y.
template <class Scalar>
Tensor<Scalar, 2> gradient_like(const Tensor<Scalar, 2>& y, const Packing&, std::uint32_t seed = 2) {
  Tensor<Scalar, 2> dy(y.dimension(0), y.dimension(1));
  fill(dy, seed, 1.0);
  return dy;
}
template <class Scalar>
PackedSequence<Scalar> gradient_like(const PackedSequence<Scalar>& y, const Packing& packing, std::uint32_t seed = 2) {
  Tensor<Scalar, 3> padded(packing.batch(), packing.steps(), y.features());
  fill(padded, seed, 1.0);
  std::vector<Index> lengths(static_cast<std::size_t>(packing.batch()));
  for (Index k = 0; k < packing.batch(); ++k) lengths[static_cast<std::size_t>(packing.order(k))] = packing.length(k);
  PackedSequence<Scalar> dy;
  pack(padded, lengths, dy);
  return dy;
}

template <class Scalar> const Tensor<Scalar, 2>& unpacked(const Tensor<Scalar, 2>& y) { return y; }
template <class Scalar> Tensor<Scalar, 3> unpacked(const PackedSequence<Scalar>& y) { return unpack(y); }

/// Runs the layer forward and backward, checks y and dx, and returns the gradient of its parameters.
template <class L> L check_pass(const L& layer, const auto& pass) {
  using Scalar = typename L::Scalar;
  const PackedSequence<Scalar> x = recurrent_input<Scalar>(pass.masked);
  auto tape = make_tape(layer);
  L gradient = zeros_like(layer);
  const auto y = layer.forward(x, tape);
  const auto dx = layer.backward(x, gradient_like(y, x.packing), tape, gradient);
  check_near("y", unpacked(y), pass.y);
  check_near("dx", unpack(dx), pass.dx);
  return gradient;
}

template <class L>
void check_weights(const L& gradient, std::span<const double> dkernel, std::span<const double> drecurrent_kernel,
                   std::span<const double> dbias) {
  check_near("dkernel", gradient.kernel, dkernel);
  check_near("drecurrent_kernel", gradient.recurrent_kernel, drecurrent_kernel);
  check_near("dbias", gradient.bias, dbias);
}

}  // namespace weft::golden
