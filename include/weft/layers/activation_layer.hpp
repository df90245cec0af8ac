// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <utility>

#include <weft/core/layer.hpp>
#include <weft/core/parameters.hpp>
#include <weft/layers/activation.hpp>
#include <weft/layers/stored_rows.hpp>

namespace weft {

/// Keras's layer Activation: a function between two layers, of each row by itself.
///
///   y = activation(x)              rows of numbers -> as many rows of as many
///
/// ActivationLayer{softmax} is Keras's Activation("softmax"); its name in a model is "activation". The rows are those
/// of a [batch x features] tensor or the tokens of a batch of sequences; a Sequential binds it to what it follows.
/// Errors: std::invalid_argument when an input's features or rows do not fit, or when a backward does not belong to the
/// tape's forward.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Input{8}, weft::Dense{3}, weft::ActivationLayer{weft::softmax}};
///   weft::Tensor<float, 2> x(1, 8);
///   weft::RandomUniform{-1, 1}(x, rng);
///   const auto y = weft::predict(model, x);  // three numbers that add up to 1
template <std::floating_point S = float, RowsOf<S> In = Tensor<S, 2>> class ActivationLayer {
 public:
  using Scalar = S;
  using Input = In;
  using Output = In;
  static constexpr std::string_view type_name = "Activation";

  /// The same layer over another kind of input.
  template <class Other>
  requires RowsOf<Other, S>
  using OverInput = ActivationLayer<S, Other>;

  struct Tape : TapeBase {
    Output y;
    const Input* x = nullptr;  ///< of the last forward
    Input dx;
  };

  explicit ActivationLayer(const Activation& activation) : activation_(activation) {}
  /// A layer over another kind of input.
  template <class Other>
  requires(!std::same_as<Other, In>) explicit ActivationLayer(const ActivationLayer<S, Other>& other)
      : activation_(other.activation()), features_(other.output_features()) {}

  Index build(Index input_features, Rng& /*nothing is drawn*/) {
    throw_unless(features_ == 0 || input_features == 0 || input_features == features_, type_name, ": built for ",
                 features_, " features; the input has ", input_features);
    if (features_ > 0) return features_;
    check_input_features(type_name, input_features);
    return features_ = input_features;
  }

  [[nodiscard]] Index input_features() const { return features_; }
  [[nodiscard]] Index output_features() const { return features_; }
  [[nodiscard]] const Activation& activation() const { return activation_; }

  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    resize_like(x, row_size(x), tape.y);
    std::copy_n(stored(x), stored_rows(x) * row_size(x), stored(tape.y));
    apply(activation_, stored(tape.y), stored_rows(x), row_size(x));
    tape.x = &x;
    tape.end_forward(*this, x);
    return tape.y;
  }

  ///   dx = dy * activation'(x)
  const Input& backward(const Input& x, const Output& dy, Tape& tape, ActivationLayer& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    resize_like(x, row_size(x), tape.dx);
    differentiate(activation_, stored(x), stored(std::as_const(tape).y), stored(dy), stored(tape.dx), stored_rows(x),
                  row_size(x));
    return tape.dx;
  }

  /// What a sigmoid or a softmax was taken of in the last forward: that forward's input. Null where the activation is
  /// another one.
  [[nodiscard]] const Output* logits(const Tape& tape) const { return has_logits(activation_) ? tape.x : nullptr; }

  /// backward, from dL/dx at once.
  const Input& backward_from_logits(const Input& x, const Output& dz, Tape& tape, ActivationLayer& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dz, gradient);
    resize_like(x, row_size(x), tape.dx);
    std::copy_n(stored(dz), stored_rows(x) * row_size(x), stored(tape.dx));
    return tape.dx;
  }

  void for_each_setting(auto&& visit) const { visit("activation", activation_name(activation_)); }
  static void for_each_parameter(auto&& /*it has none*/, auto&...) {}

 private:
  void check_input(const Input& x) const {
    if constexpr (is_sequence<Input>) check_rows(type_name, x);
    const bool empty = is_sequence<Input> && stored_rows(x) == 0;
    throw_unless(empty || features_ == 0 || row_size(x) == features_, "Activation: the input has ", row_size(x),
                 " features; expected ", features_);
  }

  Activation activation_;
  Index features_ = 0;  // not known
};

explicit ActivationLayer(const Activation&)->ActivationLayer<>;
template <std::floating_point S, class In> ActivationLayer(ActivationLayer<S, In>) -> ActivationLayer<S, In>;

static_assert(Layer<ActivationLayer<>> && Layer<ActivationLayer<float, PackedSequence<float>>>);

}  // namespace weft
