// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include <weft/data/detail/example_shape.hpp>

namespace weft::detail {

/// Examples of a batch that are computed by themselves, by one thread.
struct Shard {
  std::span<const Index> examples;  ///< of the data set, in the batch's order
  std::span<const Index> places;    ///< of each of them in its batch
  Index as_far_as = 0;              ///< the step to which the whole batch is read, where padding is read
};

/// How batches are cut into shards. It follows from the batch alone, and not from the machine, so that what is computed
/// has the same bits on any number of threads.
///
///   shards = the least of  examples / 16      of smaller shards, kernels would be less busy, and gradients would
///                          steps / 512        take longer to add up than to compute; both are rounded up
///
/// Batches of token ids are cut into two or, if that is more, into examples / 32: shards do not share what is computed
/// once for all rows of a token.
///
/// A shard has neighbours in the order of length, so that few of its sequences end before the others, and about as many
/// steps as each of the batch's other shards.
class ShardPlan {
 public:
  static constexpr Index least_examples = 16, least_steps = 512, least_examples_of_ids = 32;

  [[nodiscard]] Index count() const { return std::ssize(shards_); }
  [[nodiscard]] Shard shard(Index k) const {
    const Part& part = shards_[static_cast<std::size_t>(k)];
    return {part_of(examples_, part), part_of(places_, part), part.as_far_as};
  }

  void clear() {
    examples_.clear();
    places_.clear();
    shards_.clear();
  }

  /// Adds the shards of a batch behind those that there are. The packer knows how long the examples are.
  template <class Packer, class Inputs>
  void add(const Packer& packer, const Inputs& inputs, std::span<const Index> batch) {
    steps_.clear();
    Index as_far_as = 0;
    for (const Index example : batch) {
      steps_.push_back(packer.steps_to_compute(inputs, example));
      as_far_as = (std::max)(as_far_as, given_steps(inputs, example));
    }
    const std::size_t first = places_.size();
    sort_by_length(first);
    cut(first, shards_for(Packer::shares_rows), as_far_as);
    for (std::size_t k = first; k < places_.size(); ++k)
      examples_.push_back(batch[static_cast<std::size_t>(places_[k])]);
  }

 private:
  struct Part {
    std::size_t first, end;
    Index as_far_as;
  };

  static std::span<const Index> part_of(const std::vector<Index>& all, const Part& part) {
    return std::span(all).subspan(part.first, part.end - part.first);
  }

  [[nodiscard]] Index steps_at(std::size_t k) const { return steps_[static_cast<std::size_t>(places_[k])]; }

  /// Appends the batch's places, those of longer examples first, of equal ones in their order.
  void sort_by_length(std::size_t first) {
    places_.resize(first + steps_.size());
    const auto begin = places_.begin() + static_cast<std::ptrdiff_t>(first);
    std::iota(begin, places_.end(), Index{0});
    std::sort(begin, places_.end(), [&](Index a, Index b) {
      const Index steps_of_a = steps_[static_cast<std::size_t>(a)], steps_of_b = steps_[static_cast<std::size_t>(b)];
      return steps_of_a != steps_of_b ? steps_of_a > steps_of_b : a < b;
    });
  }

  /// Each shard ends where the steps so far come nearest to its share of them; none is empty.
  void cut(std::size_t first, Index shards, Index as_far_as) {
    const Index all = steps_of_batch();
    Index so_far = 0;
    std::size_t k = first;
    for (Index shard = 1; shard <= shards; ++shard) {
      const std::size_t begin = k, most = places_.size() - static_cast<std::size_t>(shards - shard);
      while (k < most &&
             (k == begin || shard == shards || 2 * shards * so_far + shards * steps_at(k) <= 2 * shard * all))
        so_far += steps_at(k++);
      shards_.push_back({begin, k, as_far_as});
      std::sort(places_.begin() + static_cast<std::ptrdiff_t>(begin), places_.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }

  [[nodiscard]] Index steps_of_batch() const { return std::accumulate(steps_.begin(), steps_.end(), Index{0}); }

  [[nodiscard]] Index shards_for(bool shares_rows) const {
    const Index examples = std::ssize(steps_);
    Index shards = quotient(examples, least_examples);
    if (shares_rows) shards = (std::min)(shards, (std::max)(Index{2}, quotient(examples, least_examples_of_ids)));
    return (std::max)(Index{1}, (std::min)(shards, quotient(steps_of_batch(), least_steps)));
  }
  /// Rounded up.
  static Index quotient(Index number, Index by) { return (number + by - 1) / by; }

  std::vector<Index> examples_, places_;  // of all batches' examples, as the shards have them
  std::vector<Part> shards_;
  std::vector<Index> steps_;  // of the examples of the batch that is added
};

/// Calls visit(plan) for plans of some batches each, until all are done: of enough shards for many threads, and not so
/// many that what is kept of each of them needs much memory.
template <class Packer, class Inputs, class Order>
void for_each_plan(ShardPlan& plan, const Packer& packer, const Inputs& inputs, const Order& order, const auto& visit) {
  constexpr Index enough = 64;
  for (Index batch = 0; batch < order.batches();) {
    plan.clear();
    while (batch < order.batches() && plan.count() < enough) plan.add(packer, inputs, order.batch(batch++));
    visit(std::as_const(plan));
  }
}

}  // namespace weft::detail
