// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/detail/general_cell/own_cell.hpp>
#include <weft/recurrent/detail/recurrent_layer.hpp>

namespace weft {

/// The functions that equations of a cell may use besides + - * /, each of one unit of several sequences at once. They
/// have a namespace of their own, because weft::tanh names an activation.
namespace cell_math {
using kernels::multiply_add;  ///< a b + c, rounded once where the processor can
using kernels::sigmoid;
using kernels::tanh;
}  // namespace cell_math

/// A recurrent cell of a user's own: a small struct of equations, which docs/adding_a_cell.md leads through.
///
///   Index units
///   static constexpr std::string_view type_name    in settings and files
///   static constexpr int gates, states             W and U have [gates units] columns; state 0 is h
///   static void forward(z, previous, next)         the equations for one unit of each sequence, as in the example
///   static void backward(z, previous, gradient)
///
/// In place of the last two, forward_rows and backward_rows of all units of several sequences, where one unit's
/// equations need others'.
template <class C>
concept RecurrentCell = std::copyable<C> && requires(const C& cell) {
  { cell.units } -> std::convertible_to<Index>;
  { C::type_name } -> std::convertible_to<std::string_view>;
  { C::gates } -> std::convertible_to<int>;
  { C::states } -> std::convertible_to<int>;
} &&(kernels::VectorUnits<detail::OwnCellUnits<C>> || detail::HasRowEquations<C>);

/// What a layer of one's own cell may be told, by Keras's names and with its defaults.
struct RNNOptions {
  bool use_bias = true;
  Initializer kernel_initializer = GlorotUniform{};
  Initializer recurrent_initializer = Orthogonal{};
  Initializer bias_initializer = Constant{0};
  double dropout = 0;                      ///< of the input, in training
  double recurrent_dropout = 0;            ///< of h_prev, in training
  std::optional<std::uint64_t> seed = {};  ///< of the masks; that of the training if it is not given
  bool go_backwards = false;
};

/// A recurrent layer of a cell that somebody else wrote (Keras's RNN(cell)), with all that the other recurrent layers
/// can do: packed batches, both directions, states in and out with their gradients, dropout, Bidirectional around it.
///
///   z = x W + h_prev U + b          [gates units], split into the cell's gates in order
///   next states = forward(z, previous states)
///
/// W is drawn from GlorotUniform, U from Orthogonal; b is zero. Rows, directions, empty sequences and errors are as in
/// LSTM. Source: keras/src/layers/rnn/rnn.py.
///
/// An example, of a cell that keeps half of its state, h = h_prev / 2 + tanh(z) / 2:
///
///   struct LeakyCell {
///     static constexpr std::string_view type_name = "LeakyCell";
///     static constexpr int gates = 1, states = 1;
///     weft::Index units;
///     template <class V> static void forward(V (&z)[1], const V (&previous)[1], V (&next)[1]) {
///       z[0] = weft::cell_math::tanh(z[0]);
///       next[0] = 0.5 * (previous[0] + z[0]);
///     }
///     template <class V> static void backward(V (&z)[1], const V (&)[1], V (&gradient)[1]) {
///       gradient[0] = 0.5 * gradient[0];
///       z[0] = gradient[0] * (1 - z[0] * z[0]);
///     }
///   };
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32}, weft::RNN{LeakyCell{64}}, weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <RecurrentCell C, std::floating_point S = float, Returns returns = Returns::last_state>
class RNN : public detail::RecurrentLayer<RNN<C, S, returns>, detail::OwnCellUnits<C>, S, returns, 1> {
  using Base = typename RNN::RecurrentLayer;
  friend Base;

 public:
  static constexpr std::string_view type_name = "RNN";

  explicit RNN(const C& cell, const RNNOptions& options = {})
      : Base(cell.units, detail::recurrent_options(options)), cell_(cell) {}
  RNN(const C& cell, Return<returns>, const RNNOptions& options = {}) : RNN(cell, options) {}
  RNN(const C& cell, detail::FirstOfBoth<returns>, ReturnState, const RNNOptions& options = {}) : RNN(cell, options) {}

  [[nodiscard]] const C& cell() const { return cell_; }

  void for_each_setting(auto&& visit) const {
    visit("cell", C::type_name);
    Base::visit_common_settings(visit);
  }

 private:
  static std::array<Index, 1> bias_shape(Index units) { return {C::gates * units}; }
  template <class T> static detail::Biases<T> biases(T* first, Index /*units*/) { return {first, nullptr}; }

  C cell_;
};

template <class C> RNN(const C&, ReturnSequences, ReturnState) -> RNN<C, float, Returns::sequences_and_states>;
template <class C>
RNN(const C&, ReturnSequences, ReturnState, RNNOptions) -> RNN<C, float, Returns::sequences_and_states>;

}  // namespace weft
