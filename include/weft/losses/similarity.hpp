// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include <weft/core/detail/exact_text.hpp>
#include <weft/losses/detail/loss_options.hpp>
#include <weft/losses/detail/probability.hpp>
#include <weft/losses/detail/row_terms.hpp>
#include <weft/losses/loss.hpp>

/// Losses that are small where a row as a whole is like its target. Derivatives: docs/math/losses.md, (9), (21) and
/// (22). Source: keras/src/losses/losses.py.
namespace weft {

/// Minus the cosine of the angle between a row and its target: -1 where they point the same way, 1 where they are
/// opposite.
///
///   l = -sum of u v,  u = p / max(|p|, 1e-7),  v = y / max(|y|, 1e-7)
struct CosineSimilarity {
  static constexpr std::string_view type_name = "CosineSimilarity";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const double p_norm = norm(p), y_norm = norm(y);
    const double cosine = detail::sum_of_products(p, y) / p_norm / y_norm;
    const double along =
        p_norm > detail::loss_epsilon ? cosine / p_norm / p_norm : 0;  // a norm that is 1e-7 is constant
    for (std::size_t k = 0; k < dp.size(); ++k)
      dp[k] = static_cast<Scalar>(along * static_cast<double>(p[k]) - static_cast<double>(y[k]) / y_norm / p_norm);
    return static_cast<Scalar>(-cosine);
  }

 private:
  template <class Scalar> static double norm(std::span<const Scalar> x) {
    const double length = std::sqrt(detail::sum_of_products(x, x));
    return length < detail::loss_epsilon ? detail::loss_epsilon : length;
  }
};

/// How little two sets have in common: y is 1 for what belongs to the one, p the chance of belonging to the other
/// (Dice 1945).
///
///   l = 1 - 2 sum of y p / (sum of y + sum of p + 1e-7)
///
/// The sums are over one row: Keras's Dice(axis=-1). Without an axis Keras adds up the whole batch.
struct Dice {
  static constexpr std::string_view type_name = "Dice";
  static constexpr std::string_view accepted = "0 to 1";

  [[nodiscard]] bool accepts(double y) const { return y >= 0 && y <= 1; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const double all = detail::sum_of(p.size(), [&](std::size_t k) { return p[k] + y[k]; }) + detail::loss_epsilon;
    const double share = 2 * detail::sum_of_products(y, p) / all;
    for (std::size_t k = 0; k < dp.size(); ++k)
      dp[k] = static_cast<Scalar>((share - 2 * static_cast<double>(y[k])) / all);
    return static_cast<Scalar>(1 - share);
  }
};

/// Dice with a weight for each kind of mistake (Salehi, Erdogmus & Gholipour 2017); both 0.5 make it Dice.
///
///   l = 1 - sum of y p / (sum of y p + alpha sum of y (1 - p) + beta sum of (1 - y) p + 1e-7)
///
/// alpha is the weight of what was missed, as in Keras 3.15; later versions of Keras give it to the other kind. The
/// sums are over one row: Keras's Tversky(axis=-1). Without an axis Keras adds up the whole batch.
struct Tversky {
  static constexpr std::string_view type_name = "Tversky";
  static constexpr std::string_view accepted = "0 to 1";

  double alpha = 0.5;
  double beta = 0.5;

  /// Throws std::invalid_argument when an option is out of its range.
  void validate() const {
    detail::require_not_negative(type_name, "alpha", alpha);
    detail::require_not_negative(type_name, "beta", beta);
  }

  [[nodiscard]] bool accepts(double y) const { return y >= 0 && y <= 1; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const double both = detail::sum_of_products(y, p);
    const double missed = detail::sum_of(p.size(), [&](std::size_t k) { return y[k] * (1 - p[k]); });
    const double wrong = detail::sum_of(p.size(), [&](std::size_t k) { return (1 - y[k]) * p[k]; });
    const double all = both + alpha * missed + beta * wrong + detail::loss_epsilon, share = both / all;
    for (std::size_t k = 0; k < dp.size(); ++k) {
      const auto y_k = static_cast<double>(y[k]);
      dp[k] = static_cast<Scalar>((share * (y_k - alpha * y_k + beta * (1 - y_k)) - y_k) / all);  // (22)
    }
    return static_cast<Scalar>(1 - share);
  }

  void for_each_setting(auto&& visit) const {
    visit("alpha", detail::exact_text(alpha));
    visit("beta", detail::exact_text(beta));
  }
};

static_assert(Loss<CosineSimilarity> && Loss<Dice> && Loss<Tversky>);

}  // namespace weft
