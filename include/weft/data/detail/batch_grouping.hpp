// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <weft/core/error.hpp>
#include <weft/data/detail/example_shape.hpp>

namespace weft::detail {

/// Which examples a batch has, where that depends on their lengths.
struct BatchGrouping {
  Index batch_size = 32;                      ///< the most examples
  std::vector<Index> bucket_boundaries = {};  ///< lengths from which on examples are of the next bucket
  Index tokens_per_batch = everything;        ///< the most steps, those of padding that is read too
  bool reads_padding = false;                 ///< each example is read as far as the longest of its batch

  [[nodiscard]] bool depends_on_lengths() const { return !bucket_boundaries.empty() || tokens_per_batch != everything; }

  /// Throws std::invalid_argument, in the name of who asks, for options out of their range.
  void validate(std::string_view who) const {
    throw_unless(tokens_per_batch > 0, who, ": tokens_per_batch is ", tokens_per_batch, "; expected at least 1");
    Index before = 0;
    for (const Index boundary : bucket_boundaries) {
      throw_unless(boundary > before, who, ": bucket_boundaries has ", boundary, " behind ", before,
                   "; expected lengths that grow, from 1 on");
      before = boundary;
    }
  }
};

/// Examples that are brought into batches as tf.data's bucket_by_sequence_length does it: each goes into the bucket of
/// its length, a bucket that is full gives a batch, and those that are left over in the end do so from the shortest
/// bucket on. A bucket is full when it has the most examples, or when the next one would make too many steps of them.
///
///   boundaries 50, 100        buckets of lengths 0 ... 49, 50 ... 99, and 100 or more
///
/// Source: tensorflow/python/data/experimental/ops/grouping.py.
class BatchGroups {
 public:
  explicit BatchGroups(BatchGrouping grouping)
      : grouping_(std::move(grouping)), buckets_(grouping_.bucket_boundaries.size() + 1) {}

  /// Reorders the examples, so that each batch's are neighbours; `ends` tells where each batch ends. lengths[k] is that
  /// of example first + k.
  void group(std::vector<Index>& examples, std::span<const Index> lengths, Index first,
             std::vector<std::size_t>& ends) {
    grouped_.clear();
    ends.clear();
    for (const Index example : examples) {
      const Index length = lengths[static_cast<std::size_t>(example - first)];
      Bucket& bucket = buckets_[bucket_of(length)];
      if (!bucket.examples.empty() && !has_room(bucket, length)) flush(bucket, ends);
      bucket.examples.push_back(example);
      bucket.steps += length;
      bucket.longest = (std::max)(bucket.longest, length);
      if (std::ssize(bucket.examples) == grouping_.batch_size) flush(bucket, ends);
    }
    for (Bucket& bucket : buckets_)
      if (!bucket.examples.empty()) flush(bucket, ends);
    examples.swap(grouped_);
  }

 private:
  struct Bucket {
    std::vector<Index> examples;
    Index steps = 0, longest = 0;
  };

  [[nodiscard]] std::size_t bucket_of(Index length) const {
    const auto& boundaries = grouping_.bucket_boundaries;
    return static_cast<std::size_t>(std::upper_bound(boundaries.begin(), boundaries.end(), length) -
                                    boundaries.begin());
  }

  [[nodiscard]] bool has_room(const Bucket& bucket, Index length) const {
    const Index examples = std::ssize(bucket.examples) + 1;
    const Index steps = grouping_.reads_padding ? examples * (std::max)(bucket.longest, length) : bucket.steps + length;
    return steps <= grouping_.tokens_per_batch;
  }

  void flush(Bucket& bucket, std::vector<std::size_t>& ends) {
    grouped_.insert(grouped_.end(), bucket.examples.begin(), bucket.examples.end());
    ends.push_back(grouped_.size());
    bucket.examples.clear();
    bucket.steps = bucket.longest = 0;
  }

  BatchGrouping grouping_;
  std::vector<Bucket> buckets_;
  std::vector<Index> grouped_;
};

/// How options say it, where padding is read or not.
template <class Options> BatchGrouping grouping_of(const Options& options, bool reads_padding) {
  return {.batch_size = options.batch_size,
          .bucket_boundaries = options.bucket_boundaries,
          .tokens_per_batch = options.tokens_per_batch,
          .reads_padding = reads_padding};
}

}  // namespace weft::detail
