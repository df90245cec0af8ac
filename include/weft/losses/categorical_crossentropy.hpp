// SPDX-License-Identifier: MIT
#pragma once

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

namespace weft {

/// Cross-entropy of a row of probabilities, one a class, with a target that is a number for each class: 1 for the right
/// one and 0 for the others, or any distribution. Targets that are a class's number are
/// SparseCategoricalCrossentropy's.
///
///   from probabilities   l = -sum of y log q,  q = p / (sum of p), clipped to [1e-7, 1 - 1e-7]
///   from logits          l = -sum of y log softmax(z), finite for any finite z
///
/// With label_smoothing s the target is y (1 - s) + s / classes. A probability beyond the clip has derivative zero, but
/// for what comes through the sum. Derivatives: docs/math/losses.md, (10) and (11).
///
/// Two things are unlike TensorFlow, where they are not derivatives of the loss: of logits, its gradient is
/// softmax(z) - y, which is wrong unless the targets add up to 1; and a class that a logit of -infinity excludes makes
/// its loss NaN even where the target is 0. Source: keras/src/losses/losses.py; keras/src/backend/tensorflow/nn.py.
struct CategoricalCrossentropy {
  static constexpr std::string_view type_name = "CategoricalCrossentropy";
  static constexpr std::string_view accepted = "at least 0";

  bool from_logits = false;
  double label_smoothing = 0;

  /// Throws std::invalid_argument when an option is out of its range.
  void validate() const { detail::require_loss_share(type_name, "label_smoothing", label_smoothing); }

  [[nodiscard]] bool accepts(double y) const { return detail::is_finite(y) && y >= 0; }

  /// The same loss of what a softmax was taken of.
  [[nodiscard]] std::optional<CategoricalCrossentropy> of_logits(const Activation& last) const {
    if (!(last == softmax)) return {};
    return CategoricalCrossentropy{.from_logits = true, .label_smoothing = label_smoothing};
  }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const detail::SmoothedTargets<Scalar> targets(y, label_smoothing, y.size());
    return from_logits ? row_of_logits(p, targets, dp) : row_of_probabilities(p, targets, dp);
  }

  void for_each_setting(auto&& visit) const {
    visit("from_logits", from_logits ? "true" : "false");
    visit("label_smoothing", detail::exact_text(label_smoothing));
  }

 private:
  template <class Scalar>
  static Scalar row_of_logits(std::span<const Scalar> z, const detail::SmoothedTargets<Scalar>& y,
                              std::span<Scalar> dz) {
    const auto sum = detail::log_sum_exp(z, dz);
    const double loss = detail::sum_of(z.size(), [&](std::size_t k) {
      return detail::is_exactly(y[k], 0) ? Scalar(0) : y[k] * sum.minus_log(z[k]);  // no 0 * inf
    });
    if (!dz.empty()) {
      const auto all = static_cast<Scalar>(detail::sum_of(z.size(), [&](std::size_t k) { return y[k]; }));
      for (std::size_t k = 0; k < z.size(); ++k) dz[k] = dz[k] * all - y[k];  // (10)
    }
    return static_cast<Scalar>(loss);
  }

  template <class Scalar>
  static Scalar row_of_probabilities(std::span<const Scalar> p, const detail::SmoothedTargets<Scalar>& y,
                                     std::span<Scalar> dp) {
    const auto sum = static_cast<Scalar>(detail::sum_of(p.size(), [&](std::size_t k) { return p[k]; }));
    const auto share = [&](std::size_t k) { return detail::clip_probability(p[k] / sum); };
    double inside = 0;
    const double loss = detail::sum_of(p.size(), [&](std::size_t k) {
      if (detail::is_exactly(y[k], 0)) return Scalar(0);
      const auto q = share(k);
      inside += q.inside ? static_cast<double>(y[k]) : 0;
      return -y[k] * std::log(q.value);
    });
    const auto common = static_cast<Scalar>(inside) / sum;
    for (std::size_t k = 0; k < dp.size(); ++k) {  // (11)
      dp[k] = common;
      if (detail::is_exactly(y[k], 0)) continue;
      const auto q = share(k);
      if (q.inside) dp[k] -= y[k] / q.value / sum;
    }
    return static_cast<Scalar>(loss);
  }
};

static_assert(Loss<CategoricalCrossentropy>);

}  // namespace weft
