// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>

/// Sums over the predictions of one row.
namespace weft::detail {

/// What one prediction adds to a loss, and the derivative of that by the prediction.
template <class Scalar> struct LossTerm { Scalar value, derivative; };

/// term(0) + ... + term(count - 1), in double, so that a long row keeps float's digits. Eight sums run side by side,
/// for speed; as there are always eight, the result does not depend on the processor or on where the row is in memory.
template <class Term> double sum_of(std::size_t count, const Term& term) {
  constexpr std::size_t lanes = 8;
  std::array<double, lanes> sums{};
  std::size_t k = 0;
  for (; k + lanes <= count; k += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += static_cast<double>(term(k + lane));
  for (std::size_t lane = 0; k + lane < count; ++lane) sums[lane] += static_cast<double>(term(k + lane));
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

/// The sum of the products.
template <class Scalar> double sum_of_products(std::span<const Scalar> a, std::span<const Scalar> b) {
  return sum_of(a.size(), [&](std::size_t k) { return static_cast<double>(a[k]) * static_cast<double>(b[k]); });
}

/// The sum of term(p_k, y_k) over the row, divided by `divisor`; dp becomes its derivative by p, unless it is empty.
template <class Scalar, class Term>
Scalar sum_of_terms(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp, std::size_t divisor,
                    const Term& term_of) {
  const auto count = static_cast<Scalar>(divisor);
  const double sum = sum_of(p.size(), [&](std::size_t k) {
    const LossTerm<Scalar> term = term_of(p[k], y[k]);
    if (!dp.empty()) dp[k] = term.derivative / count;
    return term.value;
  });
  return static_cast<Scalar>(sum / static_cast<double>(divisor));
}

/// The mean of term(p_k, y_k) over the row; dp becomes its derivative by p, unless it is empty.
template <class Scalar, class Term>
Scalar mean_of_terms(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp, const Term& term_of) {
  return sum_of_terms(p, y, dp, p.size(), term_of);
}

/// 1, -1 or, of 0 and NaN, the number itself.
template <class Scalar> Scalar sign_of(Scalar x) { return x > 0 ? Scalar(1) : x < 0 ? Scalar(-1) : x; }

}  // namespace weft::detail
