// SPDX-License-Identifier: MIT
#pragma once

#include <weft/constraints/constraint.hpp>
#include <weft/constraints/detail/norms.hpp>
#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/require.hpp>

namespace weft {

/// Brings the length of vectors between two bounds, at once or, with a rate below 1, a share of the way in each step:
///
///   w := w (rate clip(n, min_value, max_value) + (1 - rate) n) / (1e-7 + n)        n = sqrt(sum w^2) over the axis
///
/// A kernel is [inputs x units], so that axis 0 means all that goes into a unit. A vector of zeros stays one. Errors,
/// when it is given to a Trainer: std::invalid_argument when a bound is negative or no float, min_value is above
/// max_value, the rate is not 0 to 1, or a parameter has no such axis.
/// Source: Keras's MinMaxNorm (keras/src/constraints/constraints.py).
struct MinMaxNorm {
  static constexpr std::string_view type_name = "MinMaxNorm";

  double min_value = 0, max_value = 1;
  double rate = 1;
  int axis = 0;  ///< as Keras counts them: -1 is the last one

  template <class Scalar> void apply(const Parameter<Scalar>& w) const {
    detail::scale_by_norm(w, axis, [&](double n) {
      return (rate * std::clamp(n, min_value, max_value) + (1 - rate) * n) / (detail::norm_epsilon + n);
    });
  }
  void check_parameter(std::string_view name, const Shape& shape) const {
    detail::require_float_or_zero(type_name, "min_value", min_value);
    detail::require_float_or_zero(type_name, "max_value", max_value);
    throw_unless(min_value <= max_value, type_name, ": min_value is ", min_value, " and max_value ", max_value,
                 "; expected min_value <= max_value");
    detail::require_fraction(type_name, "rate", rate);
    detail::check_axis(type_name, axis, name, shape);
  }
  void for_each_setting(auto&& visit) const {
    visit("min_value", detail::exact_text(min_value));
    visit("max_value", detail::exact_text(max_value));
    visit("rate", detail::exact_text(rate));
    visit("axis", std::to_string(axis));
  }
};

static_assert(Constraint<MinMaxNorm>);

}  // namespace weft
