// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <type_traits>

#include <weft/core/packed_sequence.hpp>
#include <weft/recurrent/recurrent_state.hpp>

namespace weft {

/// What a recurrent layer gives: each sequence's last h, [batch x units], or its h after every step (Keras's
/// return_sequences); beside either its final states (Keras's return_state).
enum class Returns { last_state = 0, sequences = 1, last_state_and_states = 2, sequences_and_states = 3 };

constexpr bool returns_sequences(Returns returns) { return static_cast<int>(returns) % 2 != 0; }
constexpr bool returns_state(Returns returns) { return static_cast<int>(returns) >= 2; }
constexpr Returns operator|(Returns a, Returns b) {
  return static_cast<Returns>(static_cast<int>(a) | static_cast<int>(b));
}

constexpr std::string_view returns_name(Returns returns) {
  constexpr std::string_view names[] = {"last_state", "sequences", "last_state_and_states", "sequences_and_states"};
  return names[static_cast<int>(returns)];
}

/// LSTM{64, return_sequences} is Keras's LSTM(64, return_sequences=True), LSTM{64, return_sequences, return_state} its
/// LSTM(64, return_sequences=True, return_state=True). They are part of the layer's type, because they decide what may
/// follow.
template <Returns which> struct Return {};
using ReturnSequences = Return<Returns::sequences>;
using ReturnState = Return<Returns::last_state_and_states>;
inline constexpr ReturnSequences return_sequences{};
inline constexpr ReturnState return_state{};

/// What a layer with return_state gives: its output and its final states, and so their gradients.
template <class Y, class State> struct OutputAndState {
  Y output;
  State state;

  /// Shows the parts of several in step; see PassRecord.
  static void for_each_part(auto&& visit, auto&... of) {
    visit("output", of.output...);
    visit("h", of.state.h()...);
    if constexpr (State::count > 1) visit("c", of.state.c()...);
  }
};

namespace detail {

template <Returns returns, class State>
using ReturnedValues = std::conditional_t<returns_sequences(returns), PackedSequence<typename State::Scalar>,
                                          Tensor<typename State::Scalar, 2>>;

template <Returns returns, class State>
using ReturnedOutput = std::conditional_t<returns_state(returns), OutputAndState<ReturnedValues<returns, State>, State>,
                                          ReturnedValues<returns, State>>;

/// The first of two tags. It lets nobody say both to a layer that returns less, which older compilers do not see in a
/// `requires`.
struct NoTag {};
template <Returns returns>
using FirstOfBoth = std::conditional_t<returns == Returns::sequences_and_states, ReturnSequences, NoTag>;

/// The output itself, without the states beside it.
template <class Y> Y& values_of(Y& y) { return y; }
template <class Y, class State> Y& values_of(OutputAndState<Y, State>& y) { return y.output; }
template <class Y, class State> const Y& values_of(const OutputAndState<Y, State>& y) { return y.output; }

}  // namespace detail

}  // namespace weft
