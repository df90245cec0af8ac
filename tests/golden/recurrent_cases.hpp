// SPDX-License-Identifier: MIT
#pragma once

#include "recurrent.hpp"
#include "recurrent_layers.hpp"

/// What recurrent_layers.py gave Keras beyond what recurrent.hpp makes: states, their gradients and dropout's masks.
///
///   x           recurrent_input<Scalar>(pass.masked)
///   weights     set_weights(layer, case_weights), of layers that call them kernel, recurrent_kernel and bias
///   dy          gradient_like(y, x.packing)
///   the rest    below; rows of states and of masks are the batch's, in the caller's order
namespace weft::golden {

inline constexpr std::uint32_t case_weights = 10;

constexpr Index gates(RecurrentKind kind) {
  return kind == RecurrentKind::lstm ? 4 : kind == RecurrentKind::simple_rnn ? 1 : 3;
}

template <class Scalar> Tensor<Scalar, 2> state_numbers(std::uint32_t seed) {
  Tensor<Scalar, 2> state(batch, units);
  fill(state, seed, 1.0);
  return state;
}

// The initial states of a case that has them, and the gradients of the final ones; c is LSTM's.
template <class Scalar> Tensor<Scalar, 2> initial_h() { return state_numbers<Scalar>(3); }
template <class Scalar> Tensor<Scalar, 2> initial_c() { return state_numbers<Scalar>(4); }
template <class Scalar> Tensor<Scalar, 2> final_dh() { return state_numbers<Scalar>(5); }
template <class Scalar> Tensor<Scalar, 2> final_dc() { return state_numbers<Scalar>(6); }

/// 0, a share `rate` of them, and 1 / (1 - rate), [masks x batch x features].
template <class Scalar> Tensor<Scalar, 3> dropout_masks(std::uint32_t seed, Index masks, Index features, double rate) {
  Tensor<Scalar, 3> result(masks, batch, features);
  for (Index k = 0; k < result.size(); ++k)
    result.data()[k] =
        static_cast<Scalar>(mix(seed, static_cast<std::uint32_t>(k)) >= rate * 0x1p32 ? 1 / (1 - rate) : 0);
  return result;
}

inline constexpr double input_dropout = 0.25, state_dropout = 0.5;

/// The masks of the input: [1 x batch x input_dim], which all gates share, or one for each gate, in the kernel's order.
/// There are none without dropout.
template <class Scalar> Tensor<Scalar, 3> input_masks(const RecurrentCase& pass) {
  const Index masks = pass.dropout == DropoutMasks::none    ? 0
                      : pass.dropout == DropoutMasks::input ? 1
                                                            : gates(pass.kind);
  return dropout_masks<Scalar>(20, masks, input_dim, input_dropout);
}

/// The masks of the state, [gates x batch x units], or none.
template <class Scalar> Tensor<Scalar, 3> state_masks(const RecurrentCase& pass) {
  return dropout_masks<Scalar>(21, pass.dropout == DropoutMasks::gates ? gates(pass.kind) : 0, units, state_dropout);
}

}  // namespace weft::golden
