// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/initializers/glorot_uniform.hpp>
#include <weft/kernels/product.hpp>
#include <weft/layers/activation.hpp>
#include <weft/layers/stored_rows.hpp>

namespace weft {

/// A fully connected layer, of each row of its input by itself.
///
///   y = activation(x W + b)        rows of input_dim numbers -> rows of units numbers
///
/// The rows are those of a [batch x input_dim] tensor, or the tokens of a batch of sequences, where it is Keras's
/// TimeDistributed(Dense); a Sequential binds it to what it follows. Rows that a sequence shares stay shared: each is
/// multiplied once. W is drawn from GlorotUniform, b is zero. Errors: std::invalid_argument when units is not positive,
/// when an input's features or rows do not fit, when the layer has not been built, or when a backward does not belong
/// to the tape's forward.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Input{8}, weft::Dense{16, weft::relu}, weft::Dense{1, weft::sigmoid}};
///   weft::Tensor<float, 2> x(5, 8);
///   weft::RandomUniform{-1, 1}(x, rng);
///   const auto y = weft::predict(model, x);  // [5 x 1]
template <std::floating_point S = float, RowsOf<S> In = Tensor<S, 2>> class Dense {
 public:
  using Scalar = S;
  using Input = In;
  using Output = In;
  static constexpr std::string_view type_name = "Dense";

  /// The same layer over another kind of input.
  template <class Other>
  requires RowsOf<Other, S>
  using OverInput = Dense<S, Other>;

  struct Tape : TapeBase {
    Output y;
    Output z;         ///< x W + b, kept where a loss may be computed from it or the activation's derivative asks for it
    Rows<Scalar> dz;  ///< [stored rows x units]
    Input dx;
    kernels::Panels<Scalar> panels;
  };

  Tensor<Scalar, 2> kernel;  ///< W, [input_dim x units]
  Tensor<Scalar, 1> bias;    ///< b, [units]

  explicit Dense(Index units, Activation activation = linear) : units_(units), activation_(activation) {
    check_extent(type_name, "units", units);
  }
  /// A layer over another kind of input, with its parameters if it is built.
  template <class Other>
  requires(!std::same_as<Other, In>) explicit Dense(Dense<S, Other> other)
      : kernel(std::move(other.kernel)),
        bias(std::move(other.bias)),
        units_(other.output_features()),
        activation_(other.activation()) {}

  Index build(Index input_features, Rng& rng) {
    if (is_built_for(*this, input_features)) return units_;
    check_input_features(type_name, input_features);
    kernel.resize(input_features, units_);
    GlorotUniform{}(kernel, rng);
    bias.resize(units_);
    bias.setZero();
    return units_;
  }

  [[nodiscard]] Index input_features() const { return kernel.dimension(0); }
  [[nodiscard]] Index output_features() const { return units_; }
  [[nodiscard]] const Activation& activation() const { return activation_; }

  /// Throws std::invalid_argument unless the layer is built, and its parameters have the right shapes.
  void check_built() const {
    throw_unless(kernel.size() > 0, "Dense: not built; call build(input_features, rng) or put it in a Sequential");
    throw_unless(kernel.dimension(1) == units_ && bias.size() == units_, "Dense: the kernel has ", kernel.dimension(1),
                 " columns and the bias ", bias.size(), "; expected ", units_);
  }

  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    Output& y = tape.y;
    resize_like(x, units_, y);
    for (Index r = 0; r < stored_rows(y); ++r) std::copy_n(bias.data(), units_, stored(y) + r * units_);
    kernels::product(stored_view(x, input_features()), kernels::view(kernel), stored_view(y, units_),
                     kernels::Update::add, tape.panels);
    if (keeps_z(tape)) copy(y, tape.z);
    apply(activation_, stored(y), stored_rows(y), units_);
    tape.end_forward(*this, x);
    return y;
  }

  ///   dz = dy * activation'(z)     dW += x^T dz     db += sum of dz's rows     dx = dz W^T
  const Input& backward(const Input& x, const Output& dy, Tape& tape, Dense& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    tape.dz.resize(stored_rows(dy), units_);
    differentiate(activation_, needs_input(activation_) ? stored(std::as_const(tape).z) : nullptr,
                  stored(std::as_const(tape).y), stored(dy), tape.dz.data(), stored_rows(dy), units_);
    return backward_from_dz(x, tape, gradient);
  }

  /// What a sigmoid or a softmax was taken of in the last forward, as large as the output; null where the activation is
  /// another one. A loss that is computed from it does not lose what they round away: see
  /// training/detail/model_loss.hpp.
  [[nodiscard]] const Output* logits(const Tape& tape) const { return has_logits(activation_) ? &tape.z : nullptr; }

  /// backward, from dL/dz instead of dL/dy.
  const Input& backward_from_logits(const Input& x, const Output& dz, Tape& tape, Dense& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dz, gradient);
    tape.dz.resize(stored_rows(dz), units_);
    std::copy_n(stored(dz), stored_rows(dz) * units_, tape.dz.data());
    return backward_from_dz(x, tape, gradient);
  }

  void for_each_setting(auto&& visit) const { visit("activation", activation_name(activation_)); }
  static void for_each_parameter(auto&& visit, auto&... dense) {
    visit("kernel", dense.kernel...);
    visit("bias", dense.bias...);
  }

 private:
  [[nodiscard]] bool keeps_z(const Tape& tape) const {
    return has_logits(activation_) || (needs_input(activation_) && tape.context.purpose == Purpose::training);
  }

  static void copy(const Output& y, Output& z) {
    resize_like(y, row_size(y), z);
    std::copy_n(stored(y), stored_rows(y) * row_size(y), stored(z));
  }

  const Input& backward_from_dz(const Input& x, Tape& tape, Dense& gradient) const {
    const kernels::View<const Scalar> dz(tape.dz.data(), tape.dz.count(), units_);
    kernels::product(transposed(stored_view(x, input_features())), dz, kernels::view(gradient.kernel),
                     kernels::Update::add, tape.panels);
    for (Index unit = 0; unit < units_; ++unit) {
      Scalar sum = 0;
      for (Index r = 0; r < dz.rows; ++r) sum += dz(r, unit);
      gradient.bias(unit) += sum;
    }

    resize_like(x, input_features(), tape.dx);
    kernels::product(dz, transposed(kernels::view(kernel)), stored_view(tape.dx, input_features()),
                     kernels::Update::overwrite, tape.panels);
    return tape.dx;
  }

  void check_input(const Input& x) const {
    check_built();
    if constexpr (is_sequence<Input>) check_rows(type_name, x);
    const bool empty = is_sequence<Input> && stored_rows(x) == 0;  // nobody said how many features it has
    throw_unless(empty || row_size(x) == kernel.dimension(0), "Dense: the input has ", row_size(x),
                 " features; expected ", kernel.dimension(0));
  }

  Index units_;
  Activation activation_;
};

explicit Dense(Index, Activation = linear)->Dense<>;
template <std::floating_point S, class In> Dense(Dense<S, In>) -> Dense<S, In>;

static_assert(Layer<Dense<>> && Layer<Dense<float, PackedSequence<float>>>);

}  // namespace weft
