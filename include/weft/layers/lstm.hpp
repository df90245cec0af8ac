// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/core/sequence.hpp>
#include <weft/initializers/glorot_uniform.hpp>
#include <weft/initializers/orthogonal.hpp>
#include <weft/layers/lstm_tape.hpp>

namespace weft {

/// What a recurrent layer gives: each sequence's last state, [batch x units], or its state after every step.
enum class Returns { last_state, sequences };

/// LSTM{64, return_sequences} is Keras's LSTM(64, return_sequences=True). It is part of the layer's type, because it
/// decides what may follow.
struct ReturnSequences {};
inline constexpr ReturnSequences return_sequences{};

/// Long short-term memory over a packed batch (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al.
/// 2000).
///
///   z = x W + h' U + b             [4 units], split i | f | g | o, Keras's order (i | f | c | o)         (1)
///   c = sigmoid(f) * c' + sigmoid(i) * tanh(g)                                                      (2) - (6)
///   h = sigmoid(o) * tanh(c)                                                                             (7)
///
/// h' and c' are those of the step before, zero at first. W is drawn from GlorotUniform, U from Orthogonal over the
/// whole [units x 4 units]; b is zero but for the forget gate, where it is one (Jozefowicz, Zaremba & Sutskever 2015).
/// Backward is derived, with these numbers, in docs/math/lstm.md.
///
/// A last state is in the row of its sequence in the caller's order, however the batch is packed.
/// Direction::backward walks from each sequence's last token to its first (Keras's go_backwards); with
/// return_sequences, the state after reading token t stays at step t. The state of an empty sequence is zero.
/// Errors: std::invalid_argument when units is not positive, when an input's features or rows do not fit, when the
/// layer has not been built, or when a backward does not belong to the tape's forward.
template <std::floating_point S = float, Returns returns = Returns::last_state> class LSTM {
 public:
  using Scalar = S;
  using Input = Sequence<Scalar>;
  using Output = std::conditional_t<returns == Returns::last_state, Tensor<Scalar, 2>, Sequence<Scalar>>;
  using Tape = LSTMTape<Scalar, Output>;
  static constexpr std::string_view type_name = "LSTM";

  Tensor<Scalar, 2> kernel;            ///< W, [input_dim x 4 units]
  Tensor<Scalar, 2> recurrent_kernel;  ///< U, [units x 4 units]
  Tensor<Scalar, 1> bias;              ///< b, [4 units]

  explicit LSTM(Index units, Direction direction = Direction::forward) : units_(units), direction_(direction) {
    check_extent(type_name, "units", units);
  }
  LSTM(Index units, ReturnSequences, Direction direction = Direction::forward)
  requires(returns == Returns::sequences) : LSTM(units, direction) {}

  Index build(Index input_features, Rng& rng) {
    if (is_built_for(*this, input_features)) return units_;
    check_input_features(type_name, input_features);
    kernel.resize(input_features, 4 * units_);
    GlorotUniform{}(kernel, rng);
    recurrent_kernel.resize(units_, 4 * units_);
    Orthogonal{}(recurrent_kernel, rng);
    bias.resize(4 * units_);
    bias.setZero();
    std::fill_n(bias.data() + units_, units_, Scalar(1));
    return units_;
  }

  Index input_features() const { return kernel.dimension(0); }
  Index output_features() const { return units_; }
  Direction direction() const { return direction_; }

  /// The same layer walking the other way.
  LSTM reversed() const {
    LSTM other = *this;
    other.direction_ = direction_ == Direction::forward ? Direction::backward : Direction::forward;
    return other;
  }

  const Output& forward(const Input& x, Tape& tape) const {
    check_input(x);
    tape.weights.pack(recurrent_kernel, bias);
    tape.input.project(x, kernel, tape.weights);  // x W of (1)
    walk(x, tape, tape.y);                        // (1) - (7)
    tape.end_forward(*this, x);
    return tape.y;
  }

  const Input& backward(const Input& x, const Output& dy, Tape& tape, LSTM& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    tape.weights.begin_gradients(kernel, recurrent_kernel);
    walk_back(x, dy, tape);  // (8) - (18)
    tape.weights.give_gradients(gradient.kernel, gradient.recurrent_kernel, gradient.bias);
    return tape.dx;
  }

  void for_each_setting(auto&& visit) const {
    visit("direction", direction_ == Direction::forward ? "forward" : "backward");
    visit("returns", returns == Returns::last_state ? "last_state" : "sequences");
  }
  static void for_each_parameter(auto&& visit, auto&... lstm) {
    visit("kernel", lstm.kernel...);
    visit("recurrent_kernel", lstm.recurrent_kernel...);
    visit("bias", lstm.bias...);
  }

 private:
  void check_input(const Input& x) const {
    throw_unless(kernel.size() > 0, "LSTM: not built; call build(input_features, rng) or put it in a Sequential");
    check_parameters();
    check_rows(type_name, x);
    throw_unless(x.packing.rows() == 0 || x.features() == kernel.dimension(0), "LSTM: the input has ", x.features(),
                 " features; expected ", kernel.dimension(0));
  }

  void check_parameters() const {
    const Index columns = 4 * units_;
    if (kernel.dimension(1) == columns && recurrent_kernel.dimension(0) == units_ &&
        recurrent_kernel.dimension(1) == columns && bias.size() == columns)
      return;
    throw std::invalid_argument(concat("LSTM: the kernel is ", shape_text(kernel), ", the recurrent kernel ",
                                       shape_text(recurrent_kernel), ", the bias ", shape_text(bias), "; expected ",
                                       columns, " columns and ", units_, " rows of the recurrent kernel"));
  }

  void walk(const Input& x, Tape& tape, Tensor<Scalar, 2>& y) const {
    if (!tape.forward_with_tails(x, direction_))
      tape.forward(x, direction_, [](const Packing::Step&, const Scalar*) {});
    y.resize(x.packing.batch(), units_);
    for (Index k = 0; k < x.packing.batch(); ++k)
      std::copy_n(tape.last_h(k, direction_), units_, &y(tape.order(x, k), 0));
  }

  void walk(const Input& x, Tape& tape, Sequence<Scalar>& y) const {
    y.packing = x.packing;
    y.values.resize(x.packing.rows(), units_);
    tape.forward(x, direction_, [&](const Packing::Step& step, const Scalar* h) {
      for (Index k = 0; k < step.rows; ++k)
        std::copy_n(h + k * tape.weights.padded_units, units_, y.values.row(step.first + k));
    });
  }

  /// dL/d(last h) is dy.
  void walk_back(const Input& x, const Tensor<Scalar, 2>& dy, Tape& tape) const {
    tape.walk.gradient.resize_zero(x.packing.batch(), tape.weights.padded_units);
    for (Index k = 0; k < x.packing.batch(); ++k)
      std::copy_n(&dy(tape.order(x, k), 0), units_, tape.walk.gradient.h.row(k));
    tape.backward(x, direction_, [](const Packing::Step&, Rows<Scalar>&) {});
  }

  /// Every step's h was given, so every step adds its dy to dh.
  void walk_back(const Input& x, const Sequence<Scalar>& dy, Tape& tape) const {
    tape.walk.gradient.resize_zero(x.packing.batch(), tape.weights.padded_units);
    tape.backward(x, direction_, [&](const Packing::Step& step, Rows<Scalar>& dh) {
      for (Index k = 0; k < step.rows; ++k)
        for (Index unit = 0; unit < units_; ++unit) dh.row(k)[unit] += dy.row(step.first + k)[unit];
    });
  }

  Index units_;
  Direction direction_;
};

explicit LSTM(Index)->LSTM<float, Returns::last_state>;
LSTM(Index, Direction)->LSTM<float, Returns::last_state>;
LSTM(Index, ReturnSequences)->LSTM<float, Returns::sequences>;
LSTM(Index, ReturnSequences, Direction)->LSTM<float, Returns::sequences>;

static_assert(Layer<LSTM<>> && Layer<LSTM<float, Returns::sequences>>);

}  // namespace weft
