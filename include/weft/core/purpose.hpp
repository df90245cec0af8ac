// SPDX-License-Identifier: MIT
#pragma once

namespace weft {

/// What a tape's passes are for. Inference goes forward alone: a layer then keeps nothing for a backward, which saves
/// memory and time, and what it gives is the same to the bit.
enum class Purpose { training, inference };

/// Tells the tape what its next passes are for, if that makes a difference to it.
template <class Tape> void set_purpose(Tape& tape, Purpose purpose) {
  if constexpr (requires { tape.serve(purpose); }) tape.serve(purpose);
}

}  // namespace weft
