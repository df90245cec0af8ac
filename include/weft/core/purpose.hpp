// SPDX-License-Identifier: MIT
#pragma once

namespace weft {

/// What a tape's passes are for. Inference goes forward alone: a layer then keeps nothing for a backward, which saves
/// memory and time. Layers that compute the same in both give the same to the bit; a dropout works in training alone.
enum class Purpose { training, inference };

}  // namespace weft
