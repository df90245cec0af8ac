// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>

#include <weft/core/detail/exact_text.hpp>
#include <weft/core/error.hpp>
#include <weft/layers/detail/activations/visit.hpp>

namespace weft {

/// The function a Dense layer applies to its output; in Keras's words, so that Dense{64, relu} reads as there. Keras's
/// arguments are given in its order: leaky_relu(0.1), relu(0.1, 6).
///
/// Source: keras/src/activations/activations.py.
struct Activation {
  ActivationKind kind = ActivationKind::linear;
  std::array<double, 3> parameters{};

  constexpr Activation() = default;
  /// The function with its default parameters.
  constexpr explicit Activation(ActivationKind which) : kind(which), parameters(detail::facts_of(which).defaults) {}

  /// The same function with other parameters, the first ones given. Throws std::invalid_argument where it has not got
  /// so many, where one is NaN, and where a width (of soft_shrink, hard_shrink or squareplus) is negative.
  template <std::convertible_to<double>... Given>
  constexpr Activation operator()(Given... given) const requires(sizeof...(Given) > 0 && sizeof...(Given) <= 3) {
    Activation other = *this;
    std::size_t k = 0;
    ((other.parameters[k++] = static_cast<double>(given)), ...);
    other.validate(sizeof...(Given));
    return other;
  }

  friend constexpr bool operator==(const Activation&, const Activation&) = default;

 private:
  constexpr void validate(std::size_t given) const {
    const auto& facts = detail::facts_of(kind);
    if (given > facts.parameters)
      throw_invalid({MessagePart(facts.name), MessagePart(" takes at most "), MessagePart(facts.parameters),
                     MessagePart(" parameters; given "), MessagePart(given)});
    for (std::size_t k = 0; k < given; ++k)
      if (!(parameters[k] >= (k == 0 ? facts.least : -detail::no_limit)))
        throw_invalid({MessagePart(facts.name), MessagePart(": a parameter is "), MessagePart(parameters[k]),
                       MessagePart("; expected "),
                       MessagePart(detail::is_finite(facts.least) ? "at least 0" : "a number")});
  }
};

/// f(x) = x
inline constexpr Activation linear{ActivationKind::linear};

// Rectifiers.

/// relu(negative_slope = 0, max_value = infinity, threshold = 0):
///   f(x) = (x where x > threshold, otherwise 0; clipped to 0 .. max_value) - negative_slope max(threshold - x, 0)
inline constexpr Activation relu{ActivationKind::relu};
/// f(x) = min(max(x, 0), 6)
inline constexpr Activation relu6{ActivationKind::relu6};
/// leaky_relu(negative_slope = 0.2): f(x) = x where x > 0, otherwise negative_slope x. (A LeakyReLU layer has 0.3.)
inline constexpr Activation leaky_relu{ActivationKind::leaky_relu};
/// elu(alpha = 1): f(x) = x where x > 0, otherwise alpha (e^x - 1)
inline constexpr Activation elu{ActivationKind::elu};
/// celu(alpha = 1): f(x) = x where x > 0, otherwise alpha (e^(x / alpha) - 1)
inline constexpr Activation celu{ActivationKind::celu};
/// f(x) = 1.0507 elu(x, 1.6733)
inline constexpr Activation selu{ActivationKind::selu};
/// gelu(approximate = false): f(x) = x P(x) with the normal distribution's P;
/// gelu(true): f(x) = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2
inline constexpr Activation gelu{ActivationKind::gelu};
/// f(x) = x sigmoid(x); also known as swish
inline constexpr Activation silu{ActivationKind::silu}, swish = silu;
/// f(x) = x tanh(softplus(x))
inline constexpr Activation mish{ActivationKind::mish};
/// f(x) = log(1 + e^x)
inline constexpr Activation softplus{ActivationKind::softplus};
/// squareplus(b = 4): f(x) = (x + sqrt(x^2 + b)) / 2
inline constexpr Activation squareplus{ActivationKind::squareplus};
/// f(x) = 0 where x <= -1, (x + 1)^2 / 4 where x < 1, otherwise x
inline constexpr Activation sparse_plus{ActivationKind::sparse_plus};
/// f(x) = x min(max(x / 6 + 1 / 2, 0), 1); also known as hard_swish
inline constexpr Activation hard_silu{ActivationKind::hard_silu}, hard_swish = hard_silu;

// Functions with two bounds.

/// f(x) = 1 / (1 + e^-x)
inline constexpr Activation sigmoid{ActivationKind::sigmoid};
/// f(x) = min(max(x / 6 + 1 / 2, 0), 1)
inline constexpr Activation hard_sigmoid{ActivationKind::hard_sigmoid};
/// f(x) = min(max((x + 1) / 2, 0), 1)
inline constexpr Activation sparse_sigmoid{ActivationKind::sparse_sigmoid};
/// f(x) = tanh(x)
inline constexpr Activation tanh{ActivationKind::tanh};
/// f(x) = min(max(x, -1), 1)
inline constexpr Activation hard_tanh{ActivationKind::hard_tanh};
/// f(x) = x / (1 + |x|)
inline constexpr Activation softsign{ActivationKind::softsign};

// Functions that leave out what is small, and others.

/// f(x) = x - tanh(x)
inline constexpr Activation tanh_shrink{ActivationKind::tanh_shrink};
/// soft_shrink(lambda = 0.5): f(x) = sign(x) max(|x| - lambda, 0)
inline constexpr Activation soft_shrink{ActivationKind::soft_shrink};
/// hard_shrink(lambda = 0.5): f(x) = x where |x| > lambda, otherwise 0
inline constexpr Activation hard_shrink{ActivationKind::hard_shrink};
/// thresholded(threshold = 0, value = 0): f(x) = x where x > threshold, otherwise value. Keras's `threshold`, a word
/// that is left to be that of a metric's parameter.
inline constexpr Activation thresholded{ActivationKind::threshold};
/// f(x) = -log(1 + e^-x)
inline constexpr Activation log_sigmoid{ActivationKind::log_sigmoid};
/// f(x) = e^x
inline constexpr Activation exponential{ActivationKind::exponential};

// Functions of a row of numbers.

/// f_k(x) = e^x_k / sum of e^x
inline constexpr Activation softmax{ActivationKind::softmax};
/// f_k(x) = x_k - log(sum of e^x)
inline constexpr Activation log_softmax{ActivationKind::log_softmax};
/// The nonnegative numbers with the sum 1 that are next to x (Martins & Astudillo 2016).
inline constexpr Activation sparsemax{ActivationKind::sparsemax};

/// Keras's name; where parameters are not the default ones, with those up to the last such: "leaky_relu(0.1)".
inline std::string activation_name(const Activation& activation) {
  const auto& facts = detail::facts_of(activation.kind);
  std::size_t told = facts.parameters;
  const auto is_default = [&](std::size_t k) {
    return detail::is_exactly(activation.parameters[k], facts.defaults[k]);
  };
  while (told > 0 && is_default(told - 1)) --told;
  std::string text(facts.name);
  for (std::size_t k = 0; k < told; ++k) text += (k == 0 ? "(" : ", ") + detail::exact_text(activation.parameters[k]);
  return told == 0 ? text : text + ')';
}

/// Whether the derivative cannot be told from the activation's value alone.
constexpr bool needs_input(const Activation& activation) {
  const auto& p = activation.parameters;
  switch (activation.kind) {
    case ActivationKind::relu:
      return p[0] < 0 || detail::has_limit(p) || detail::has_threshold(p);
    case ActivationKind::leaky_relu:
    case ActivationKind::elu:
      return p[0] < 0;
    default:
      return detail::facts_of(activation.kind).needs_input;
  }
}

/// Whether losses may be computed from what the activation was taken of, because it rounds away how wrong a value is.
constexpr bool has_logits(const Activation& activation) { return activation == sigmoid || activation == softmax; }

/// y = activation(y), in place, for y's [rows x features].
template <class Scalar> void apply(const Activation& activation, Scalar* y, Index rows, Index features) {
  if (activation.kind == ActivationKind::linear) return;
  detail::visit_function<Scalar>(activation.kind, activation.parameters,
                                 [&](const auto& function) { detail::apply_function(function, y, rows, features); });
}

/// dz = dy * activation'(z), all [rows x features]; y = activation(z). For those of a row together, such as softmax,
/// dz_j = sum over k of dy_k dy_k/dz_j. z may be null unless needs_input(activation); dz may be dy.
template <class Scalar>
void differentiate(const Activation& activation, const Scalar* z, const Scalar* y, const Scalar* dy, Scalar* dz,
                   Index rows, Index features) {
  const Scalar* x = z == nullptr ? y : z;  // which then has the sign of z, all that is asked of it
  detail::visit_function<Scalar>(activation.kind, activation.parameters, [&](const auto& function) {
    detail::differentiate_function(function, x, y, dy, dz, rows, features);
  });
}

}  // namespace weft

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft {

extern template void apply(const Activation&, float*, Index, Index);
extern template void apply(const Activation&, double*, Index, Index);
extern template void differentiate(const Activation&, const float*, const float*, const float*, float*, Index, Index);
extern template void differentiate(const Activation&, const double*, const double*, const double*, double*, Index,
                                   Index);

}  // namespace weft
#endif
