// SPDX-License-Identifier: MIT
#pragma once

#include <weft/constraints/constraint.hpp>
#include <weft/constraints/detail/norms.hpp>

namespace weft {

/// Makes vectors of length 1:
///
///   w := w / (1e-7 + n)        n = sqrt(sum w^2) over the axis
///
/// A kernel is [inputs x units], so that axis 0 means all that goes into a unit. A vector of zeros stays one. Errors,
/// when it is given to a Trainer: std::invalid_argument when a parameter has no such axis.
/// Source: Keras's UnitNorm (keras/src/constraints/constraints.py).
struct UnitNorm {
  static constexpr std::string_view type_name = "UnitNorm";

  int axis = 0;  ///< as Keras counts them: -1 is the last one

  template <class Scalar> void apply(const Parameter<Scalar>& w) const {
    detail::scale_by_norm(w, axis, [](double n) { return 1 / (detail::norm_epsilon + n); });
  }
  void check_parameter(std::string_view name, const Shape& shape) const {
    detail::check_axis(type_name, axis, name, shape);
  }
  void for_each_setting(auto&& visit) const { visit("axis", std::to_string(axis)); }
};

static_assert(Constraint<UnitNorm>);

}  // namespace weft
