// SPDX-License-Identifier: MIT
#pragma once

namespace weft {

/// What a recurrent layer gives: each sequence's last state, [batch x units], or its state after every step.
enum class Returns { last_state, sequences };

/// LSTM{64, return_sequences} is Keras's LSTM(64, return_sequences=True). It is part of the layer's type, because it
/// decides what may follow.
struct ReturnSequences {};
inline constexpr ReturnSequences return_sequences{};

}  // namespace weft
