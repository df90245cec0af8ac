// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/core/detail/exact_text.hpp>
#include <weft/layers/activation.hpp>
#include <weft/losses/detail/loss_options.hpp>
#include <weft/losses/loss.hpp>

namespace weft {

/// Binary cross-entropy of a row of predictions with targets from 0 to 1, the mean over the row's outputs.
///
///   from probabilities   l = mean of -(y log p + (1 - y) log(1 - p)),  p clipped to [1e-7, 1 - 1e-7] as Keras does
///   from logits          l = mean of max(z, 0) - z y + log(1 + e^-|z|), exact for any z
///
/// A probability beyond the clip has derivative zero, as in Keras. With label_smoothing s the target is y (1 - s) +
/// s / 2. Source: keras/src/losses/losses.py; keras/src/backend/tensorflow/nn.py, binary_crossentropy.
struct BinaryCrossentropy {
  static constexpr std::string_view type_name = "BinaryCrossentropy";
  static constexpr std::string_view accepted = "0 to 1";

  bool from_logits = false;
  double label_smoothing = 0;

  /// Throws std::invalid_argument when an option is out of its range.
  void validate() const { detail::require_loss_share(type_name, "label_smoothing", label_smoothing); }

  [[nodiscard]] bool accepts(double y) const { return y >= 0 && y <= 1; }

  /// The same loss of what a sigmoid was taken of; Keras does so also where it is told that it has logits.
  [[nodiscard]] std::optional<BinaryCrossentropy> of_logits(const Activation& last) const {
    if (!(last == sigmoid)) return {};
    return BinaryCrossentropy{.from_logits = true, .label_smoothing = label_smoothing};
  }

  template <class Scalar>
  [[nodiscard]] Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    const auto outputs = static_cast<Scalar>(p.size());
    Scalar sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      const Term<Scalar> term = from_logits ? from_logit(p[k], smooth(y[k])) : from_probability(p[k], smooth(y[k]));
      sum += term.value;
      if (!dp.empty()) dp[k] = term.derivative / outputs;
    }
    return sum / outputs;
  }

  void for_each_setting(auto&& visit) const {
    visit("from_logits", from_logits ? "true" : "false");
    visit("label_smoothing", detail::exact_text(label_smoothing));
  }

 private:
  template <class Scalar> struct Term { Scalar value, derivative; };

  template <class Scalar> [[nodiscard]] Scalar smooth(Scalar y) const {
    const auto s = static_cast<Scalar>(label_smoothing);
    return y * (1 - s) + s / 2;
  }

  template <class Scalar> static Term<Scalar> from_logit(Scalar z, Scalar y) {
    const Scalar e = std::exp(-std::abs(z));
    const Scalar tail = e / (1 + e);         // sigmoid(-|z|), which keeps its digits
    const Scalar wrong = z > 0 ? 1 - y : y;  // how far the target is from the side z is on
    const Scalar distance = detail::is_exactly(wrong, 0) ? 0 : std::abs(z) * wrong;  // no inf * 0
    return {distance + std::log1p(e), z >= 0 ? (1 - y) - tail : tail - y};
  }

  template <class Scalar> static Term<Scalar> from_probability(Scalar p, Scalar y) {
    constexpr Scalar clip = static_cast<Scalar>(1e-7);
    const bool inside = !(p < clip) && !(p > 1 - clip);  // NaN stays NaN
    const Scalar q = inside ? p : std::clamp(p, clip, 1 - clip);
    const Scalar value = -(y * std::log(q) + (1 - y) * std::log(1 - q));
    return {value, inside ? (q - y) / (q * (1 - q)) : Scalar(0)};
  }
};

static_assert(Loss<BinaryCrossentropy>);

}  // namespace weft
