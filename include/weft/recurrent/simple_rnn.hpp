// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cells/simple_rnn_units.hpp>
#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// What Keras's SimpleRNN may be told, by Keras's names and with its defaults.
struct SimpleRNNOptions {
  bool use_bias = true;
  bool go_backwards = false;
};

/// A fully connected recurrent layer over a packed batch (Elman 1990).
///
///   h = tanh(x W + h_prev U + b)        [units]
///
/// W is drawn from GlorotUniform, U from Orthogonal; b is zero. Backward: dz = dh (1 - h^2), and then as in
/// docs/math/lstm.md, (14) - (18). Source: keras/src/layers/rnn/simple_rnn.py.
///
/// Rows, directions, empty sequences and errors are as in LSTM.
template <std::floating_point S = float, Returns returns = Returns::last_state>
class SimpleRNN : public detail::RecurrentLayer<SimpleRNN<S, returns>, kernels::SimpleRNNUnits, S, returns, 1> {
  using Base = detail::RecurrentLayer<SimpleRNN, kernels::SimpleRNNUnits, S, returns, 1>;
  friend Base;

 public:
  static constexpr std::string_view type_name = "SimpleRNN";

  explicit SimpleRNN(Index units, SimpleRNNOptions options = {})
      : Base(units, options.go_backwards ? Direction::backward : Direction::forward, options.use_bias) {}
  SimpleRNN(Index units, ReturnSequences, SimpleRNNOptions options = {}) requires(returns == Returns::sequences)
      : SimpleRNN(units, options) {}

 private:
  void set_bias(Tensor<S, 1>& b) const {
    b.resize(this->units_);
    b.setZero();
  }
  template <class T> static detail::Biases<T> biases(T* first, Index /*units*/) { return {first, nullptr}; }
};

explicit SimpleRNN(Index)->SimpleRNN<float, Returns::last_state>;
SimpleRNN(Index, SimpleRNNOptions)->SimpleRNN<float, Returns::last_state>;
SimpleRNN(Index, ReturnSequences)->SimpleRNN<float, Returns::sequences>;
SimpleRNN(Index, ReturnSequences, SimpleRNNOptions)->SimpleRNN<float, Returns::sequences>;

static_assert(Layer<SimpleRNN<>> && Layer<SimpleRNN<float, Returns::sequences>>);

}  // namespace weft
