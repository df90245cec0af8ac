// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>
#include <optional>
#include <span>

#include <weft/data/detail/batch_grouping.hpp>
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
    for (Index end = batch_size_; end < count; end += batch_size_) ends_.push_back(static_cast<std::size_t>(end));
    if (count > 0) ends_.push_back(static_cast<std::size_t>(count));
  }

  /// From here on batches are made so, of examples of these lengths.
  void group(BatchGrouping grouping, std::vector<Index> lengths) {
    lengths_ = std::move(lengths);
    groups_.emplace(std::move(grouping));
    groups_->group(order_, lengths_, first_, ends_);
  }

  /// Draws a new order for the passes that follow.
  void shuffle(Rng& rng) {
    shuffle_order(std::ssize(order_), shuffle_buffer_, rng, order_);
    for (Index& example : order_) example += first_;
    if (groups_) groups_->group(order_, lengths_, first_, ends_);
  }

  /// How many batches there are. Where they are grouped by length, another order may have others.
  [[nodiscard]] Index batches() const { return std::ssize(ends_); }
  [[nodiscard]] Index first() const { return first_; }
  [[nodiscard]] Index examples() const { return std::ssize(order_); }
  [[nodiscard]] std::span<const Index> batch(Index k) const {
    const std::size_t begin = k == 0 ? 0 : end_of(k - 1);
    return std::span(order_).subspan(begin, end_of(k) - begin);
  }

 private:
  [[nodiscard]] std::size_t end_of(Index k) const { return ends_[static_cast<std::size_t>(k)]; }

  Index first_, batch_size_, shuffle_buffer_;
  std::vector<Index> order_;
  std::vector<std::size_t> ends_;  // of the batches in the order
  std::vector<Index> lengths_;     // of the examples, where batches depend on them
  std::optional<BatchGroups> groups_;
};

/// Groups the examples of an order by their lengths, if the options ask for it.
template <class Options, class Packer, class Inputs>
void group_by_length(const Options& options, const Packer& packer, const Inputs& inputs, ExampleOrder& order) {
  BatchGrouping grouping = grouping_of(options, packer.reads_padding());
  if (!grouping.depends_on_lengths()) return;
  std::vector<Index> lengths;
  for (Index k = 0; k < order.examples(); ++k) lengths.push_back(packer.steps_read(inputs, order.first() + k));
  order.group(std::move(grouping), std::move(lengths));
}

}  // namespace weft::detail
