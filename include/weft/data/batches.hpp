// SPDX-License-Identifier: MIT
#pragma once

#include <iterator>

#include <weft/data/detail/batch_loader.hpp>
#include <weft/data/detail/check_dataset.hpp>
#include <weft/data/detail/example_order.hpp>

namespace weft {

struct BatchOptions {
  Index batch_size = 32;                      ///< Keras's default; everything: one batch of all examples
  Index shuffle_buffer = everything;          ///< tf.data's shuffle(buffer); 1 keeps the order
  Padding padding = Padding::masked;          ///< as the model reads it
  std::vector<Index> bucket_boundaries = {};  ///< lengths from which on examples are of the next bucket; see FitOptions
  Index tokens_per_batch = everything;        ///< a batch ends before it would have more steps
};

/// The batches of one pass over a data set, in a range-based for loop. The last one may be smaller. Each is made in the
/// memory of the one before, so it holds until the loop goes on.
template <Examples Inputs> class Batches {
 public:
  using Packed = detail::PackedFor<Inputs>;

  /// Keeps a reference to the data. Throws std::invalid_argument when the data set is not in order, see check_dataset,
  /// or an option is not positive.
  Batches(const Dataset<Inputs>& data, const BatchOptions& options)
      : data_(checked(data)),
        loader_(options.padding),
        order_(0, data.size(), options.batch_size, options.shuffle_buffer) {
    detail::grouping_of(options, false).validate("batches");
    detail::group_by_length(options, detail::PackerFor<Inputs>(options.padding), data.inputs, order_);
  }

  Batches(Dataset<Inputs>&& data, const BatchOptions& options) = delete;  // it would be gone

  /// Draws a new order for the passes that follow.
  void shuffle(Rng& rng) { order_.shuffle(rng); }

  [[nodiscard]] Index count() const { return order_.batches(); }

  class Iterator {
   public:
    using value_type = Batch<Packed>;
    using difference_type = std::ptrdiff_t;

    Iterator(Batches& batches, Index k) : batches_(&batches), k_(k) { load(); }
    const Batch<Packed>& operator*() const { return batches_->batch_; }
    const Batch<Packed>* operator->() const { return &batches_->batch_; }
    Iterator& operator++() {
      ++k_;
      load();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& it, std::default_sentinel_t) { return it.k_ == it.batches_->count(); }

   private:
    void load() {
      if (k_ < batches_->count()) batches_->load(k_);
    }

    Batches* batches_;
    Index k_;
  };

  Iterator begin() & { return {*this, 0}; }
  Iterator begin() && = delete;  // what it walks over would be gone; a range-based for loop keeps it
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  /// The batches without the first `done`: where a pass that was interrupted goes on.
  struct Rest {
    Batches* batches;
    Index done;
    [[nodiscard]] Iterator begin() const { return {*batches, done}; }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  };
  Rest after(Index done) & {
    throw_unless(done >= 0 && done <= count(), "batches: ", done, " batches are done; expected 0 to ", count());
    return {this, done};
  }
  Rest after(Index done) && = delete;

 private:
  static const Dataset<Inputs>* checked(const Dataset<Inputs>& data) {
    detail::check_dataset(data);
    return &data;
  }

  void load(Index k) { loader_.load(*data_, order_.batch(k), batch_); }

  const Dataset<Inputs>* data_;
  detail::BatchLoader<Inputs> loader_;
  detail::ExampleOrder order_;
  Batch<Packed> batch_;
};

/// One shuffled pass over the data set.
template <Examples Inputs>
[[nodiscard]] Batches<Inputs> batches(const Dataset<Inputs>& data, const BatchOptions& options, Rng& rng) {
  Batches<Inputs> range(data, options);
  range.shuffle(rng);
  return range;
}

template <Examples Inputs>
Batches<Inputs> batches(Dataset<Inputs>&& data, const BatchOptions& options, Rng& rng) = delete;  // it would be gone

/// One pass in the data set's own order.
template <Examples Inputs>
[[nodiscard]] Batches<Inputs> batches(const Dataset<Inputs>& data, const BatchOptions& options) {
  return {data, options};
}

template <Examples Inputs> Batches<Inputs> batches(Dataset<Inputs>&& data, const BatchOptions& options) = delete;

}  // namespace weft
