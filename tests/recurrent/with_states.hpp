// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/recurrent/recurrent_state.hpp>

namespace weft::testing {

/// A recurrent layer whose initial states are parameters, and whose final states are part of the output, behind y:
/// [batch x (1 + states) units]. So the laws of layers are those of states and of their gradients, too.
template <class L> struct WithStates {
  using Scalar = typename L::Scalar;
  using Input = typename L::Input;
  using Output = Tensor<Scalar, 2>;
  using State = typename L::State;
  static constexpr std::string_view type_name = "WithStates";

  struct Tape : TapeBase {
    typename L::Tape inner;
    Output y, dy;
    State final, d_final, d_initial;
  };

  L layer;
  State initial;

  /// With random states for so many sequences.
  WithStates(const L& built, Index batch, Rng& rng) : layer(built) {
    initial.resize(batch, layer.output_features());
    for (Tensor<Scalar, 2>& state : initial.each)
      for (Index k = 0; k < state.size(); ++k) state.data()[k] = static_cast<Scalar>(rng.uniform(-1, 1));
  }

  Index build(Index features, Rng& rng) { return layer.build(features, rng), output_features(); }
  Index input_features() const { return layer.input_features(); }
  Index output_features() const { return (1 + std::ssize(initial.each)) * layer.output_features(); }

  const Output& forward(const Input& x, Tape& tape) const {
    tape.begin_forward();
    tape.inner.context = tape.context;
    tape.y.resize(x.packing.batch(), output_features());
    put(layer.forward(x, initial, tape.inner), 0, tape.y);
    layer.final_state(x, tape.inner, tape.final);
    for (std::size_t s = 0; s < State::count; ++s) put(tape.final.each[s], 1 + static_cast<Index>(s), tape.y);
    tape.end_forward(*this, x);
    return tape.y;
  }

  const Input& backward(const Input& x, const Output& dy, Tape& tape, WithStates& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    tape.dy.resize(x.packing.batch(), layer.output_features());
    tape.d_final.resize(x.packing.batch(), layer.output_features());
    take(dy, 0, tape.dy);
    for (std::size_t s = 0; s < State::count; ++s) take(dy, 1 + static_cast<Index>(s), tape.d_final.each[s]);
    const Input& dx = layer.backward(x, tape.dy, tape.d_final, tape.inner, gradient.layer);
    layer.initial_state_gradient(x, tape.inner, tape.d_initial);
    for (std::size_t s = 0; s < State::count; ++s) gradient.initial.each[s] += tape.d_initial.each[s];
    return dx;
  }

  static void for_each_parameter(auto&& visit, auto&... layers) {
    L::for_each_parameter(visit, layers.layer...);
    visit("h", layers.initial.each[0]...);
    if constexpr (State::count > 1) visit("c", layers.initial.each[1]...);
  }

 private:
  void put(const Output& part, Index place, Output& y) const {
    for (Index k = 0; k < part.dimension(0); ++k)
      std::copy_n(&part(k, 0), part.dimension(1), &y(k, place * part.dimension(1)));
  }
  void take(const Output& y, Index place, Output& part) const {
    for (Index k = 0; k < part.dimension(0); ++k)
      std::copy_n(&y(k, place * part.dimension(1)), part.dimension(1), &part(k, 0));
  }
};

}  // namespace weft::testing
