// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/narrow.hpp>
#include <weft/random/random.hpp>

namespace weft {

/// The order in which tf.data's shuffle(buffer) yields 0 .. count - 1: a buffer is filled with the first examples, and
/// each one drawn from it is replaced by the next that has not been seen. A buffer of 1 keeps the order.
/// Source: tensorflow/core/kernels/data/shuffle_dataset_op.cc.
inline void shuffle_order(Index count, Index buffer, Rng& rng, std::vector<Index>& order) {
  throw_unless(buffer > 0, "shuffle: the buffer is ", buffer, "; expected at least 1");
  order.clear();
  std::vector<Index> waiting;
  Index next = 0;
  while (next < (std::min)(count, buffer)) waiting.push_back(next++);
  while (!waiting.empty()) {
    Index& drawn = waiting[waiting.size() == 1 ? 0 : detail::narrow<std::size_t>(rng.below(waiting.size()))];
    order.push_back(drawn);
    if (next < count) {
      drawn = next++;
    } else {
      drawn = waiting.back();
      waiting.pop_back();
    }
  }
}

}  // namespace weft
