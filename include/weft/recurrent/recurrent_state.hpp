// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include <weft/core/tensor.hpp>

namespace weft {

/// The states of a recurrent layer between two passes, or their gradients: [batch x units] each, row k the caller's
/// k-th sequence. A SimpleRNN and a GRU have one, h; an LSTM has two, h and c.
template <class S, std::size_t Count> struct RecurrentState {
  using Scalar = S;
  static constexpr std::size_t count = Count;

  std::array<Tensor<Scalar, 2>, Count> each;

  Tensor<Scalar, 2>& h() { return each[0]; }
  [[nodiscard]] const Tensor<Scalar, 2>& h() const { return each[0]; }
  Tensor<Scalar, 2>& c() requires(Count == 2) { return each[1]; }
  [[nodiscard]] const Tensor<Scalar, 2>& c() const requires(Count == 2) { return each[1]; }

  [[nodiscard]] Index batch() const { return h().dimension(0); }

  /// Makes them those of so many sequences, in the memory they have if that fits.
  void resize(Index batch, Index units) {
    for (Tensor<Scalar, 2>& state : each) state.resize(batch, units);
  }
  void set_zero(Index batch, Index units) {
    resize(batch, units);
    for (Tensor<Scalar, 2>& state : each) state.setZero();
  }
};

}  // namespace weft
