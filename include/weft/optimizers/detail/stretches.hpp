// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/optimizers/optimizer.hpp>

/// For an optimizer that is given whole parameters and goes through them a stretch at a time.
namespace weft::detail {

/// How many numbers a stretch has: what an update keeps of them stays in the first-level cache.
inline constexpr Index stretch_size = 1024;

/// The numbers first ... first + count of a portion, with all that belongs to them.
template <class Scalar>
[[nodiscard]] OptimizerPortion<Scalar> stretch(OptimizerPortion<Scalar> x, Index first, Index count) {
  auto memory = x.memory;
  for (Scalar*& slot : memory) slot = slot == nullptr ? nullptr : slot + first;
  return {.p = {x.p.data() + first, count},
          .g = {x.g.data() + first, count},
          .memory = memory,
          .shape = x.shape,
          .parameter = x.parameter};
}

/// Calls visit(stretch) for each of a portion's.
template <class Scalar> void for_each_stretch(const OptimizerPortion<Scalar>& x, const auto& visit) {
  for (Index first = 0; first < x.p.size(); first += stretch_size) {
    OptimizerPortion<Scalar> part = stretch(x, first, (std::min)(stretch_size, x.p.size() - first));
    visit(part);
  }
}

/// The sum of the squares of an expression's numbers, of which there is one stretch at most. Added up in double, one
/// after another, so that the bits do not depend on where they stand.
template <class Numbers> [[nodiscard]] double sum_of_squares(const Eigen::ArrayBase<Numbers>& expression) {
  const Eigen::Array<typename Numbers::Scalar, Eigen::Dynamic, 1, Eigen::ColMajor, stretch_size, 1> numbers =
      expression;
  double sum = 0;
  for (Index k = 0; k < numbers.size(); ++k) sum += static_cast<double>(numbers[k]) * static_cast<double>(numbers[k]);
  return sum;
}

}  // namespace weft::detail
