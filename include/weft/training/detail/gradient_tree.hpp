// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/system/detail/lender.hpp>

namespace weft::detail {

/// The sum of shards' gradients, added along one binary tree, so that its bits do not depend on which shard is ready
/// first:
///
///   shards    0   1   2   3   4        two neighbours are added when both are there, and then their sums;
///              \ /     \ /    |        who has none goes on to the next level by itself
///               +---+---+     |
///                   +----+----+
///
/// Threads take shards in their order, so that few gradients wait at the same time: as many as the tree has levels, and
/// one for each thread.
template <Layer Model> class GradientTree {
 public:
  explicit GradientTree(const Model& model) : model_(model) {}

  /// A new sum of so many.
  void begin(Index shards) {
    for (Node& node : waiting_)
      if (node.gradient != nullptr) put_back(*std::exchange(node.gradient, nullptr));
    waiting_.resize(static_cast<std::size_t>(shards));
  }

  /// A gradient of zeros for the backward of one shard, to be given to `add` then.
  [[nodiscard]] Model& lend() {
    return *memory_.lend([&] {
      auto gradient = std::make_unique<Model>(model_);
      remember_touched_rows(*gradient);
      return gradient;
    });
  }

  void add(Index shard, Model& gradient) {
    Model* sum = &gradient;
    const Index shards = std::ssize(waiting_);
    for (Index level = 0, place = shard; (shards - 1) >> level > 0; ++level, place /= 2) {
      const Index other_first = (place ^ 1) << level;
      if (other_first >= shards) continue;
      Model* other = take_or_wait({level, sum}, place << level, other_first);
      if (other == nullptr) return;
      if (place % 2 == 1) std::swap(sum, other);
      accumulate(*sum, *other);
      put_back(*other);
    }
    waiting_.front() = {0, sum};
  }

  /// That of all, when all have been added.
  [[nodiscard]] const Model& sum() const { return *waiting_.front().gradient; }
  /// To add to what does not come from examples. Rows of a table that are written to must be touched.
  [[nodiscard]] Model& sum() { return *waiting_.front().gradient; }

 private:
  /// The sum of a part of the tree, kept at its first shard's place.
  struct Node {
    Index level = 0;
    Model* gradient = nullptr;
  };

  /// The node's neighbour, if that is there; otherwise the node is left for it.
  Model* take_or_wait(const Node& node, Index first, Index other_first) {
    const std::lock_guard<std::mutex> lock(mutex_);
    Node& other = waiting_[static_cast<std::size_t>(other_first)];
    if (other.gradient != nullptr && other.level == node.level) return std::exchange(other.gradient, nullptr);
    waiting_[static_cast<std::size_t>(first)] = node;
    return nullptr;
  }

  void put_back(Model& gradient) {
    set_zero(gradient);
    memory_.give_back(&gradient);
  }

  const Model& model_;
  Lender<Model> memory_;
  std::mutex mutex_;
  std::vector<Node> waiting_;
};

}  // namespace weft::detail
