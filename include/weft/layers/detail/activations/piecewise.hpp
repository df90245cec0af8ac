// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/layers/detail/activations/damped.hpp>

/// Activations made of straight lines and parabolas. Each is a function of one number, y = f(x), and has
/// derivative(x, y) = f'(x). Comparisons are written so that NaN comes out where it goes in. At a kink the derivative
/// is what Keras on TensorFlow computes: keras/src/backend/tensorflow/nn.py and the gradients of the operations there.
namespace weft::detail {

/// f(x) = x
template <class Scalar> struct Linear {
  Scalar operator()(Scalar x) const { return x; }
  [[nodiscard]] Scalar derivative(Scalar, Scalar) const { return 1; }
};

/// f(x) = max(x, 0), and f'(0) = 0.
template <class Scalar> struct Relu {
  Scalar operator()(Scalar x) const { return x < 0 ? Scalar(0) : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > 0 ? Scalar(1) : Scalar(0); }
};

/// f(x) = x where x > 0, otherwise slope x; f'(0) = slope.
template <class Scalar> struct LeakyRelu {
  Scalar slope;

  Scalar operator()(Scalar x) const { return x < 0 ? damped(x, slope) : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > 0 ? Scalar(1) : slope; }
};

/// f(x) = min(max(x, 0), 6), and f'(0) = f'(6) = 0.
template <class Scalar> struct Relu6 {
  Scalar operator()(Scalar x) const { return x < 0 ? Scalar(0) : x > 6 ? Scalar(6) : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > 0 && x < 6 ? Scalar(1) : Scalar(0); }
};

/// What relu is with a limit or a threshold,
///
///   f(x) = p(x) - slope max(threshold - x, 0),     p(x) = x where x > threshold, otherwise 0; clipped to 0 .. limit.
///
/// Without a limit p is not clipped at 0 either. f'(threshold) = 0, and f'(limit) = 1 but for a limit of 6 with a
/// threshold of 0, which Keras computes as relu6 does.
template <class Scalar> struct LimitedRelu {
  Scalar slope, limit, threshold;
  bool has_limit;

  Scalar operator()(Scalar x) const {
    const Scalar passed = clipped(x <= threshold ? Scalar(0) : x);
    return x < threshold ? passed - damped(threshold - x, slope) : passed;
  }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    return x > threshold ? inner(x) : x < threshold ? slope : Scalar(0);
  }

 private:
  [[nodiscard]] Scalar clipped(Scalar x) const { return !has_limit ? x : x < 0 ? Scalar(0) : x > limit ? limit : x; }
  [[nodiscard]] Scalar inner(Scalar x) const {
    return !has_limit || (x >= 0 && (x < limit || is_at_limit(x))) ? Scalar(1) : 0;
  }
  [[nodiscard]] bool is_at_limit(Scalar x) const { return x <= limit && !is_relu6(); }
  [[nodiscard]] bool is_relu6() const { return !(threshold < 0) && !(threshold > 0) && limit >= 6 && limit <= 6; }
};

/// f(x) = min(max(x / 6 + 1 / 2, 0), 1), and f'(-3) = f'(3) = 0.
template <class Scalar> struct HardSigmoid {
  Scalar operator()(Scalar x) const {
    const Scalar y = x / 6 + Scalar(0.5);
    return y < 0 ? Scalar(0) : y > 1 ? Scalar(1) : y;
  }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > -3 && x < 3 ? Scalar(1) / 6 : Scalar(0); }
};

/// f(x) = x hard_sigmoid(x), and f'(-3) = 0, f'(3) = 1.
template <class Scalar> struct HardSilu {
  Scalar operator()(Scalar x) const { return x < -3 ? Scalar(0) : x * HardSigmoid<Scalar>{}(x); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    return x <= -3 ? Scalar(0) : x >= 3 ? Scalar(1) : HardSigmoid<Scalar>{}(x) + x / 6;
  }
};

/// f(x) = min(max(x, -1), 1), and f'(-1) = f'(1) = 1.
template <class Scalar> struct HardTanh {
  Scalar operator()(Scalar x) const { return x < -1 ? Scalar(-1) : x > 1 ? Scalar(1) : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x >= -1 && x <= 1 ? Scalar(1) : Scalar(0); }
};

/// f(x) = min(max((x + 1) / 2, 0), 1), and f'(-1) = f'(1) = 0.
template <class Scalar> struct SparseSigmoid {
  Scalar operator()(Scalar x) const { return x <= -1 ? Scalar(0) : x >= 1 ? Scalar(1) : (x + 1) / 2; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > -1 && x < 1 ? Scalar(0.5) : Scalar(0); }
};

/// f(x) = 0 where x <= -1, (x + 1)^2 / 4 where x < 1, otherwise x.
template <class Scalar> struct SparsePlus {
  Scalar operator()(Scalar x) const { return x <= -1 ? Scalar(0) : x < 1 ? (x + 1) * (x + 1) / 4 : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    return x <= -1 ? Scalar(0) : x < 1 ? (x + 1) / 2 : Scalar(1);
  }
};

/// f(x) = sign(x) max(|x| - lambda, 0), and f'(-lambda) = f'(lambda) = 0.
template <class Scalar> struct SoftShrink {
  Scalar lambda;

  Scalar operator()(Scalar x) const { return std::abs(x) <= lambda ? Scalar(0) : x > 0 ? x - lambda : x + lambda; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return std::abs(x) > lambda ? Scalar(1) : Scalar(0); }
};

/// f(x) = x where |x| > lambda, otherwise 0; f'(-lambda) = f'(lambda) = 0.
template <class Scalar> struct HardShrink {
  Scalar lambda;

  Scalar operator()(Scalar x) const { return std::abs(x) <= lambda ? Scalar(0) : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return std::abs(x) > lambda ? Scalar(1) : Scalar(0); }
};

/// f(x) = x where x > threshold, otherwise value; f'(threshold) = 0.
template <class Scalar> struct Thresholded {
  Scalar threshold, value;

  Scalar operator()(Scalar x) const { return x <= threshold ? value : x; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return x > threshold ? Scalar(1) : Scalar(0); }
};

}  // namespace weft::detail
