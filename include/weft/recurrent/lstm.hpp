// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// What Keras's LSTM may be told, by Keras's names, in its order and with its defaults.
struct LSTMOptions {
  Activation activation = tanh;
  Activation recurrent_activation = sigmoid;
  bool use_bias = true;
  Initializer kernel_initializer = GlorotUniform{};
  Initializer recurrent_initializer = Orthogonal{};
  Initializer bias_initializer = Constant{0};
  bool unit_forget_bias = true;            ///< the forget gate's bias of a new layer is 1
  double dropout = 0;                      ///< of the input, in training
  double recurrent_dropout = 0;            ///< of h_prev, in training
  std::optional<std::uint64_t> seed = {};  ///< of the masks; that of the training if it is not given
  bool go_backwards = false;
};

/// Long short-term memory over a packed batch (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al.
/// 2000).
///
///   z = x W + h_prev U + b         [4 units], split i | f | g | o, Keras's order (i | f | c | o)         (1)
///   c = sigmoid(f) * c_prev + sigmoid(i) * tanh(g)                                                  (2) - (6)
///   h = sigmoid(o) * tanh(c)                                                                             (7)
///
/// h_prev and c_prev are those of the step before; at first zero, or what forward was given. Other functions may stand
/// for tanh (activation) and sigmoid (recurrent_activation), which are the fast ones. Dropout draws a mask for each
/// sequence that holds for all of its steps; with recurrent_dropout every gate has masks of its own, as in Keras. A
/// rate of 1, which Keras takes for 0, is an error. W is drawn from GlorotUniform, U from Orthogonal over the whole
/// [units x 4 units]; b is zero but for the forget gate, where it is one (Jozefowicz, Zaremba & Sutskever 2015).
/// Backward is derived, with these numbers, in docs/math/lstm.md. Source: keras/src/layers/rnn/lstm.py.
///
/// A last state is in the row of its sequence in the caller's order, however the batch is packed.
/// Direction::backward goes from each sequence's last token to its first (Keras's go_backwards); with
/// return_sequences, the state after reading token t stays at step t. The state of an empty sequence is the one it
/// began with.
/// Errors: std::invalid_argument when units is not positive or a rate of dropout not in [0, 1), when an input's
/// features or rows do not fit, when the layer has not been built, or when a backward does not belong to the tape's
/// forward.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32},
///                          weft::LSTM{64, weft::return_sequences, {.dropout = 0.2}},
///                          weft::LSTM{64}, weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <std::floating_point S = float, Returns returns = Returns::last_state>
class LSTM : public detail::RecurrentLayer<LSTM<S, returns>, kernels::LSTMUnits, S, returns, 1> {
  using Base = detail::RecurrentLayer<LSTM, kernels::LSTMUnits, S, returns, 1>;
  friend Base;

 public:
  static constexpr std::string_view type_name = "LSTM";

  explicit LSTM(Index units, const LSTMOptions& options = {})
      : Base(units, detail::recurrent_options(options)), unit_forget_bias_(options.unit_forget_bias) {}
  LSTM(Index units, Return<returns>, const LSTMOptions& options = {}) : LSTM(units, options) {}
  LSTM(Index units, detail::FirstOfBoth<returns>, ReturnState, const LSTMOptions& options = {})
      : LSTM(units, options) {}
  LSTM(Index units, Direction direction) : LSTM(units, {.go_backwards = direction == Direction::backward}) {}
  LSTM(Index units, Return<returns>, Direction direction) : LSTM(units, direction) {}

 private:
  static std::array<Index, 1> bias_shape(Index units) { return {4 * units}; }
  void set_bias(Tensor<S, 1>& b) const {
    if (unit_forget_bias_) std::fill_n(b.data() + this->units_, this->units_, S(1));
  }
  template <class T> static detail::Biases<T> biases(T* first, Index /*units*/) { return {first, nullptr}; }

  bool unit_forget_bias_;
};

LSTM(Index, ReturnSequences, ReturnState)->LSTM<float, Returns::sequences_and_states>;
LSTM(Index, ReturnSequences, ReturnState, LSTMOptions)->LSTM<float, Returns::sequences_and_states>;

static_assert(Layer<LSTM<>> && Layer<LSTM<float, Returns::sequences>>);

}  // namespace weft

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::detail {

extern template class RecurrentPasses<kernels::LSTMUnits, float>;
extern template class RecurrentPasses<kernels::LSTMUnits, double>;

}  // namespace weft::detail
#endif
