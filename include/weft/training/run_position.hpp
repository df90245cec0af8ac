// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <weft/core/buffer.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// How far the calls of fit with one trainer have come, so that two calls of one epoch each are one call of two: epochs
/// are counted on, and the shuffles go on.
struct RunPosition {
  Index epochs = 0;        ///< that are done
  std::uint64_t seed = 0;  ///< that the shuffles began with; a call with another one begins them anew
  std::optional<Rng>
      shuffles;            ///< what the running pass's order is drawn from, or the next one's; none before the first
  Index pass_batches = 0;  ///< of the running pass that are done; 0: the next one begins
};

}  // namespace weft
