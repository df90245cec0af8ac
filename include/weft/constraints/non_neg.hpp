// SPDX-License-Identifier: MIT
#pragma once

#include <weft/constraints/constraint.hpp>

namespace weft {

/// Makes 0 of what is negative: w := max(w, 0). Source: Keras's NonNeg (keras/src/constraints/constraints.py).
struct NonNeg {
  static constexpr std::string_view type_name = "NonNeg";

  template <class Scalar> void apply(const Parameter<Scalar>& w) const {
    for (Scalar& number : w.numbers()) number = number < 0 ? 0 : number;
  }
};

static_assert(Constraint<NonNeg>);

}  // namespace weft
