// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/activations.hpp>
#include <weft/kernels/cell_backward.hpp>
#include <weft/kernels/cell_row.hpp>

namespace weft::kernels {

/// The equations of a GRU with reset_after for one vector of units; the numbers are those of docs/math/gru.md.
///
/// Its four panels are a | z | r | q: what the input says of the candidate, the two gates, and what the state says of
/// the candidate. The input's product fills the first three, the state's the last three. For backward they become
/// the candidate g | z | r | q, and then the gradients da | dz | dr | dq.
struct GRUUnits {
  static constexpr GateOrder<3> input_gates{2, 0, 1}, state_gates{0, 1, 2};  // Keras: z | r | h
  static constexpr int keras_gates = 3, panels = 4, states = 1;
  static constexpr int first_kept_state = 0;
  static constexpr bool h_has_direct_way = true;  // z * h_prev

  template <class V>
  [[gnu::always_inline]] static inline void forward(V (&z)[panels], const V (&previous)[states], V (&next)[states]) {
    const V one = V::broadcast(typename V::Scalar(1));
    const V update = sigmoid(z[1]), reset = sigmoid(z[2]);                    // (2), (3)
    const V candidate = tanh(multiply_add(reset, z[3], z[0]));                // (4)
    next[0] = multiply_add(update, previous[0], (one - update) * candidate);  // (5)
    z[0] = candidate;
    z[1] = update;
    z[2] = reset;
  }

  template <class V>
  [[gnu::always_inline]] static inline void backward(V (&gates)[panels], const V (&previous)[states],
                                                     V (&gradient)[states], V& /*h*/) {
    const V one = V::broadcast(typename V::Scalar(1));
    const V g = gates[0], z = gates[1], r = gates[2], q = gates[3], dh = gradient[0];
    const V da = dh * (one - z) * (one - g * g);  // (6)
    gates[0] = da;
    gates[1] = dh * (previous[0] - g) * z * (one - z);  // (7)
    gates[2] = da * q * r * (one - r);                  // (8)
    gates[3] = da * r;                                  // (9)
    gradient[0] = dh * z;                               // (10), its direct way
  }
};

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void cell_forward(const CellStep<GRUUnits, float>&);
extern template void cell_forward(const CellStep<GRUUnits, double>&);
extern template void cell_backward(const CellGradientStep<GRUUnits, float>&);
extern template void cell_backward(const CellGradientStep<GRUUnits, double>&);
extern template void cell_row(const CellStep<GRUUnits, float>&);
extern template void cell_row(const CellStep<GRUUnits, double>&);

}  // namespace weft::kernels
#endif
