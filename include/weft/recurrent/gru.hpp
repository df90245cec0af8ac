// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// What Keras's GRU may be told, by Keras's names, in its order and with its defaults. Its reset_after is part of the
/// type, see ResetAfter.
struct GRUOptions {
  Activation activation = tanh;
  Activation recurrent_activation = sigmoid;
  bool use_bias = true;
  Initializer kernel_initializer = GlorotUniform{};
  Initializer recurrent_initializer = Orthogonal{};
  Initializer bias_initializer = Constant{0};
  double dropout = 0;                      ///< of the input, in training
  double recurrent_dropout = 0;            ///< of h_prev, in training
  std::optional<std::uint64_t> seed = {};  ///< of the masks; that of the training if it is not given
  bool go_backwards = false;
};

/// GRU{64, reset_after<false>} is Keras's GRU(64, reset_after=False). It is part of the layer's type, because it
/// decides which shape the bias has.
template <bool after> struct ResetAfter {};
template <bool after> inline constexpr ResetAfter<after> reset_after{};

/// A gated recurrent unit over a packed batch (Cho et al. 2014), with the reset gate after the state's product as Keras
/// has it by default (reset_after, after cuDNN).
///
///   a = x W + b_0          q = h_prev U + b_1      [3 units] each, split z | r | h, Keras's order             (1)
///   z = sigmoid(a_z + q_z)                        the update gate: how much of h_prev stays                    (2)
///   r = sigmoid(a_r + q_r)                        the reset gate: how much of q the candidate sees             (3)
///   g = tanh(a_h + r * q_h)                       the candidate                                                (4)
///   h = z * h_prev + (1 - z) * g                                                                               (5)
///
/// The bias is [2 x 3 units]: b_0 is the input's, b_1 the state's. With reset_after<false> the reset gate comes before
/// the state's product, and the bias is [3 units]:
///
///   g = tanh(a_h + (r * h_prev) U_h)              in place of (4)
///
/// which costs a product within each step and is slower. W is drawn from GlorotUniform, U from Orthogonal over the
/// whole [units x 3 units]; b is zero. Backward is derived, with these numbers, in docs/math/gru.md.
/// Source: keras/src/layers/rnn/gru.py. PyTorch's GRU computes the same as reset_after, with its gates in the order
/// r | z | n.
///
/// Other activations, dropout, rows, directions, empty sequences and errors are as in LSTM.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32},
///                          weft::GRU{64, weft::return_sequences}, weft::GRU{64, weft::reset_after<false>},
///                          weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <std::floating_point S = float, Returns returns = Returns::last_state, bool after = true>
class GRU : public detail::RecurrentLayer<GRU<S, returns, after>,
                                          std::conditional_t<after, kernels::GRUUnits, kernels::GRUResetBeforeUnits>, S,
                                          returns, after ? 2 : 1> {
  using Base = typename GRU::RecurrentLayer;
  friend Base;

 public:
  static constexpr std::string_view type_name = "GRU";

  explicit GRU(Index units, const GRUOptions& options = {}) : Base(units, detail::recurrent_options(options)) {}
  GRU(Index units, Return<returns>, const GRUOptions& options = {}) : GRU(units, options) {}
  GRU(Index units, detail::FirstOfBoth<returns>, ReturnState, const GRUOptions& options = {}) : GRU(units, options) {}
  GRU(Index units, ResetAfter<after>, const GRUOptions& options = {}) : GRU(units, options) {}
  GRU(Index units, Return<returns>, ResetAfter<after>, const GRUOptions& options = {}) : GRU(units, options) {}
  GRU(Index units, detail::FirstOfBoth<returns>, ReturnState, ResetAfter<after>, const GRUOptions& options = {})
      : GRU(units, options) {}

  void for_each_setting(auto&& visit) const {
    Base::for_each_setting(visit);
    visit("reset_after", after ? "true" : "false");
  }

 private:
  static auto bias_shape(Index units) {
    if constexpr (after)
      return std::array<Index, 2>{2, 3 * units};
    else
      return std::array<Index, 1>{3 * units};
  }
  template <class T> static detail::Biases<T> biases(T* first, Index units) {
    return {first, first == nullptr || !after ? nullptr : first + 3 * units};
  }
};

GRU(Index, ReturnSequences, ReturnState)->GRU<float, Returns::sequences_and_states>;
GRU(Index, ReturnSequences, ReturnState, GRUOptions)->GRU<float, Returns::sequences_and_states>;
template <bool after>
GRU(Index, ReturnSequences, ReturnState, ResetAfter<after>) -> GRU<float, Returns::sequences_and_states, after>;
template <bool after>
GRU(Index, ReturnSequences, ReturnState, ResetAfter<after>, GRUOptions)
    -> GRU<float, Returns::sequences_and_states, after>;

static_assert(Layer<GRU<>> && Layer<GRU<float, Returns::sequences, false>>);

}  // namespace weft

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft::detail {

extern template class RecurrentPasses<kernels::GRUUnits, float>;
extern template class RecurrentPasses<kernels::GRUUnits, double>;
extern template class RecurrentPasses<kernels::GRUResetBeforeUnits, float>;
extern template class RecurrentPasses<kernels::GRUResetBeforeUnits, double>;

}  // namespace weft::detail
#endif
