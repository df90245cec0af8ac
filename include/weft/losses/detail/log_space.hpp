// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/core/buffer.hpp>

/// Probabilities as their logarithms, in double: products of thousands of them neither underflow nor lose digits.
namespace weft::detail {

/// Stands for log 0. It is finite, so that no infinity is ever subtracted from another one, which would be NaN, and so
/// that programs compiled with -ffast-math compute the same; the sum of as many of them as there may be steps is
/// finite.
inline constexpr double log_zero = -1e280;

/// Whether a logarithm is that of 0: log_zero, whatever other logarithms were added to it.
constexpr bool is_log_zero(double log_p) { return log_p < log_zero / 2; }

/// log(e^a + e^b); NaN where one of them is.
inline double log_add(double a, double b) {
  constexpr double negligible = 40;  // e^-40 added to 1 is 1
  const double high = a < b ? b : a, low = a < b ? a : b;
  return low < high - negligible ? high : high + std::log1p(std::exp(low - high));
}

/// What logits of a row are divided by, in log space, to make probabilities of them: log p = z - largest - log_sum.
struct SoftmaxNormalizer {
  double largest, log_sum;

  /// log p of one logit of the row; log_zero where p is 0.
  [[nodiscard]] double log_probability(double z) const { return (std::max)(z - largest - log_sum, log_zero); }
};

/// The normalizer of a row. Not finite where a logit is NaN or +infinity, or all are -infinity.
template <class Scalar> SoftmaxNormalizer softmax_normalizer(const Scalar* z, Index classes) {
  const Scalar largest = *std::max_element(z, z + classes);
  double sum = 0;
  for (Index k = 0; k < classes; ++k) sum += static_cast<double>(std::exp(z[k] - largest));
  return {static_cast<double>(largest), std::log(sum)};
}

/// The same, and p = softmax(z) of the row; p may be z.
template <class Scalar> SoftmaxNormalizer softmax_row(const Scalar* z, Scalar* p, Index classes) {
  const Scalar largest = *std::max_element(z, z + classes);
  double sum = 0;
  for (Index k = 0; k < classes; ++k) sum += static_cast<double>(p[k] = std::exp(z[k] - largest));
  const auto scale = static_cast<Scalar>(1 / sum);
  for (Index k = 0; k < classes; ++k) p[k] *= scale;
  return {static_cast<double>(largest), std::log(sum)};
}

}  // namespace weft::detail
