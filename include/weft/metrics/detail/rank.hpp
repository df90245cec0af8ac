// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include <weft/core/detail/finite.hpp>

/// Which of a row's predictions are the largest.
namespace weft::detail {

template <class Scalar> bool is_nan(Scalar number) {
  using Bits = BitsOf<Scalar>;
  constexpr auto infinity = bit_cast<Bits>(std::numeric_limits<Scalar>::infinity());
  return (bit_cast<Bits>(number) & (std::numeric_limits<Bits>::max)()) > infinity;
}

/// Whether prediction a comes before b: the larger one first, then the one that stands first, NaN last.
template <class Scalar> bool ranks_before(std::span<const Scalar> p, std::size_t a, std::size_t b) {
  const bool a_is_nan = is_nan(p[a]), b_is_nan = is_nan(p[b]);
  if (a_is_nan || b_is_nan) return a_is_nan == b_is_nan ? a < b : b_is_nan;
  if (p[a] > p[b]) return true;
  return !(p[b] > p[a]) && a < b;
}

/// Where the largest prediction is, the first of them; 0 for a row without predictions.
template <class Scalar> std::size_t argmax(std::span<const Scalar> p) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < p.size(); ++k)
    if (ranks_before(p, k, best)) best = k;
  return best;
}

/// Whether fewer than k predictions are larger than that of class y, TensorFlow's in_top_k; false when a prediction is
/// not finite or there is no such class.
template <class Scalar> bool is_in_top_k(std::span<const Scalar> p, std::size_t y, std::size_t k) {
  if (y >= p.size()) return false;
  const auto is_one = [](Scalar x) { return is_finite(x); };
  if (!std::all_of(p.begin(), p.end(), is_one)) return false;
  return static_cast<std::size_t>(std::count_if(p.begin(), p.end(), [&](Scalar x) { return x > p[y]; })) < k;
}

/// Which prediction is the k-th when they are ranked, k from 1 to their number; `order` is memory to work in.
template <class Scalar>
std::size_t kth_largest(std::span<const Scalar> p, std::size_t k, std::vector<std::size_t>& order) {
  order.resize(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto kth = order.begin() + static_cast<std::ptrdiff_t>(k) - 1;
  std::nth_element(order.begin(), kth, order.end(), [&](auto a, auto b) { return ranks_before(p, a, b); });
  return *kth;
}

}  // namespace weft::detail
