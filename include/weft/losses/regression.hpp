// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include <weft/core/detail/exact_text.hpp>
#include <weft/losses/detail/probability.hpp>
#include <weft/losses/detail/row_terms.hpp>
#include <weft/losses/loss.hpp>

/// Losses of numbers that are predicted, the mean over a row's outputs. e = p - y. Derivatives: docs/math/losses.md,
/// (1) to (6). Source: keras/src/losses/losses.py.
namespace weft {

/// l = mean of e^2
struct MeanSquaredError {
  static constexpr std::string_view type_name = "MeanSquaredError";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      const Scalar e = p_k - y_k;
      return detail::LossTerm<Scalar>{e * e, 2 * e};
    });
  }
};

/// l = mean of |e|, whose derivative at e = 0 is 0
struct MeanAbsoluteError {
  static constexpr std::string_view type_name = "MeanAbsoluteError";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      const Scalar e = p_k - y_k;
      return detail::LossTerm<Scalar>{std::abs(e), detail::sign_of(e)};
    });
  }
};

/// l = 100 mean of |e| / max(|y|, 1e-7), whose derivative at e = 0 is 0
struct MeanAbsolutePercentageError {
  static constexpr std::string_view type_name = "MeanAbsolutePercentageError";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      const Scalar scale = 100 / (std::max)(std::abs(y_k), static_cast<Scalar>(detail::loss_epsilon)), e = p_k - y_k;
      return detail::LossTerm<Scalar>{scale * std::abs(e), scale * detail::sign_of(e)};
    });
  }
};

/// l = mean of (log(1 + max(p, 1e-7)) - log(1 + max(y, 1e-7)))^2
///
/// For what grows by factors: a prediction of twice the target costs the same whatever the target is. Below 1e-7 the
/// derivative by p is 0.
struct MeanSquaredLogarithmicError {
  static constexpr std::string_view type_name = "MeanSquaredLogarithmicError";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      constexpr auto least = static_cast<Scalar>(detail::loss_epsilon);
      const bool below = p_k < least;  // NaN is not
      const Scalar p_least = below ? least : p_k;
      const Scalar e = std::log1p(p_least) - std::log1p((std::max)(y_k, least));
      return detail::LossTerm<Scalar>{e * e, below ? Scalar(0) : 2 * e / (1 + p_least)};
    });
  }
};

/// l = mean of e^2 / 2 where |e| <= delta, otherwise delta |e| - delta^2 / 2                       (Huber 1964)
struct Huber {
  static constexpr std::string_view type_name = "Huber";

  double delta = 1;

  /// Throws std::invalid_argument when delta is not greater than 0.
  void validate() const {
    throw_unless(detail::is_finite(delta) && delta > 0, type_name, ": delta is ", delta,
                 "; expected a number greater than 0");
  }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [d = static_cast<Scalar>(delta)](Scalar p_k, Scalar y_k) {
      const Scalar e = p_k - y_k, size = std::abs(e);
      if (size <= d) return detail::LossTerm<Scalar>{e * e / 2, e};
      return detail::LossTerm<Scalar>{d * size - d * d / 2, d * detail::sign_of(e)};
    });
  }

  void for_each_setting(auto&& visit) const { visit("delta", detail::exact_text(delta)); }
};

/// l = mean of log(cosh e), which is about e^2 / 2 where e is small and |e| - log 2 where it is large
struct LogCosh {
  static constexpr std::string_view type_name = "LogCosh";

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    return detail::mean_of_terms(p, y, dp, [](Scalar p_k, Scalar y_k) {
      const Scalar e = p_k - y_k;
      return detail::LossTerm<Scalar>{log_cosh(std::abs(e)), std::tanh(e)};
    });
  }

 private:
  /// cosh^2 = 1 + sinh^2 keeps the digits of small numbers, and e^x (1 + e^-2x) / 2 does not overflow for large ones.
  template <class Scalar> static Scalar log_cosh(Scalar x) {
    constexpr auto log_2 = static_cast<Scalar>(0.69314718055994530942);
    if (x > 1) return x + std::log1p(std::exp(-2 * x)) - log_2;
    const Scalar s = std::sinh(x);
    return std::log1p(s * s) / 2;
  }
};

static_assert(Loss<MeanSquaredError> && Loss<MeanAbsoluteError> && Loss<MeanAbsolutePercentageError> &&
              Loss<MeanSquaredLogarithmicError> && Loss<Huber> && Loss<LogCosh>);

}  // namespace weft
