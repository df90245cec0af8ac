// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/core/detail/finite.hpp>
#include <weft/layers/detail/activations/kind.hpp>
#include <weft/layers/detail/activations/piecewise.hpp>
#include <weft/layers/detail/activations/rows.hpp>
#include <weft/layers/detail/activations/smooth.hpp>

namespace weft::detail {

/// A relu's parameters: negative_slope, max_value and threshold.
constexpr bool has_limit(const std::array<double, 3>& relu) { return is_finite(relu[1]); }
constexpr bool has_threshold(const std::array<double, 3>& relu) { return relu[2] < 0 || relu[2] > 0; }

template <class Scalar, class Visit> void visit_relu(const std::array<double, 3>& p, const Visit& visit) {
  const auto slope = static_cast<Scalar>(p[0]);
  if (has_limit(p) || has_threshold(p))
    return visit(LimitedRelu<Scalar>{slope, static_cast<Scalar>(p[1]), static_cast<Scalar>(p[2]), has_limit(p)});
  if (slope < 0 || slope > 0) return visit(LeakyRelu<Scalar>{slope});
  visit(Relu<Scalar>{});
}

template <class Scalar, class Visit> void visit_gelu(bool approximate, const Visit& visit) {
  if (approximate) return visit(ApproximateGelu<Scalar>{});
  visit(Gelu<Scalar>{});
}

/// Calls visit with the function of this kind and with these parameters, so that what is done with it is written once
/// and chosen once for all numbers.
template <class Scalar, class Visit>
void visit_function(ActivationKind kind, const std::array<double, 3>& parameters, const Visit& visit) {
  using Kind = ActivationKind;
  const auto p = static_cast<Scalar>(parameters[0]), q = static_cast<Scalar>(parameters[1]);
  switch (kind) {  // clang-format off
    case Kind::linear: return visit(Linear<Scalar>{});
    case Kind::relu: return visit_relu<Scalar>(parameters, visit);
    case Kind::relu6: return visit(Relu6<Scalar>{});
    case Kind::leaky_relu: return visit(LeakyRelu<Scalar>{p});
    case Kind::elu: return visit(Elu<Scalar>{p});
    case Kind::celu: return visit(Celu<Scalar>{p});
    case Kind::selu: return visit(Selu<Scalar>{});
    case Kind::gelu: return visit_gelu<Scalar>(p > 0 || p < 0, visit);
    case Kind::silu: return visit(Silu<Scalar>{});
    case Kind::mish: return visit(Mish<Scalar>{});
    case Kind::softplus: return visit(Softplus<Scalar>{});
    case Kind::softsign: return visit(Softsign<Scalar>{});
    case Kind::sigmoid: return visit(Sigmoid<Scalar>{});
    case Kind::hard_sigmoid: return visit(HardSigmoid<Scalar>{});
    case Kind::log_sigmoid: return visit(LogSigmoid<Scalar>{});
    case Kind::sparse_sigmoid: return visit(SparseSigmoid<Scalar>{});
    case Kind::hard_silu: return visit(HardSilu<Scalar>{});
    case Kind::tanh: return visit(Tanh<Scalar>{});
    case Kind::hard_tanh: return visit(HardTanh<Scalar>{});
    case Kind::tanh_shrink: return visit(TanhShrink<Scalar>{});
    case Kind::soft_shrink: return visit(SoftShrink<Scalar>{p});
    case Kind::hard_shrink: return visit(HardShrink<Scalar>{p});
    case Kind::threshold: return visit(Thresholded<Scalar>{p, q});
    case Kind::squareplus: return visit(Squareplus<Scalar>{p});
    case Kind::sparse_plus: return visit(SparsePlus<Scalar>{});
    case Kind::exponential: return visit(Exponential<Scalar>{});
    case Kind::softmax: return visit(Softmax<Scalar>{});
    case Kind::log_softmax: return visit(LogSoftmax<Scalar>{});
    case Kind::sparsemax: return visit(Sparsemax<Scalar>{});
  }  // clang-format on
}

template <class Function, class Scalar>
void apply_function(const Function& function, Scalar* y, Index rows, Index features) {
  if constexpr (requires { function.row(y, features); }) {
    for (Index r = 0; r < (features > 0 ? rows : 0); ++r) function.row(y + r * features, features);
  } else if constexpr (requires { function.all(y, features); }) {
    function.all(y, rows * features);
  } else {
    for (Index k = 0; k < rows * features; ++k) y[k] = function(y[k]);
  }
}

template <class Function, class Scalar>
void differentiate_function(const Function& function, const Scalar* x, const Scalar* y, const Scalar* dy, Scalar* dz,
                            Index rows, Index features) {
  if constexpr (requires { function.row_gradient(y, dy, dz, features); }) {
    for (Index r = 0; r < rows; ++r)
      function.row_gradient(y + r * features, dy + r * features, dz + r * features, features);
  } else {
    for (Index k = 0; k < rows * features; ++k) dz[k] = dy[k] * function.derivative(x[k], y[k]);
  }
}

}  // namespace weft::detail
