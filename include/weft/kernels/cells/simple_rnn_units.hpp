// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/cell_row.hpp>

namespace weft::kernels {

/// The equations of a SimpleRNN for one vector of units (Elman 1990).
///
///   h = tanh(z)          dz = dh (1 - h^2)
struct SimpleRNNUnits {
  static constexpr GateOrder<1> input_gates{0}, state_gates = input_gates;
  static constexpr int keras_gates = 1, panels = 1, states = 1;
  static constexpr int first_kept_state = 0;
  static constexpr bool h_has_direct_way = false;

  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[panels], const V (&)[states], V (&next)[states]) {
    next[0] = z[0] = tanh(z[0]);
  }

  template <class V>
  [[gnu::always_inline]] static inline void backward(V (&gates)[panels], const V (&)[states], V (&gradient)[states],
                                                     V& /*h*/) {
    const V one = V::broadcast(typename V::Scalar(1));
    gates[0] = gradient[0] * (one - gates[0] * gates[0]);
  }
};

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void cell_forward(const CellStep<SimpleRNNUnits, float>&);
extern template void cell_forward(const CellStep<SimpleRNNUnits, double>&);
extern template void cell_backward(const CellGradientStep<SimpleRNNUnits, float>&);
extern template void cell_backward(const CellGradientStep<SimpleRNNUnits, double>&);
extern template void cell_row(const CellStep<SimpleRNNUnits, float>&);
extern template void cell_row(const CellStep<SimpleRNNUnits, double>&);

}  // namespace weft::kernels
#endif
