// SPDX-License-Identifier: MIT
#pragma once

#include <queue>
#include <set>
#include <utility>
#include <vector>
#include <weft/core/tensor.hpp>

namespace bench {

using weft::Index;

/// What a training step is made of, each in seconds on one thread.
struct StepTimes {
  std::vector<double> shards;        ///< to read one, to go forward and back
  double add = 0;                    ///< to add one gradient to another
  double alone = 0;                  ///< what one thread does while the others wait
  std::vector<double> updates = {};  ///< the optimizer's of each parameter
  std::vector<Index> shares = {};    ///< of each parameter: how many threads the optimizer gives it to at most
};

/// Shards in their order, each to the thread that is free first, which adds its gradient to those that are there along
/// weft's tree before it takes another (list scheduling; Graham 1966).
class Schedule {
 public:
  Schedule(const StepTimes& step, Index threads) : step_(step) {
    while (next_ < count() && next_ < threads) take(0);
    while (!running_.empty()) finish();
  }

  /// When the sum of all gradients is there.
  [[nodiscard]] double end() const { return end_; }

 private:
  [[nodiscard]] Index count() const { return std::ssize(step_.shards); }

  void take(double now) {
    running_.push({now + step_.shards[static_cast<std::size_t>(next_)], next_});
    ++next_;
  }

  void finish() {
    auto [now, shard] = running_.top();
    running_.pop();
    Index level = 0, place = shard;
    for (; (count() - 1) >> level > 0; ++level, place /= 2) {
      const Index other = place ^ 1;
      if (other << level >= count()) continue;
      if (waiting_.erase({level, other}) == 0) {
        waiting_.insert({level, place});
        break;
      }
      now += step_.add;
    }
    end_ = std::max(end_, now);
    if (next_ < count()) take(now);
  }

  using Event = std::pair<double, Index>;  // when a thread has done a shard

  const StepTimes& step_;
  Index next_ = 0;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> running_;
  std::set<std::pair<Index, Index>> waiting_;  // nodes of the tree: level and place
  double end_ = 0;
};

inline double predicted_seconds(const StepTimes& step, Index threads) {
  double seconds = step.alone + Schedule(step, threads).end();
  for (std::size_t k = 0; k < step.updates.size(); ++k)
    seconds += step.updates[k] / static_cast<double>(std::min(threads, step.shares[k]));
  return seconds;
}

}  // namespace bench
