// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/data/detail/check_examples.hpp>
#include <weft/data/detail/example_order.hpp>
#include <weft/data/detail/shard_plan.hpp>
#include <weft/system/denormals.hpp>
#include <weft/system/detail/lender.hpp>
#include <weft/system/thread_pool.hpp>

namespace weft {

template <Layer Model, class Weight> class Frozen;

struct PredictOptions {
  Index batch_size = 32;
  ThreadPool* pool = nullptr;  ///< the result does not depend on it
};

namespace detail {

/// Where predictions go: one row an example, or one a step. Threads may add those of different examples.
template <class Scalar> class RowsOfExamples {
 public:
  RowsOfExamples(Index examples, Index outputs) : all_(examples, outputs) {}

  void add(std::span<const Index> examples, const Tensor<Scalar, 2>& y) {
    for (Index k = 0; k < std::ssize(examples); ++k)
      std::copy_n(row(y, k), row_size(y), row(all_, examples[static_cast<std::size_t>(k)]));
  }
  Tensor<Scalar, 2> all() && { return std::move(all_); }

 private:
  Tensor<Scalar, 2> all_;
};

template <class Scalar> class RowsOfSteps {
 public:
  RowsOfSteps(Index examples, Index outputs) : all_(static_cast<std::size_t>(examples)), outputs_(outputs) {}

  void add(std::span<const Index> examples, const PackedSequence<Scalar>& y) {
    for (Index k = 0; k < y.packing.batch(); ++k) {
      const Index example = examples[static_cast<std::size_t>(y.packing.order(k))];
      Tensor<Scalar, 2>& steps = all_[static_cast<std::size_t>(example)];
      steps.resize(y.packing.length(k), outputs_);
      for (Index t = 0; t < y.packing.length(k); ++t)
        std::copy_n(y.row(y.packing.row(t, k)), outputs_, steps.data() + t * outputs_);
    }
  }
  SequenceLists<Scalar> all() && { return std::move(all_); }

 private:
  SequenceLists<Scalar> all_;
  Index outputs_;
};

template <class Output> struct RowsFor;
template <class Scalar> struct RowsFor<Tensor<Scalar, 2>> { using Type = RowsOfExamples<Scalar>; };
template <class Scalar> struct RowsFor<PackedSequence<Scalar>> { using Type = RowsOfSteps<Scalar>; };

/// Whether a model's output is one row an example, or one a step.
template <class Model> inline constexpr bool gives_rows = requires { typename RowsFor<typename Model::Output>::Type; };

/// What one thread needs to predict.
template <class Inputs, class Tape> struct PredictionStep {
  PackerFor<Inputs> packer;
  PackedFor<Inputs> packed;
  Tape tape;
};

/// The predictions of a model, after all has been checked; forward(packed, tape) is that of the model, make_tape() one
/// for it.
template <class Model, class Inputs, class MakeTape, class Forward>
auto predict_checked(const Model& model, const Inputs& inputs, const PredictOptions& options, const MakeTape& make_tape,
                     const Forward& forward) {
  static_assert(
      gives_rows<Model>,
      "weft::predict needs a model whose output is one row an example, or one a step; use forward for others");
  throw_unless(options.batch_size > 0, "predict: batch_size is ", options.batch_size, "; expected at least 1");
  check_examples(model, inputs);
  const Index examples = example_count(inputs);
  typename RowsFor<typename Model::Output>::Type rows(examples, model.output_features());
  if (examples == 0) return std::move(rows).all();

  const ScopedDenormals flush(Denormals::flushed());
  using Step = PredictionStep<Inputs, decltype(make_tape())>;
  const PackerFor<Inputs> packer(padding_of(model));
  Lender<Step> steps;
  ShardPlan all;
  for_each_plan(all, packer, inputs, ExampleOrder(0, examples, options.batch_size, 1), [&](const ShardPlan& plan) {
    run_all(options.pool, plan.count(), [&](Index k) {
      const Loan step(steps, [&] { return std::make_unique<Step>(Step{packer, {}, make_tape()}); });
      const Shard shard = plan.shard(k);
      step->packer.pack(inputs, shard.examples, step->packed, shard.as_far_as);
      rows.add(shard.examples, forward(step->packed, step->tape));
    });
  });
  return std::move(rows).all();
}

}  // namespace detail

/// What the model gives for the examples, in their order: [examples x outputs], or, of a model with an output for each
/// step, a [steps x outputs] for each example, of the steps that are read. Throws std::invalid_argument when an input
/// is one that the model cannot take. No examples give no rows.
template <Layer Model, Examples Inputs>
[[nodiscard]] auto predict(const Model& model, const Inputs& inputs, const PredictOptions& options = {}) {
  return detail::predict_checked(
      model, inputs, options, [&] { return make_tape(model, Purpose::inference); },
      [&](const auto& packed, auto& tape) -> decltype(auto) { return model.forward(packed, tape); });
}

/// The same with weights that have been packed once (recurrent/frozen.hpp).
template <Layer Model, class Weight, Examples Inputs>
[[nodiscard]] auto predict(const Frozen<Model, Weight>& frozen, const Inputs& inputs,
                           const PredictOptions& options = {}) {
  return detail::predict_checked(
      frozen.model(), inputs, options, [] { return typename Frozen<Model, Weight>::Tape(); },
      [&](const auto& packed, auto& tape) -> decltype(auto) { return frozen.forward(packed, tape); });
}

}  // namespace weft
