// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <vector>
#include <weft/constraints/constraint.hpp>
#include <weft/core/tensor.hpp>

#include "../golden/constraints.hpp"
#include "../golden/formula.hpp"

/// What Keras's constraints make of weights, and what ours do.
namespace weft::testing {

/// Calls use(parameter) with a tensor of that shape, filled as tests/golden/constraints.py fills it.
template <class Scalar, int Rank> void with_weights(const std::vector<int>& shape, const auto& use) {
  typename Tensor<Scalar, Rank>::Dimensions extents;
  std::copy(shape.begin(), shape.end(), extents.begin());
  Tensor<Scalar, Rank> w(extents);
  golden::fill(w, 7, 1.5);
  std::fill_n(w.data(), 3, Scalar{0});
  use(Parameter<Scalar>(w));
}
template <class Scalar> void with_weights(const std::vector<int>& shape, const auto& use) {
  if (shape.size() == 1) return with_weights<Scalar, 1>(shape, use);
  if (shape.size() == 2) return with_weights<Scalar, 2>(shape, use);
  if (shape.size() == 3) return with_weights<Scalar, 3>(shape, use);
  with_weights<Scalar, 4>(shape, use);
}

/// Checks all cases of that name, each with what `make` makes of its options.
void check_constraint(std::string_view name, const auto& make) {
  int cases = 0;
  for (const golden::ConstraintCase& each : golden::constraint_cases) {
    if (each.name != name) continue;
    ++cases;
    CAPTURE(cases);
    const auto constraint = make(each);
    const auto applied = [&]<class Scalar>(const Parameter<Scalar>& w) {
      if constexpr (requires { constraint.check_parameter("w", w.shape()); })
        constraint.check_parameter("w", w.shape());
      constraint.apply(w);
      golden::check_near("weights", std::span<const Scalar>(w.numbers()), each.result,
                         std::is_same_v<Scalar, double> ? 1e-15 : 1e-6);
    };
    with_weights<double>(each.shape, applied);
    with_weights<float>(each.shape, applied);
  }
  CHECK(cases > 3);
}

}  // namespace weft::testing
