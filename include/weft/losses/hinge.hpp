// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include <weft/core/detail/exactly.hpp>
#include <weft/losses/detail/row_terms.hpp>
#include <weft/losses/loss.hpp>

/// Losses that are 0 once a prediction is on the right side by a margin of 1, as of support vector machines.
/// Derivatives: docs/math/losses.md, (18) to (20). Source: keras/src/losses/losses.py.
namespace weft {

namespace detail {

/// What a label y stands for in a row: where all labels are 0 or 1, a 0 is read as -1. (Keras looks at all labels of a
/// batch, which is the same unless it has labels 0 and 1 in some rows and others elsewhere.)
template <class Scalar> class HingeLabels {
 public:
  explicit HingeLabels(std::span<const Scalar> y)
      : binary_(std::all_of(y.begin(), y.end(), [](Scalar v) { return is_exactly(v, 0) || is_exactly(v, 1); })) {}

  [[nodiscard]] Scalar operator()(Scalar y) const { return binary_ ? 2 * y - 1 : y; }

 private:
  bool binary_;
};

}  // namespace detail

/// l = mean of max(1 - y p, 0), for targets -1 and 1, or 0 and 1, of which a 0 is read as -1. At the corner, 1 = y p,
/// the derivative is that of the side where there is a loss.
struct Hinge {
  static constexpr std::string_view type_name = "Hinge";
  static constexpr std::string_view accepted = "-1 to 1";

  [[nodiscard]] bool accepts(double y) const { return y >= -1 && y <= 1; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [label = detail::HingeLabels<Scalar>(y)](Scalar p_k, Scalar y_k) {
      const Scalar side = label(y_k), short_of = 1 - side * p_k;
      if (short_of < 0) return detail::LossTerm<Scalar>{0, 0};
      return detail::LossTerm<Scalar>{short_of, -side};
    });
  }
};

/// l = mean of max(1 - y p, 0)^2, for targets as Hinge's.
struct SquaredHinge {
  static constexpr std::string_view type_name = "SquaredHinge";
  static constexpr std::string_view accepted = "-1 to 1";

  [[nodiscard]] bool accepts(double y) const { return y >= -1 && y <= 1; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [label = detail::HingeLabels<Scalar>(y)](Scalar p_k, Scalar y_k) {
      const Scalar side = label(y_k), short_of = 1 - side * p_k;
      if (short_of < 0) return detail::LossTerm<Scalar>{0, 0};
      return detail::LossTerm<Scalar>{short_of * short_of, -2 * side * short_of};
    });
  }
};

/// How far the right class's prediction is from being 1 above all others (Weston & Watkins 1999, the largest alone).
///
///   l = max(1 + max of (1 - y) p - sum of y p, 0)
///
/// for a target that is 1 for the right class and 0 for the others; its own 0 takes part in the inner maximum, as in
/// Keras. Where several share that maximum, they share its derivative; at the corner, where the outer one is 0 = 0, the
/// derivative is that of the side where there is a loss.
struct CategoricalHinge {
  static constexpr std::string_view type_name = "CategoricalHinge";
  static constexpr std::string_view accepted = "-1 to 1";

  [[nodiscard]] bool accepts(double y) const { return y >= -1 && y <= 1; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const auto other = [&](std::size_t k) { return (1 - y[k]) * p[k]; };
    Scalar largest = other(0);
    for (std::size_t k = 1; k < p.size(); ++k) {
      const Scalar candidate = other(k);
      largest = candidate <= largest ? largest : candidate > largest ? candidate : candidate + largest;  // NaN stays
    }
    const Scalar loss = largest - static_cast<Scalar>(detail::sum_of_products(y, p)) + 1;
    if (loss < 0) {
      std::fill(dp.begin(), dp.end(), Scalar(0));
      return 0;
    }
    if (!dp.empty()) differentiate_row(other, largest, y, dp);
    return loss;
  }

 private:
  template <class Scalar, class Other>
  static void differentiate_row(const Other& other, Scalar largest, std::span<const Scalar> y, std::span<Scalar> dp) {
    Scalar ties = 0;
    for (std::size_t k = 0; k < dp.size(); ++k) ties += detail::is_exactly(other(k), largest) ? Scalar(1) : Scalar(0);
    const Scalar none = detail::is_exactly(ties, 0) ? largest : Scalar(0);  // which is NaN, then
    for (std::size_t k = 0; k < dp.size(); ++k)
      dp[k] = (detail::is_exactly(other(k), largest) ? (1 - y[k]) / ties : none) - y[k];  // (20)
  }
};

static_assert(Loss<Hinge> && Loss<SquaredHinge> && Loss<CategoricalHinge>);

}  // namespace weft
