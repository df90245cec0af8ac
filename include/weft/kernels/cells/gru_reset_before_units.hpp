// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cell.hpp>

namespace weft::kernels {

/// What a GRU without reset_after is made of. Its three panels are a | z | r: what the input says of the candidate, and
/// the two gates, which the state's product fills too. It has no equations for a vector of units alone: the candidate
/// needs a product with r * h_prev, all units of it, within the step (recurrent/detail/general_cell/row_equations.hpp).
struct GRUResetBeforeUnits {
  static constexpr GateOrder<3> input_gates{2, 0, 1};  // Keras: z | r | h
  static constexpr GateOrder<2> state_gates{0, 1};
  static constexpr int keras_gates = 3, panels = 3, states = 1;
  static constexpr int first_kept_state = 0;
  static constexpr bool h_has_direct_way = true;  // z * h_prev
};

}  // namespace weft::kernels

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::kernels {

extern template void cell_forward(const CellStep<GRUResetBeforeUnits, float>&);
extern template void cell_forward(const CellStep<GRUResetBeforeUnits, double>&);

}  // namespace weft::kernels
#endif
