// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>
#include <span>

#include <weft/data/shuffle.hpp>

namespace weft::detail {

/// Which examples make up which batch of a pass over the first `count` examples of a data set, or over those from
/// `first` on. The last batch may be smaller.
class ExampleOrder {
 public:
  ExampleOrder(Index first, Index count, Index batch_size, Index shuffle_buffer)
      : first_(first), batch_size_((std::min)(batch_size, count)), shuffle_buffer_(shuffle_buffer) {
    throw_unless(batch_size > 0, "batches: batch_size is ", batch_size, "; expected at least 1");
    throw_unless(shuffle_buffer > 0, "batches: shuffle_buffer is ", shuffle_buffer, "; expected at least 1");
    order_.resize(static_cast<std::size_t>(count));
    std::iota(order_.begin(), order_.end(), first);
  }

  /// Draws a new order for the passes that follow.
  void shuffle(Rng& rng) {
    shuffle_order(std::ssize(order_), shuffle_buffer_, rng, order_);
    for (Index& example : order_) example += first_;
  }

  /// How many batches there are.
  [[nodiscard]] Index batches() const { return (std::ssize(order_) + batch_size_ - 1) / batch_size_; }
  [[nodiscard]] Index first() const { return first_; }
  [[nodiscard]] Index examples() const { return std::ssize(order_); }
  [[nodiscard]] std::span<const Index> batch(Index k) const {
    const Index begin = k * batch_size_, size = (std::min)(batch_size_, std::ssize(order_) - begin);
    return std::span(order_).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(size));
  }

 private:
  Index first_, batch_size_, shuffle_buffer_;
  std::vector<Index> order_;
};

}  // namespace weft::detail
