// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cell.hpp>

namespace weft::kernels {

/// What one step of backward reads and writes; every pointer is to the first of `rows` rows.
template <class Units, class Scalar> struct CellGradientStep {
  Index rows, padded_units;
  std::array<const Scalar*, Units::states> previous;  ///< [rows x padded units] each, from first_kept_state on
  std::array<Scalar*, Units::states> gradient;        ///< [rows x padded units]: dL/d states; those before afterwards
  Scalar* gates;                                      ///< [rows x input panels padded units]; becomes dz of the input
  const Scalar* extra = nullptr;                      ///< [rows x extra panels padded units]
  Scalar* state_dz = nullptr;  ///< [rows x state panels padded units], where it is not the input's
  Scalar* h = nullptr;         ///< [h_rows x padded units]: h of the first rows, the same to the bit as in forward
  Index h_rows = 0;
  const Scalar* next_previous = nullptr;  ///< the kept state of the step that is taken back next, to be fetched
  Index next_rows = 0;
};

template <class Units> struct CellBackwardKernel {
  template <class Isa, class Scalar>
  [[gnu::always_inline]] static inline void run(const CellGradientStep<Units, Scalar>& step) {
    for (Index row = 0; row < step.rows; ++row)
      for (Index unit = 0; unit < step.padded_units; unit += Isa::template Vector<Scalar>::lanes)
        gradient<typename Isa::template Vector<Scalar>>(step, row, unit);
  }

 private:
  static constexpr int inputs = input_panels<Units>, of_state = state_panels<Units>, extras = extra_panels<Units>;

  /// Where the first of so many panels of a block is.
  template <class Scalar>
  [[gnu::always_inline]] static inline Index place(Index row, Index unit, Index padded_units, int of) {
    constexpr Index width = panel_width<Scalar>;
    return row * of * padded_units + unit / width * of * width + unit % width;
  }

  template <class V, class Scalar>
  [[gnu::always_inline]] static inline void gradient(const CellGradientStep<Units, Scalar>& step, Index row,
                                                     Index unit) {
    constexpr Index width = panel_width<Scalar>;
    const Index at = row * step.padded_units + unit;
    if (row < step.next_rows) prefetch(step.next_previous + at);
    V gates[static_cast<std::size_t>(Units::panels)], previous[Units::states] = {}, d[Units::states], h = {};
    Scalar* z = step.gates + place<Scalar>(row, unit, step.padded_units, inputs);
#pragma GCC unroll 8
    for (int p = 0; p < inputs; ++p) gates[p] = V::load(z + p * width);
    if constexpr (extras > 0) {
      const Scalar* extra = step.extra + place<Scalar>(row, unit, step.padded_units, extras);
      for (int p = 0; p < extras; ++p) gates[inputs + p] = V::load(extra + p * width);
    }
    if constexpr (Units::first_kept_state < Units::states) {
#pragma GCC unroll 4
      for (std::size_t s = Units::first_kept_state; s < Units::states; ++s)
        previous[s] = V::load(step.previous[s] + at);
    }
#pragma GCC unroll 4
    for (std::size_t s = 0; s < Units::states; ++s) d[s] = V::load(step.gradient[s] + at);
    Units::backward(gates, previous, d, h);
#pragma GCC unroll 8
    for (int p = 0; p < inputs; ++p) gates[p].store(z + p * width);
    if constexpr (extras > 0) {
      Scalar* state_dz = step.state_dz + place<Scalar>(row, unit, step.padded_units, of_state);
#pragma GCC unroll 8
      for (int p = 0; p < of_state; ++p) gates[Units::panels - of_state + p].store(state_dz + p * width);
    }
    constexpr std::size_t first = Units::h_has_direct_way ? 0 : 1;  // else the product alone makes dh_prev
    if constexpr (first < Units::states) {
#pragma GCC unroll 4
      for (std::size_t s = first; s < Units::states; ++s) d[s].store(step.gradient[s] + at);
    }
    if constexpr (Units::first_kept_state > 0) {
      if (row < step.h_rows) h.store(step.h + at);
    }
  }
};

/// Turns what one step kept into dz, and gradients of its states into those of the states before, where h_prev's lacks
/// dz U^T. Valid types: float, double.
template <class Units, class Scalar> void cell_backward(const CellGradientStep<Units, Scalar>& step) {
  dispatch<CellBackwardKernel<Units>>(step);
}

}  // namespace weft::kernels
