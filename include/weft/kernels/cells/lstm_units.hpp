// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/cell_row.hpp>

namespace weft::kernels {

/// The equations of an LSTM for one vector of units; the numbers are those of docs/math/lstm.md. The states are h and
/// c.
struct LSTMUnits {
  static constexpr GateOrder<4> input_gates{0, 1, 2, 3}, state_gates = input_gates;  // i | f | g | o
  static constexpr int keras_gates = 4, panels = 4, states = 2;
  static constexpr int first_kept_state = 1;  // h is not kept: backward has o and tanh(c), and so h to the bit
  static constexpr bool h_has_direct_way = false;

  /// c, the same to the bit in forward and backward.
  template <class V>
  [[gnu::always_inline]] static inline V next_c(const V& i, const V& f, const V& g, const V& c_previous) {
    return multiply_add(f, c_previous, i * g);
  }

  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[panels], const V (&previous)[states], V (&next)[states]) {
    const V i = sigmoid(z[0]), f = sigmoid(z[1]);  // (2), (3)
    const V g = tanh(z[2]), o = sigmoid(z[3]);     // (4), (5)
    const V c = next_c(i, f, g, previous[1]);      // (6)
    z[0] = i;
    z[1] = f;
    z[2] = g;
    z[3] = o;
    next[0] = o * tanh(c);  // (7)
    next[1] = c;
  }

  template <class V>
  [[gnu::always_inline]] static inline void backward(V (&gates)[panels], const V (&previous)[states],
                                                     V (&gradient)[states], V& h) {
    const V one = V::broadcast(typename V::Scalar(1));
    const V i = gates[0], f = gates[1], g = gates[2], o = gates[3], c_previous = previous[1], dh = gradient[0];
    const V tanh_c = tanh(next_c(i, f, g, c_previous));                     // again: it costs less than to keep it
    const V dc = multiply_add(dh * o, one - tanh_c * tanh_c, gradient[1]);  // (8)
    gates[0] = dc * g * i * (one - i);                                      // (9)
    gates[1] = dc * c_previous * f * (one - f);                             // (10)
    gates[2] = dc * i * (one - g * g);                                      // (11)
    gates[3] = dh * tanh_c * o * (one - o);                                 // (12)
    gradient[1] = dc * f;                                                   // (13)
    h = o * tanh_c;                                                         // (7)
  }
};

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void cell_forward(const CellStep<LSTMUnits, float>&);
extern template void cell_forward(const CellStep<LSTMUnits, double>&);
extern template void cell_backward(const CellGradientStep<LSTMUnits, float>&);
extern template void cell_backward(const CellGradientStep<LSTMUnits, double>&);
extern template void cell_row(const CellStep<LSTMUnits, float>&);
extern template void cell_row(const CellStep<LSTMUnits, double>&);

}  // namespace weft::kernels
#endif
