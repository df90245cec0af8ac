// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cell_row.hpp>
#include <weft/recurrent/detail/cell.hpp>

namespace weft::detail {

/// A cell whose steps are never taken back: what they would keep for backward may be left as it was.
template <class Units, class Scalar, class Weight> class FrozenCell : public Cell<Units, Scalar, Weight> {
  using Base = Cell<Units, Scalar, Weight>;

 public:
  using typename Base::Kept;
  using typename Base::Step;

  /// The step is no copy: to copy what was written a moment ago would take longer than a small step.
  void forward(Step& step, Kept& kept, Index kept_row) const {
    if constexpr (kernels::VectorUnits<Units>) {
      if (step.rows == 1 && this->general.is_idle()) {
        step.units = this->weights.units;
        return kernels::cell_row(step);
      }
    }
    Base::forward(step, kept, kept_row);
  }
};

}  // namespace weft::detail
