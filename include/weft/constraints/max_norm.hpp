// SPDX-License-Identifier: MIT
#pragma once

#include <weft/constraints/constraint.hpp>
#include <weft/constraints/detail/norms.hpp>
#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/require.hpp>

namespace weft {

/// Cuts vectors down to a length:
///
///   w := w min(n, max_value) / (1e-7 + n)        n = sqrt(sum w^2) over the axis
///
/// A kernel is [inputs x units], so that with axis 0 it is all that goes into a unit that is at most so long.
/// Errors, when it is given to a Trainer: std::invalid_argument when max_value is negative or no float, or a parameter
/// has no such axis. Source: Keras's MaxNorm (keras/src/constraints/constraints.py).
struct MaxNorm {
  static constexpr std::string_view type_name = "MaxNorm";

  double max_value = 2;
  int axis = 0;  ///< as Keras counts them: -1 is the last one

  template <class Scalar> void apply(const Parameter<Scalar>& w) const {
    detail::scale_by_norm(w, axis, [&](double n) { return (std::min)(n, max_value) / (detail::norm_epsilon + n); });
  }
  void check_parameter(std::string_view name, const Shape& shape) const {
    detail::require_float_or_zero(type_name, "max_value", max_value);
    detail::check_axis(type_name, axis, name, shape);
  }
  void for_each_setting(auto&& visit) const {
    visit("max_value", detail::exact_text(max_value));
    visit("axis", std::to_string(axis));
  }
};

static_assert(Constraint<MaxNorm>);

}  // namespace weft
