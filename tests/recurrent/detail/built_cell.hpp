// SPDX-License-Identifier: MIT
#pragma once

#include <weft/recurrent/gru.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

#include "../../layers/laws.hpp"

/// Recurrent layers and their cells, for tests of what these are made of.
namespace weft::testing {

using LSTMLayer = LSTM<double>;
using GRULayer = GRU<double>;
using GRUResetBeforeLayer = GRU<double, Returns::last_state, false>;
using SimpleRNNLayer = SimpleRNN<double>;

/// Where a layer's biases are in its bias, or in that of its gradient; in a bias of two rows the second is the state's.
template <class Scalar> detail::Biases<const Scalar> biases_of(const Tensor<Scalar, 1>& bias) {
  return {bias.data(), nullptr};
}
template <class Scalar> detail::Biases<const Scalar> biases_of(const Tensor<Scalar, 2>& bias) {
  return {bias.data(), bias.data() + bias.dimension(1)};
}
template <class Scalar> detail::Biases<Scalar> biases_of(Tensor<Scalar, 1>& bias) { return {bias.data(), nullptr}; }
template <class Scalar> detail::Biases<Scalar> biases_of(Tensor<Scalar, 2>& bias) {
  return {bias.data(), bias.data() + bias.dimension(1)};
}

/// Builds a layer and gives it biases other than zero.
template <class L> L with_biases(L layer, Index features, Rng& rng) {
  layer.build(features, rng);
  for (auto& b : numbers(layer.bias)) b += static_cast<typename L::Scalar>(rng.uniform(-0.5, 0.5));
  return layer;
}

/// A layer with its cell, whose weights are packed.
template <class L> struct BuiltCell {
  static constexpr Index features = 3, units = 5;
  using Units = typename L::Units;
  using Cell = detail::Cell<Units, double>;
  using States = typename Cell::States;

  L layer;
  Cell cell;

  explicit BuiltCell(Rng& rng, double recurrent_scale = 1) : layer(with_biases(L(units), features, rng)) {
    for (double& w : numbers(layer.recurrent_kernel)) w *= recurrent_scale;
    cell.pack(layer.recurrent_kernel, biases_of(std::as_const(layer).bias));
    cell.weights.pack_for_cells(layer.kernel);
  }

  Index padded_units() const { return cell.weights.padded_units; }
  void begin_gradients() { cell.begin_gradients(layer.kernel, layer.recurrent_kernel); }
  /// What was added up for the weights since.
  L gradient() const {
    L sums = zeros_like(layer);
    cell.add_gradients_to(sums.kernel, sums.recurrent_kernel, biases_of(sums.bias));
    return sums;
  }

  States random_states(Index sequences, Rng& rng) const {
    States states;
    states.resize_zero(sequences, padded_units());
    for (Rows<double>& state : states.each)
      for (Index k = 0; k < sequences; ++k)
        for (Index unit = 0; unit < units; ++unit) state.row(k)[unit] = rng.uniform(-1, 1);
    return states;
  }
};

/// Whether two rows of states are the same, to the bit.
template <std::size_t Count>
bool same_states(const detail::States<double, Count>& a, Index row_a, const detail::States<double, Count>& b,
                 Index row_b) {
  bool same = true;
  for (std::size_t s = 0; s < Count; ++s)
    same = same && std::equal(a.each[s].row(row_a), a.each[s].row(row_a) + a.h().features(), b.each[s].row(row_b));
  return same;
}

/// sum += a^T dz, for the real units of a and dz, whose gates are interleaved; sum is in Keras's order.
template <std::size_t Panels>
void add_outer(const double* a, const double* dz, const kernels::GateOrder<Panels>& gates, Tensor<double, 2>& sum) {
  const Index units = sum.dimension(0);
  for (Index i = 0; i < units; ++i)
    for (std::size_t p = 0; p < Panels; ++p)
      for (Index unit = 0; unit < units; ++unit)
        sum(i, gates[p] * units + unit) +=
            a[i] * dz[kernels::interleaved_column<double>(static_cast<Index>(Panels), static_cast<Index>(p), unit)];
}

/// Checks that two tensors are the same but for rounding.
inline void check_close(const Tensor<double, 2>& given, const Tensor<double, 2>& expected, double rounding) {
  REQUIRE(given.size() == expected.size());
  const auto is_close = [&](double a, double b) { return a == doctest::Approx(b).epsilon(rounding); };
  const double* end = given.data() + given.size();
  const auto differing = std::mismatch(given.data(), end, expected.data(), is_close);
  INFO("number ", differing.first - given.data(), " of ", given.size());
  if (differing.first != end) FAIL_CHECK(*differing.first, " instead of ", *differing.second);
}

}  // namespace weft::testing
