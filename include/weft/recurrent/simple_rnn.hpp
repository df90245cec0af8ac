// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// What Keras's SimpleRNN may be told, by Keras's names, in its order and with its defaults.
struct SimpleRNNOptions {
  Activation activation = tanh;
  bool use_bias = true;
  Initializer kernel_initializer = GlorotUniform{};
  Initializer recurrent_initializer = Orthogonal{};
  Initializer bias_initializer = Constant{0};
  double dropout = 0;                      ///< of the input, in training
  double recurrent_dropout = 0;            ///< of h_prev, in training
  std::optional<std::uint64_t> seed = {};  ///< of the masks; that of the training if it is not given
  bool go_backwards = false;
};

/// A fully connected recurrent layer over a packed batch (Elman 1990).
///
///   h = tanh(x W + h_prev U + b)        [units]
///
/// W is drawn from GlorotUniform, U from Orthogonal; b is zero. Backward: dz = dh (1 - h^2), and then as in
/// docs/math/lstm.md, (14) - (18). Source: keras/src/layers/rnn/simple_rnn.py.
///
/// Another activation than tanh, dropout, rows, directions, empty sequences and errors are as in LSTM.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32},
///                          weft::SimpleRNN{64, {.activation = weft::relu, .recurrent_dropout = 0.1}},
///                          weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <std::floating_point S = float, Returns returns = Returns::last_state>
class SimpleRNN : public detail::RecurrentLayer<SimpleRNN<S, returns>, kernels::SimpleRNNUnits, S, returns, 1> {
  using Base = detail::RecurrentLayer<SimpleRNN, kernels::SimpleRNNUnits, S, returns, 1>;
  friend Base;

 public:
  static constexpr std::string_view type_name = "SimpleRNN";

  explicit SimpleRNN(Index units, const SimpleRNNOptions& options = {})
      : Base(units, detail::recurrent_options(options)) {}
  SimpleRNN(Index units, Return<returns>, const SimpleRNNOptions& options = {}) : SimpleRNN(units, options) {}
  SimpleRNN(Index units, detail::FirstOfBoth<returns>, ReturnState, const SimpleRNNOptions& options = {})
      : SimpleRNN(units, options) {}

 private:
  static std::array<Index, 1> bias_shape(Index units) { return {units}; }
  template <class T> static detail::Biases<T> biases(T* first, Index /*units*/) { return {first, nullptr}; }
};

SimpleRNN(Index, ReturnSequences, ReturnState)->SimpleRNN<float, Returns::sequences_and_states>;
SimpleRNN(Index, ReturnSequences, ReturnState, SimpleRNNOptions)->SimpleRNN<float, Returns::sequences_and_states>;

static_assert(Layer<SimpleRNN<>> && Layer<SimpleRNN<float, Returns::sequences>>);

}  // namespace weft

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::detail {

extern template class RecurrentPasses<kernels::SimpleRNNUnits, float>;
extern template class RecurrentPasses<kernels::SimpleRNNUnits, double>;

}  // namespace weft::detail
#endif
