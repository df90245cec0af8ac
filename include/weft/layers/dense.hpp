// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/initializers/glorot_uniform.hpp>
#include <weft/kernels/product.hpp>
#include <weft/layers/activation.hpp>

namespace weft {

/// A fully connected layer.
///
///   y = activation(x W + b)        [batch x input_dim] -> [batch x units]
///
/// W is drawn from GlorotUniform, b is zero. Errors: std::invalid_argument when units is not positive, when an input's
/// features do not fit, when the layer has not been built, or when a backward does not belong to the tape's forward.
template <std::floating_point S = float> class Dense {
 public:
  using Scalar = S;
  using Input = Tensor<Scalar, 2>;
  using Output = Tensor<Scalar, 2>;
  static constexpr std::string_view type_name = "Dense";

  struct Tape : TapeBase {
    Output y;
    Output z;         ///< x W + b, kept where the activation is sigmoid
    Rows<Scalar> dz;  ///< [batch x units]
    Input dx;
    kernels::Panels<Scalar> panels;
  };

  Tensor<Scalar, 2> kernel;  ///< W, [input_dim x units]
  Tensor<Scalar, 1> bias;    ///< b, [units]

  explicit Dense(Index units, Activation activation = Activation::linear) : units_(units), activation_(activation) {
    check_extent(type_name, "units", units);
  }

  Index build(Index input_features, Rng& rng) {
    if (is_built_for(*this, input_features)) return units_;
    check_input_features(type_name, input_features);
    kernel.resize(input_features, units_);
    GlorotUniform{}(kernel, rng);
    bias.resize(units_);
    bias.setZero();
    return units_;
  }

  Index input_features() const { return kernel.dimension(0); }
  Index output_features() const { return units_; }

  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    Output& y = tape.y;
    y.resize(x.dimension(0), units_);
    for (Index row = 0; row < x.dimension(0); ++row) std::copy_n(bias.data(), units_, &y(row, 0));
    kernels::product(kernels::view(x), kernels::view(kernel), kernels::view(y), kernels::Update::add, tape.panels);
    if (activation_ == Activation::sigmoid) tape.z = y;
    apply(activation_, y.data(), y.size());
    tape.end_forward(*this, x);
    return y;
  }

  ///   dz = dy * activation'(z)     dW += x' dz     db += sum of dz's rows     dx = dz W'
  const Input& backward(const Input& x, const Output& dy, Tape& tape, Dense& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    tape.dz.resize(dy.dimension(0), units_);
    for (Index k = 0; k < dy.size(); ++k) tape.dz.data()[k] = dy.data()[k] * derivative(activation_, tape.y.data()[k]);
    return backward_from_dz(x, tape, gradient);
  }

  /// What the sigmoid was taken of in the last forward, [batch x units]; null where the activation is another one. A
  /// loss that is computed from it does not lose what the sigmoid rounds away: see training/model_loss.hpp.
  const Output* logits(const Tape& tape) const { return activation_ == Activation::sigmoid ? &tape.z : nullptr; }

  /// backward, from dL/dz instead of dL/dy.
  const Input& backward_from_logits(const Input& x, const Output& dz, Tape& tape, Dense& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dz, gradient);
    tape.dz.resize(dz.dimension(0), units_);
    std::copy_n(dz.data(), dz.size(), tape.dz.data());
    return backward_from_dz(x, tape, gradient);
  }

  void for_each_setting(auto&& visit) const { visit("activation", activation_name(activation_)); }
  static void for_each_parameter(auto&& visit, auto&... dense) {
    visit("kernel", dense.kernel...);
    visit("bias", dense.bias...);
  }

 private:
  const Input& backward_from_dz(const Input& x, Tape& tape, Dense& gradient) const {
    const Index batch = x.dimension(0);
    const kernels::View<const Scalar> dz(tape.dz.data(), batch, units_);
    kernels::product(transposed(kernels::view(x)), dz, kernels::view(gradient.kernel), kernels::Update::add,
                     tape.panels);
    for (Index unit = 0; unit < units_; ++unit) {
      Scalar sum = 0;
      for (Index row = 0; row < batch; ++row) sum += dz(row, unit);
      gradient.bias(unit) += sum;
    }

    tape.dx.resize(batch, x.dimension(1));
    kernels::product(dz, transposed(kernels::view(kernel)), kernels::view(tape.dx), kernels::Update::overwrite,
                     tape.panels);
    return tape.dx;
  }

  void check_input(const Input& x) const {
    throw_unless(kernel.size() > 0, "Dense: not built; call build(input_features, rng) or put it in a Sequential");
    throw_unless(kernel.dimension(1) == units_ && bias.size() == units_, "Dense: the kernel has ", kernel.dimension(1),
                 " columns and the bias ", bias.size(), "; expected ", units_);
    throw_unless(x.dimension(1) == kernel.dimension(0), "Dense: the input has ", x.dimension(1), " features; expected ",
                 kernel.dimension(0));
  }

  Index units_;
  Activation activation_;
};

explicit Dense(Index, Activation = Activation::linear)->Dense<>;

static_assert(Layer<Dense<>>);

}  // namespace weft
