// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>

#include <weft/core/detail/exact_text.hpp>
#include <weft/layers/activation.hpp>
#include <weft/losses/detail/loss_options.hpp>
#include <weft/losses/detail/probability.hpp>
#include <weft/losses/detail/row_softmax.hpp>
#include <weft/losses/loss.hpp>

/// Cross-entropies in which what is predicted well already weighs less: Lin, Goyal, Girshick, He & Dollar 2017.
namespace weft {

namespace detail {

/// x^gamma and its derivative. At 0 the derivative is infinite for gamma < 1; 0 stands in its place, where TensorFlow's
/// gradient is NaN.
template <class Scalar> LossTerm<Scalar> focal_power(Scalar x, Scalar gamma) {
  const bool infinite = is_exactly(x, 0) && gamma < 1;
  return {std::pow(x, gamma), infinite ? Scalar(0) : gamma * std::pow(x, gamma - 1)};
}

}  // namespace detail

/// Binary cross-entropy of a row of predictions with targets from 0 to 1, weighted by how far they are off; the mean
/// over the row's outputs.
///
///   l = mean of w (1 - p_t)^gamma b,  p_t = y p + (1 - y) (1 - p),  b = -(y log p + (1 - y) log(1 - p))
///
/// In b alone, p is clipped to [1e-7, 1 - 1e-7]. From logits, p = sigmoid(z) and b = max(z, 0) - z y + log(1 + e^-|z|).
/// w is 1 or, with apply_class_balancing, y alpha + (1 - y) (1 - alpha). With label_smoothing s the target is
/// y (1 - s) + s / 2. Derivatives: docs/math/losses.md, (14) and (15). Source: keras/src/losses/losses.py.
struct BinaryFocalCrossentropy {
  static constexpr std::string_view type_name = "BinaryFocalCrossentropy";
  static constexpr std::string_view accepted = "0 to 1";

  bool apply_class_balancing = false;
  double alpha = 0.25;
  double gamma = 2;
  bool from_logits = false;
  double label_smoothing = 0;

  /// Throws std::invalid_argument when an option is out of its range.
  void validate() const {
    detail::require_loss_share(type_name, "alpha", alpha);
    detail::require_not_negative(type_name, "gamma", gamma);
    detail::require_loss_share(type_name, "label_smoothing", label_smoothing);
  }

  [[nodiscard]] bool accepts(double y) const { return y >= 0 && y <= 1; }

  /// The same loss of what a sigmoid was taken of.
  [[nodiscard]] std::optional<BinaryFocalCrossentropy> of_logits(const Activation& last) const {
    if (!(last == sigmoid)) return {};
    BinaryFocalCrossentropy loss = *this;
    loss.from_logits = true;
    return loss;
  }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const auto kept = static_cast<Scalar>(1 - label_smoothing), added = static_cast<Scalar>(label_smoothing / 2);
    return detail::mean_of_terms(p, y, dp, [&](Scalar p_k, Scalar y_k) {
      const Scalar target = y_k * kept + added;
      return weighted(target, from_logits ? parts_of_logit(p_k, target) : parts_of_probability(p_k, target));
    });
  }

  void for_each_setting(auto&& visit) const {
    visit("apply_class_balancing", apply_class_balancing ? "true" : "false");
    visit("alpha", detail::exact_text(alpha));
    visit("gamma", detail::exact_text(gamma));
    visit("from_logits", from_logits ? "true" : "false");
    visit("label_smoothing", detail::exact_text(label_smoothing));
  }

 private:
  /// 1 - p_t, and b; with their derivatives by the prediction.
  template <class Scalar> struct Parts { detail::LossTerm<Scalar> miss, entropy; };

  template <class Scalar> static Parts<Scalar> parts_of_probability(Scalar p, Scalar y) {
    const auto q = detail::clip_probability(p);
    const Scalar entropy = -(y * std::log(q.value) + (1 - y) * std::log(1 - q.value));
    return {{1 - (y * p + (1 - y) * (1 - p)), 1 - 2 * y},
            {entropy, q.inside ? (q.value - y) / (q.value * (1 - q.value)) : Scalar(0)}};
  }

  /// Both sigmoid(z) and 1 - sigmoid(z) keep their digits where they are small.
  template <class Scalar> static Parts<Scalar> parts_of_logit(Scalar z, Scalar y) {
    const Scalar e = std::exp(-std::abs(z)), low = e / (1 + e), high = 1 / (1 + e);
    const Scalar p = z < 0 ? low : high, not_p = z < 0 ? high : low;
    const Scalar wrong = z < 0 ? y : 1 - y;  // how far the target is from the side z is on
    const Scalar distance = detail::is_exactly(wrong, 0) ? 0 : std::abs(z) * wrong;  // no inf * 0
    return {{y * not_p + (1 - y) * p, (1 - 2 * y) * p * not_p},
            {distance + std::log1p(e), z < 0 ? low - y : wrong - low}};
  }

  template <class Scalar> detail::LossTerm<Scalar> weighted(Scalar y, const Parts<Scalar>& of) const {
    const auto a = static_cast<Scalar>(alpha);
    const Scalar weight = apply_class_balancing ? y * a + (1 - y) * (1 - a) : Scalar(1);
    const auto focus = detail::focal_power(of.miss.value, static_cast<Scalar>(gamma));
    return {weight * focus.value * of.entropy.value,
            weight * (focus.value * of.entropy.derivative + focus.derivative * of.miss.derivative * of.entropy.value)};
  }
};

/// Cross-entropy of a row of probabilities, one a class, with a number for each class, weighted by how far they are
/// off.
///
///   l = sum of alpha (1 - q)^gamma (-y log q),  q = p / (sum of p), clipped to [1e-7, 1 - 1e-7]
///
/// From logits, p = softmax(z), clipped as well. With label_smoothing s the target is y (1 - s) + s / classes. A
/// probability beyond the clip has derivative zero, but for what comes through the sum. Keras takes an alpha for each
/// class, too; here all have the same. Derivatives: docs/math/losses.md, (16) and (17). Source:
/// keras/src/losses/losses.py.
struct CategoricalFocalCrossentropy {
  static constexpr std::string_view type_name = "CategoricalFocalCrossentropy";
  static constexpr std::string_view accepted = "at least 0";

  double alpha = 0.25;
  double gamma = 2;
  bool from_logits = false;
  double label_smoothing = 0;

  /// Throws std::invalid_argument when an option is out of its range.
  void validate() const {
    detail::require_not_negative(type_name, "alpha", alpha);
    detail::require_not_negative(type_name, "gamma", gamma);
    detail::require_loss_share(type_name, "label_smoothing", label_smoothing);
  }

  [[nodiscard]] bool accepts(double y) const { return detail::is_finite(y) && y >= 0; }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const detail::SmoothedTargets<Scalar> targets(y, label_smoothing, y.size());
    if (from_logits) {
      const auto sum = detail::log_sum_exp(p, dp);
      return row_of_shares([&](std::size_t k) { return std::exp(-sum.minus_log(p[k])); }, targets, p.size(), dp);
    }
    const auto sum = static_cast<Scalar>(detail::sum_of(p.size(), [&](std::size_t k) { return p[k]; }));
    std::fill(dp.begin(), dp.end(), 1 / sum);
    return row_of_shares([&](std::size_t k) { return p[k] / sum; }, targets, p.size(), dp);
  }

  void for_each_setting(auto&& visit) const {
    visit("alpha", detail::exact_text(alpha));
    visit("gamma", detail::exact_text(gamma));
    visit("from_logits", from_logits ? "true" : "false");
    visit("label_smoothing", detail::exact_text(label_smoothing));
  }

 private:
  /// The loss of the shares q(k); dp_k, unless there is none, is multiplied by dl/dq_k - sum of q dl/dq: (16), (17).
  template <class Scalar, class Share>
  Scalar row_of_shares(const Share& q, const detail::SmoothedTargets<Scalar>& y, std::size_t classes,
                       std::span<Scalar> dp) const {
    double mean_slope = 0;
    const double loss = detail::sum_of(classes, [&](std::size_t k) {
      if (detail::is_exactly(y[k], 0)) return Scalar(0);
      const Scalar share = q(k);
      const auto term = weighted(share, y[k]);
      mean_slope += static_cast<double>(share * term.derivative);
      return term.value;
    });
    for (std::size_t k = 0; k < dp.size(); ++k) {
      const Scalar slope = detail::is_exactly(y[k], 0) ? Scalar(0) : weighted(q(k), y[k]).derivative;
      dp[k] *= slope - static_cast<Scalar>(mean_slope);
    }
    return static_cast<Scalar>(loss);
  }

  template <class Scalar> detail::LossTerm<Scalar> weighted(Scalar share, Scalar y) const {
    const auto q = detail::clip_probability(share);
    const auto focus = detail::focal_power(1 - q.value, static_cast<Scalar>(gamma));
    const Scalar entropy = -y * std::log(q.value), a = static_cast<Scalar>(alpha);
    const Scalar slope = a * (-focus.value * y / q.value - focus.derivative * entropy);
    return {a * focus.value * entropy, q.inside ? slope : Scalar(0)};
  }
};

static_assert(Loss<BinaryFocalCrossentropy> && Loss<CategoricalFocalCrossentropy>);

}  // namespace weft
