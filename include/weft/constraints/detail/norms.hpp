// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <string_view>

#include <weft/core/parameter.hpp>

/// What constraints of norms share: the length of the vectors along one axis of a parameter, and a factor for each.
namespace weft::detail {

/// Keras's backend.epsilon(), added to a norm that is divided by.
inline constexpr double norm_epsilon = 1e-7;

/// Throws std::invalid_argument unless the shape has that axis; -1 is the last one.
inline void check_axis(std::string_view who, int axis, std::string_view name, const Shape& shape) {
  throw_unless(axis >= -shape.rank() && axis < shape.rank(), who, ": axis is ", axis, "; expected one that ", name,
               " has, which is ", shape);
}

/// Multiplies `count` columns of `rows` numbers, each with what factor(norm) gives for it. From one row to the next
/// there are `stride` numbers.
template <class Scalar, std::size_t most>
void scale_columns(Scalar* w, Index rows, Index stride, std::size_t count, const auto& factor) {
  std::array<double, most> of{};
  for (const Scalar* row = w; row < w + rows * stride; row += stride)
    for (std::size_t c = 0; c < count; ++c) of[c] += static_cast<double>(row[c]) * static_cast<double>(row[c]);
  for (std::size_t c = 0; c < count; ++c) of[c] = factor(std::sqrt(of[c]));
  for (Scalar* row = w; row < w + rows * stride; row += stride)
    for (std::size_t c = 0; c < count; ++c) row[c] = static_cast<Scalar>(static_cast<double>(row[c]) * of[c]);
}

/// w *= factor(n), where n is the Euclidean norm over the axis: of a kernel [inputs x units] and axis 0, that of all
/// that goes into a unit. In double.
template <class Scalar> void scale_by_norm(const Parameter<Scalar>& w, int axis, const auto& factor) {
  constexpr Index most = 64;
  const Index* const at = axis < 0 ? w.shape().end() + axis : w.shape().begin() + axis;
  const Index inner = std::accumulate(at + 1, w.shape().end(), Index{1}, std::multiplies<>());
  const Index outer = std::accumulate(w.shape().begin(), at, Index{1}, std::multiplies<>());
  for (Index block = 0; block < outer; ++block)
    for (Index column = 0; column < inner; column += most)
      scale_columns<Scalar, most>(w.data() + block * *at * inner + column, *at, inner,
                                  static_cast<std::size_t>((std::min)(most, inner - column)), factor);
}

}  // namespace weft::detail
