// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/tensor.hpp>

namespace weft {

/// A loss, the mean over the batch, and its derivative by the predictions.
template <class Scalar> struct LossGradient {
  Scalar value;
  Tensor<Scalar, 2> dp;
};

/// Mean binary cross-entropy of predictions [batch x outputs] with labels 0 or 1 of the same shape.
///
///   from probabilities   L = mean of -(y log p + (1 - y) log(1 - p)),  p clipped to [1e-7, 1 - 1e-7] as Keras does
///   from logits          L = mean of max(z, 0) - z y + log(1 + e^-|z|), exact for any z
///
/// A probability beyond the clip has gradient zero, as in Keras. Source: keras/src/backend/tensorflow/nn.py,
/// binary_crossentropy. Errors: std::invalid_argument when the shapes differ or the batch is empty.
class BinaryCrossentropy {
 public:
  enum class From { probabilities, logits };

  From from = From::probabilities;

  /// The value alone.
  template <class Scalar>
  [[nodiscard]] Scalar value(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels) const {
    return mean(predictions, labels, [](Index, Scalar) {});
  }

  /// The value; dp becomes dL/dp, in the memory it has if that fits.
  template <class Scalar>
  Scalar operator()(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels, Tensor<Scalar, 2>& dp) const {
    dp.resize(predictions.dimension(0), predictions.dimension(1));
    const Scalar count = static_cast<Scalar>(predictions.size());
    return mean(predictions, labels, [&](Index k, Scalar derivative) { dp.data()[k] = derivative / count; });
  }

  /// The value and dL/dp: const auto [value, dp] = loss(p, labels).
  template <class Scalar>
  LossGradient<Scalar> operator()(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels) const {
    LossGradient<Scalar> result;
    result.value = (*this)(predictions, labels, result.dp);
    return result;
  }

 private:
  template <class Scalar> struct Term { Scalar value, derivative; };

  /// Calls visit(k, derivative) for each prediction; returns the mean of the values, added up in double.
  template <class Scalar, class Visit>
  [[nodiscard]] Scalar mean(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels,
                            const Visit& visit) const {
    check_shapes(predictions, labels);
    double sum = 0;
    for (Index k = 0; k < predictions.size(); ++k) {
      const auto [value, derivative] = one(predictions.data()[k], static_cast<Scalar>(labels.data()[k]));
      sum += static_cast<double>(value);
      visit(k, derivative);
    }
    return static_cast<Scalar>(sum / static_cast<double>(predictions.size()));
  }

  template <class Scalar> [[nodiscard]] Term<Scalar> one(Scalar prediction, Scalar y) const {
    return from == From::logits ? from_logit(prediction, y) : from_probability(prediction, y);
  }

  template <class Scalar> static Term<Scalar> from_logit(Scalar z, Scalar y) {
    const Scalar e = std::exp(-std::abs(z));
    const Scalar tail = e / (1 + e);         // sigmoid(-|z|), which keeps its digits
    const Scalar wrong = z > 0 ? 1 - y : y;  // how far the label is from the side z is on
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

  template <class Scalar>
  static void check_shapes(const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels) {
    throw_unless(predictions.dimension(0) == labels.dimension(0) && predictions.dimension(1) == labels.dimension(1),
                 "BinaryCrossentropy: predictions are ", shape_text(predictions), ", labels ", shape_text(labels));
    throw_unless(predictions.size() > 0, "BinaryCrossentropy: the batch is empty");
  }
};

}  // namespace weft
