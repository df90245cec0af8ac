// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string_view>

#include <weft/core/parameter.hpp>
#include <weft/core/tape.hpp>
#include <weft/core/tensor.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// Stops the compiler with one sentence where a layer is one but for what its tape derives from.
template <class Tape> struct DerivesFromTapeBase {
  static_assert(std::derived_from<Tape, TapeBase>, "weft: a layer's Tape must derive from weft::TapeBase");
  static constexpr bool value = true;
};

/// A differentiable function with parameters: a plain value.
///
///   forward    y  = f(x)                          leaves in `tape` what backward will need
///   backward   dx = dy . df/dx                    returned, where the input has a gradient
///              gradient += dy . df/dparameters
///
/// The layer is const in both: every buffer a pass writes is in its tape, which the caller owns, one per thread. What
/// forward and backward return lives in the tape and holds until the next pass with it; backward follows the forward of
/// the same input and tape, once, since it may write over what forward left. All tapes derive from TapeBase, which
/// tells what a pass is for and refuses a backward that follows no such forward. A gradient is a value of the layer's
/// own type, so that parameters, gradients and an optimizer's moments share one shape and for_each_parameter walks any
/// number of them in step.
///
/// A layer's sizes are known when `build` has told it how many features its input has; it then fills its parameters
/// and returns how many features its output has. A layer that is built already stays as it is: one that was trained may
/// become part of another model. What a layer must provide, with an example, is in
/// docs/adding_a_layer.md.
template <class L>
concept Layer = std::copyable<L> && std::default_initializable<typename L::Tape> &&
    requires(const L& layer, L& mutable_layer, const typename L::Input& x, const typename L::Output& dy,
             typename L::Tape& tape, Index features, Rng& rng,
             const ParameterVisitor<ParameterOf<L>, ParameterOf<const L>>& visitor) {
  { L::type_name } -> std::convertible_to<std::string_view>;
  { mutable_layer.build(features, rng) } -> std::same_as<Index>;
  { layer.output_features() } -> std::same_as<Index>;
  { layer.forward(x, tape) } -> std::same_as<const typename L::Output&>;
  layer.backward(x, dy, tape, mutable_layer);
  L::for_each_parameter(visitor, mutable_layer, layer);
} && DerivesFromTapeBase<typename L::Tape>::value;

}  // namespace weft
