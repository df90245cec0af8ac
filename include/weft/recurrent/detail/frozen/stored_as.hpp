// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <limits>
#include <string_view>

#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>
#include <weft/core/tensor.hpp>
#include <weft/kernels/half.hpp>

namespace weft::detail {

/// A weight as another type stores it. Throws std::invalid_argument when it is finite and what is stored is not; the
/// error names the layer.
template <kernels::Half Stored> float stored_as(float weight, std::string_view layer) {
  const auto stored = static_cast<float>(static_cast<Stored>(weight));
  throw_unless(is_finite(stored) || !is_finite(weight), layer, ": a weight is ", weight, "; ",
               std::same_as<Stored, float16> ? "float16" : "bfloat16", " ends at ",
               static_cast<float>((std::numeric_limits<Stored>::max)()));
  return stored;
}

/// Weights as another type stores them, so that all ways to multiply by them give the same bits.
template <class Stored, class Scalar>
decltype(auto) stored_as(const Tensor<Scalar, 2>& weights, [[maybe_unused]] std::string_view layer) {
  if constexpr (std::same_as<Stored, Scalar>) {
    return (weights);
  } else {
    static_assert(std::same_as<Scalar, float> && kernels::Half<Stored>,
                  "weft::freeze: a model of float can store its weights as float16 or bfloat16");
    Tensor<Scalar, 2> stored(weights.dimensions());
    std::transform(weights.data(), weights.data() + weights.size(), stored.data(),
                   [&](Scalar w) { return stored_as<Stored>(w, layer); });
    return stored;
  }
}

}  // namespace weft::detail
