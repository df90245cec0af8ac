// SPDX-License-Identifier: MIT
#pragma once

#include <iterator>
#include <numeric>

#include <weft/data/detail/pack_examples.hpp>
#include <weft/data/shuffle.hpp>

namespace weft {

struct BatchOptions {
  Index batch_size = 32;              ///< Keras's default; everything: one batch of all examples
  Index shuffle_buffer = everything;  ///< tf.data's shuffle(buffer); 1 keeps the order
  Padding padding = Padding::masked;  ///< as the model reads it
};

/// A packed batch. Row k of the labels and of the model's output, and the inputs' k-th sequence before they were sorted
/// by length, is example examples[k] of the data set.
template <class Packed> struct Batch {
  Packed inputs;
  Tensor<float, 2> labels;      ///< [batch x outputs]
  std::vector<Index> examples;  ///< [batch]
};

/// The batches of one pass over a data set, in a range-based for loop. The last one may be smaller. Each is made in the
/// memory of the one before, so it holds until the loop goes on.
template <Examples Inputs> class Batches {
 public:
  using Packed = detail::PackedFor<Inputs>;

  /// Keeps a reference to the data. Throws std::invalid_argument when the data set is not in order, see check_dataset,
  /// or an option is not positive.
  Batches(const Dataset<Inputs>& data, const BatchOptions& options)
      : data_(&data), options_(options), packer_(options.padding) {
    detail::check_dataset(data);
    throw_unless(options.batch_size > 0, "batches: batch_size is ", options.batch_size, "; expected at least 1");
    throw_unless(options.shuffle_buffer > 0, "batches: shuffle_buffer is ", options.shuffle_buffer,
                 "; expected at least 1");
    options_.batch_size = (std::min)(options.batch_size, data.size());  // also where it is `everything`
    order_.resize(static_cast<std::size_t>(data.size()));
    std::iota(order_.begin(), order_.end(), Index{0});
  }

  Batches(Dataset<Inputs>&& data, const BatchOptions& options) = delete;  // it would be gone

  /// Draws a new order for the passes that follow.
  void shuffle(Rng& rng) { shuffle_order(data_->size(), options_.shuffle_buffer, rng, order_); }

  [[nodiscard]] Index count() const { return (data_->size() + options_.batch_size - 1) / options_.batch_size; }

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
  void load(Index k) {
    const Index first = k * options_.batch_size, size = (std::min)(options_.batch_size, data_->size() - first);
    const std::span chosen(order_.data() + first, static_cast<std::size_t>(size));
    packer_.pack(data_->inputs, chosen, batch_.inputs);
    batch_.examples.assign(chosen.begin(), chosen.end());
    batch_.labels.resize(size, data_->labels.dimension(1));
    for (Index row = 0; row < size; ++row) {
      std::copy_n(&data_->labels(chosen[static_cast<std::size_t>(row)], 0), batch_.labels.dimension(1),
                  &batch_.labels(row, 0));
    }
  }

  const Dataset<Inputs>* data_;
  BatchOptions options_;
  detail::PackerFor<Inputs> packer_;
  std::vector<Index> order_;
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
