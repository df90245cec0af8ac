// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include <weft/core/detail/finite.hpp>
#include <weft/losses/detail/probability.hpp>
#include <weft/losses/detail/row_terms.hpp>
#include <weft/losses/loss.hpp>

/// How far predicted probabilities, or expected counts, are from the targets. Derivatives: docs/math/losses.md, (7) and
/// (8). Source: keras/src/losses/losses.py.
namespace weft {

/// The Kullback-Leibler divergence of a distribution p from the target distribution y.
///
///   l = sum of y log(y / p),  both clipped to [1e-7, 1]
///
/// A prediction beyond the clip has derivative 0.
struct KLDivergence {
  static constexpr std::string_view type_name = "KLDivergence";
  static constexpr std::string_view accepted = "at least 0";

  [[nodiscard]] bool accepts(double y) const { return detail::is_finite(y) && y >= 0; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::sum_of_terms(p, y, dp, 1, [](Scalar p_k, Scalar y_k) {
      constexpr auto least = static_cast<Scalar>(detail::loss_epsilon);
      const detail::Clipped<Scalar> q(p_k, least, 1);
      const Scalar target = std::clamp(y_k, least, Scalar(1));
      return detail::LossTerm<Scalar>{target * std::log(target / q.value), q.inside ? -target / q.value : Scalar(0)};
    });
  }
};

/// Minus the log of the probability of counts y where p are expected, without what p does not change; the mean over a
/// row's outputs.
///
///   l = mean of p - y log(p + 1e-7)
///
/// p must be positive, as a last layer with softplus or exponential makes it; below -1e-7 the loss is NaN.
struct Poisson {
  static constexpr std::string_view type_name = "Poisson";
  static constexpr std::string_view accepted = "at least 0";

  [[nodiscard]] bool accepts(double y) const { return detail::is_finite(y) && y >= 0; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      const Scalar expected = p_k + static_cast<Scalar>(detail::loss_epsilon);
      return detail::LossTerm<Scalar>{p_k - y_k * std::log(expected), 1 - y_k / expected};
    });
  }
};

static_assert(Loss<KLDivergence> && Loss<Poisson>);

}  // namespace weft
