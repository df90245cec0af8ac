// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/core/tape.hpp>
#include <weft/kernels/view.hpp>

namespace weft::detail {

/// The forward of a layer whose weights are not packed beforehand: its own.
template <class L> class OwnForward {
 public:
  struct Pass {
    typename L::Tape tape;
  };

  const typename L::Output& forward(const typename L::Input& x, Pass& pass) const {
    set_context(pass.tape, {.purpose = Purpose::inference});
    return layer_.forward(x, pass.tape);
  }

 protected:
  explicit OwnForward(const L& layer) : layer_(layer) {}

  const L& layer_;
};

/// A layer whose weights are brought into the kernels' layout once, for any number of passes by any number of threads.
/// It refers to the layer, which must outlive it and stay as it is.
///
///   explicit FrozenLayer(const L& layer)             throws std::invalid_argument where the layer is not built
///   struct Pass                                      what one forward writes
///   const Output& forward(x, pass) const             the same as the layer's for inference, to the bit
///
/// Where the layer computes step by step it also has
///
///   struct State                                     that of several streams, and what a step writes
///   void begin(Index batch, State& state) const      zero; all that a step needs is allocated
///   View step(View x, State& state) const            [batch x features] to [batch x outputs], which are in the state
///   void for_each_state(state, visit) const          visit(rows, features): the numbers that go on to the next step
///
/// The weights of recurrences are stored as Weight.
///
/// This one is for layers that have no form of their own: they compute with their own weights.
template <class L, class Weight = typename L::Scalar> class FrozenLayer : public OwnForward<L> {
 public:
  explicit FrozenLayer(const L& layer) : OwnForward<L>(layer) {
    throw_unless(is_built(layer), L::type_name,
                 ": not built; call build(input_features, rng) or put it in a Sequential");
  }
};

/// Whether a layer's output at a step follows from its input at that step and from a state.
template <class L>
concept Streamable = requires(const FrozenLayer<L>& layer, typename FrozenLayer<L>::State& state,
                              const kernels::View<const typename L::Scalar>& x) {
  layer.step(x, state);
};

}  // namespace weft::detail
