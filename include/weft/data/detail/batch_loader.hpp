// SPDX-License-Identifier: MIT
#pragma once

#include <weft/data/detail/pack_examples.hpp>

namespace weft {

/// A packed batch. The inputs' k-th sequence before they were sorted by length, and row k of what a model gives an
/// example, is example examples[k] of the data set. The targets' rows are those of the model's output: one an example,
/// or one a packed step.
template <class Packed> struct Batch {
  Packed inputs;
  TargetRows targets;
  std::vector<Index> examples;  ///< [batch]
};

namespace detail {

template <class Scalar> Index packed_rows(const Tensor<Scalar, 2>& rows) { return rows.dimension(0); }
template <class Packed> Index packed_rows(const Packed& packed) { return packed.packing.rows(); }

/// Makes batches of chosen examples of data sets, each in the memory of the one before.
template <Examples Inputs> class BatchLoader {
 public:
  using Packed = PackedFor<Inputs>;

  explicit BatchLoader(Padding padding) : packer_(padding) {}

  /// Where padding is read, it is read to step `as_far_as` at least.
  void load(const Dataset<Inputs>& data, std::span<const Index> examples, Batch<Packed>& batch, Index as_far_as = 0) {
    packer_.pack(data.inputs, examples, batch.inputs, as_far_as);
    batch.examples.assign(examples.begin(), examples.end());
    load_targets(data, batch);
    load_weights(data, batch);
  }

 private:
  /// A packed row after the end of a sequence has no target.
  void load_targets(const Dataset<Inputs>& data, Batch<Packed>& batch) {
    const Targets& targets = data.targets;
    const Index outputs = targets.outputs();
    batch.targets.values.resize(rows_of(data, batch), outputs);
    if (targets.per_step()) batch.targets.values.setConstant(std::numeric_limits<double>::quiet_NaN());
    for_each_row(data, batch, [&](Index row, Index example, Index step) {
      std::copy_n(targets.row(example, step), outputs, batch.targets.values.data() + row * outputs);
    });
  }

  /// Steps that have no weights of their own have their example's.
  void load_weights(const Dataset<Inputs>& data, Batch<Packed>& batch) {
    const Targets& weights = data.weights;
    if (weights.empty()) return batch.targets.weights.clear();
    batch.targets.weights.assign(static_cast<std::size_t>(rows_of(data, batch)), 0.0);
    for_each_row(data, batch, [&](Index row, Index example, Index step) {
      batch.targets.weights[static_cast<std::size_t>(row)] = *weights.row(example, weights.per_step() ? step : 0);
    });
  }

  static Index rows_of(const Dataset<Inputs>& data, const Batch<Packed>& batch) {
    return data.targets.per_step() ? packed_rows(batch.inputs) : std::ssize(batch.examples);
  }

  /// Calls visit(row, example, step) for each row of the batch's targets that an example has.
  template <class Visit>
  void for_each_row(const Dataset<Inputs>& data, const Batch<Packed>& batch, const Visit& visit) const {
    if (data.targets.per_step()) {
      if constexpr (requires { batch.inputs.packing; })
        packer_.for_each_step(data.inputs, batch.examples, batch.inputs, visit);
      return;
    }
    for (Index k = 0; k < std::ssize(batch.examples); ++k) visit(k, batch.examples[static_cast<std::size_t>(k)], 0);
  }

  PackerFor<Inputs> packer_;
};

}  // namespace detail

}  // namespace weft
