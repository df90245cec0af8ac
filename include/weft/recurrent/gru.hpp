// SPDX-License-Identifier: MIT
#pragma once

#include <weft/kernels/cells/gru_units.hpp>
#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// What Keras's GRU may be told, by Keras's names and with its defaults.
struct GRUOptions {
  bool use_bias = true;
  bool go_backwards = false;
};

/// A gated recurrent unit over a packed batch (Cho et al. 2014), with the reset gate after the state's product as Keras
/// has it by default (reset_after, after cuDNN).
///
///   a = x W + b_0          q = h_prev U + b_1      [3 units] each, split z | r | h, Keras's order             (1)
///   z = sigmoid(a_z + q_z)                        the update gate: how much of h_prev stays                    (2)
///   r = sigmoid(a_r + q_r)                        the reset gate: how much of q the candidate sees             (3)
///   g = tanh(a_h + r * q_h)                       the candidate                                                (4)
///   h = z * h_prev + (1 - z) * g                                                                               (5)
///
/// The bias is [2 x 3 units]: b_0 is the input's, b_1 the state's. W is drawn from GlorotUniform, U from Orthogonal over
/// the whole [units x 3 units]; b is zero. Backward is derived, with these numbers, in docs/math/gru.md.
/// Source: keras/src/layers/rnn/gru.py. PyTorch's GRU computes the same, with its gates in the order r | z | n.
///
/// Rows, directions, empty sequences and errors are as in LSTM.
template <std::floating_point S = float, Returns returns = Returns::last_state>
class GRU : public detail::RecurrentLayer<GRU<S, returns>, kernels::GRUUnits, S, returns, 2> {
  using Base = detail::RecurrentLayer<GRU, kernels::GRUUnits, S, returns, 2>;
  friend Base;

 public:
  static constexpr std::string_view type_name = "GRU";

  explicit GRU(Index units, GRUOptions options = {})
      : Base(units, options.go_backwards ? Direction::backward : Direction::forward, options.use_bias) {}
  GRU(Index units, ReturnSequences, GRUOptions options = {}) requires(returns == Returns::sequences)
      : GRU(units, options) {}

 private:
  void set_bias(Tensor<S, 2>& b) const {
    b.resize(2, 3 * this->units_);
    b.setZero();
  }
  template <class T> static detail::Biases<T> biases(T* first, Index units) {
    return {first, first == nullptr ? nullptr : first + 3 * units};
  }
};

explicit GRU(Index)->GRU<float, Returns::last_state>;
GRU(Index, GRUOptions)->GRU<float, Returns::last_state>;
GRU(Index, ReturnSequences)->GRU<float, Returns::sequences>;
GRU(Index, ReturnSequences, GRUOptions)->GRU<float, Returns::sequences>;

static_assert(Layer<GRU<>> && Layer<GRU<float, Returns::sequences>>);

}  // namespace weft
