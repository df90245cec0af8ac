// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <weft/core/buffer.hpp>
#include <weft/kernels/activations.hpp>
#include <weft/layers/detail/activations/damped.hpp>

/// Activations made with exp and its kin. Each is a function of one number, y = f(x), or, where there is a kernel for
/// it, of `size` numbers in place; and has derivative(x, y) = f'(x). Where the derivative does not read x, or reads no
/// more than its sign, y may stand in for x. None of them overflows on the way to a result that does not, and NaN comes
/// out where it goes in. Source: keras/src/backend/tensorflow/nn.py.
namespace weft::detail {

/// 1 / (1 + e^-x)
template <class Scalar> Scalar logistic(Scalar x) {
  const Scalar e = std::exp(-std::abs(x));
  return (x < 0 ? e : Scalar(1)) / (1 + e);
}

/// log(1 + e^x)
template <class Scalar> Scalar log_one_plus_exp(Scalar x) {
  return (x > 0 ? x : Scalar(0)) + std::log1p(std::exp(-std::abs(x)));
}

/// f(x) = 1 / (1 + e^-x)                         f'(x) = y (1 - y)
template <class Scalar> struct Sigmoid {
  void all(Scalar* y, Index size) const { kernels::sigmoid(y, size); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return y * (1 - y); }
};

/// f(x) = tanh(x)                                f'(x) = 1 - y^2
template <class Scalar> struct Tanh {
  void all(Scalar* y, Index size) const { kernels::tanh(y, size); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return 1 - y * y; }
};

/// f(x) = x where x > 0, otherwise alpha (e^x - 1); f'(0) = alpha.
template <class Scalar> struct Elu {
  Scalar alpha;

  Scalar operator()(Scalar x) const { return x > 0 ? x : alpha * std::expm1(x); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar y) const { return x > 0 ? Scalar(1) : y + alpha; }
};

/// f(x) = x where x > 0, otherwise alpha (e^(x / alpha) - 1).
template <class Scalar> struct Celu {
  Scalar alpha;

  Scalar operator()(Scalar x) const { return x > 0 ? x : alpha * std::expm1(x / alpha); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return y > 0 ? Scalar(1) : y / alpha + 1; }
};

/// f(x) = scale elu(x, alpha) with the numbers of Klambauer et al. 2017; f'(0) = scale.
template <class Scalar> struct Selu {
  static constexpr auto scale = Scalar(1.0507009873554804934), scaled_alpha = Scalar(1.7580993408473768599);

  Scalar operator()(Scalar x) const { return x > 0 ? scale * x : scaled_alpha * std::expm1(x); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return y < 0 ? y + scaled_alpha : scale; }
};

/// f(x) = x P(x), P(x) = (1 + erf(x / sqrt(2))) / 2 the normal distribution's (Hendrycks & Gimpel 2016).
template <class Scalar> struct Gelu {
  Scalar operator()(Scalar x) const { return damped(x, distribution(x)); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return distribution(x) + damped(x, density(x)); }

 private:
  static Scalar distribution(Scalar x) { return std::erfc(-x * Scalar(0.70710678118654752440)) / 2; }
  static Scalar density(Scalar x) { return Scalar(0.39894228040143267794) * std::exp(-x * x / 2); }
};

/// f(x) = x (1 + tanh(u)) / 2 = x sigmoid(2 u),   u = sqrt(2 / pi) (x + 0.044715 x^3)
template <class Scalar> struct ApproximateGelu {
  Scalar operator()(Scalar x) const { return damped(x, logistic(twice_u(x))); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    const Scalar two_u = twice_u(x), s = logistic(two_u);
    return s + damped(x * factor * (1 + 3 * cubic * x * x), s * logistic(-two_u));
  }

 private:
  static constexpr auto factor = Scalar(1.59576912160573071176), cubic = Scalar(0.044715);
  static Scalar twice_u(Scalar x) { return x * (factor * (1 + cubic * x * x)); }
};

/// f(x) = x sigmoid(x)                           f'(x) = sigmoid(x) (1 + x sigmoid(-x))
template <class Scalar> struct Silu {
  Scalar operator()(Scalar x) const { return damped(x, logistic(x)); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    const Scalar s = logistic(x);
    return s + damped(x, s * logistic(-x));
  }
};

/// f(x) = x tanh(log(1 + e^x)) = x n / (n + 2),   n = e^2x + 2 e^x (Misra 2019). Beyond 20 it is x in double too.
template <class Scalar> struct Mish {
  Scalar operator()(Scalar x) const {
    if (x > 20) return x;
    const Scalar e = std::exp(x), n = e * (e + 2);
    return damped(x, n / (n + 2));
  }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    if (x > 20) return 1;
    const Scalar e = std::exp(x), n = e * (e + 2);
    return n / (n + 2) + damped(x, 4 * e * (e + 1) / ((n + 2) * (n + 2)));
  }
};

/// f(x) = log(1 + e^x)                           f'(x) = sigmoid(x) = 1 - e^-y
template <class Scalar> struct Softplus {
  Scalar operator()(Scalar x) const { return log_one_plus_exp(x); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return -std::expm1(-y); }
};

/// f(x) = -log(1 + e^-x)                         f'(x) = sigmoid(-x) = 1 - e^y
template <class Scalar> struct LogSigmoid {
  Scalar operator()(Scalar x) const { return -log_one_plus_exp(-x); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return -std::expm1(y); }
};

/// f(x) = x / (1 + |x|)                          f'(x) = 1 / (1 + |x|)^2
template <class Scalar> struct Softsign {
  Scalar operator()(Scalar x) const {
    const Scalar size = std::abs(x);
    return size > 1 ? std::copysign(1 / (1 + 1 / size), x) : x / (1 + size);
  }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const {
    const Scalar share = 1 / (1 + std::abs(x));
    return share * share;
  }
};

/// f(x) = x - tanh(x)                            f'(x) = tanh(x)^2
template <class Scalar> struct TanhShrink {
  Scalar operator()(Scalar x) const { return x - std::tanh(x); }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar) const { return std::tanh(x) * std::tanh(x); }
};

/// f(x) = (x + r) / 2 = b / 2 (r - x),   r = sqrt(x^2 + b)        f'(x) = y / r
template <class Scalar> struct Squareplus {
  Scalar b;

  Scalar operator()(Scalar x) const { return x < 0 ? b / (2 * (root(x) - x)) : x / 2 + root(x) / 2; }
  [[nodiscard]] Scalar derivative(Scalar x, Scalar y) const { return y / root(x); }

 private:
  [[nodiscard]] Scalar root(Scalar x) const { return std::hypot(x, std::sqrt(b)); }
};

/// f(x) = e^x                                    f'(x) = y
template <class Scalar> struct Exponential {
  Scalar operator()(Scalar x) const { return std::exp(x); }
  [[nodiscard]] Scalar derivative(Scalar, Scalar y) const { return y; }
};

}  // namespace weft::detail
