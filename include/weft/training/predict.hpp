// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>

#include <weft/core/parameters.hpp>
#include <weft/data/detail/check_examples.hpp>
#include <weft/data/detail/pack_examples.hpp>
#include <weft/system/denormals.hpp>

namespace weft {

template <Layer Model, class Weight> class Frozen;

struct PredictOptions {
  Index batch_size = 32;
  ThreadPool* pool = nullptr;
};

namespace detail {

/// Where predictions go: one row an example, or one a step.
template <class Scalar> class RowsOfExamples {
 public:
  RowsOfExamples(Index examples, Index outputs) : all_(examples, outputs) {}

  void add(Index first, const Tensor<Scalar, 2>& y) { std::copy_n(y.data(), y.size(), &all_(first, 0)); }
  Tensor<Scalar, 2> all() && { return std::move(all_); }

 private:
  Tensor<Scalar, 2> all_;
};

template <class Scalar> class RowsOfSteps {
 public:
  RowsOfSteps(Index examples, Index outputs) : all_(static_cast<std::size_t>(examples)), outputs_(outputs) {}

  void add(Index first, const PackedSequence<Scalar>& y) {
    for (Index k = 0; k < y.packing.batch(); ++k) {
      Tensor<Scalar, 2>& steps = all_[static_cast<std::size_t>(first + y.packing.order(k))];
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

/// What forward(packed inputs) gives, batch after batch.
template <class Inputs, class Forward, class RowsType>
void predict_batches(const Inputs& inputs, Padding padding, Index batch_size, const Forward& forward, RowsType& rows) {
  const ScopedDenormals flush(Denormals::flushed());
  const Index examples = example_count(inputs), at_once = (std::min)(batch_size, examples);
  detail::PackerFor<Inputs> packer(padding);
  detail::PackedFor<Inputs> packed;
  std::vector<Index> chosen;
  for (Index first = 0; first < examples; first += at_once) {
    chosen.resize(static_cast<std::size_t>((std::min)(at_once, examples - first)));
    std::iota(chosen.begin(), chosen.end(), first);
    packer.pack(inputs, chosen, packed);
    rows.add(first, forward(packed));
  }
}

/// The predictions of a model by such a function, after all has been checked.
template <class Model, class Inputs, class Forward>
auto predict_checked(const Model& model, const Inputs& inputs, const PredictOptions& options, const Forward& forward) {
  static_assert(
      gives_rows<Model>,
      "weft::predict needs a model whose output is one row an example, or one a step; use forward for others");
  throw_unless(options.batch_size > 0, "predict: batch_size is ", options.batch_size, "; expected at least 1");
  detail::check_examples(model, inputs);
  typename RowsFor<typename Model::Output>::Type rows(example_count(inputs), model.output_features());
  predict_batches(inputs, detail::padding_of(model), options.batch_size, forward, rows);
  return std::move(rows).all();
}

}  // namespace detail

/// What the model gives for the examples, in their order: [examples x outputs], or, of a model with an output for each
/// step, a [steps x outputs] for each example, of the steps that are read. Throws std::invalid_argument when an input
/// is one that the model cannot take. No examples give no rows.
template <Layer Model, Examples Inputs>
[[nodiscard]] auto predict(const Model& model, const Inputs& inputs, const PredictOptions& options = {}) {
  auto tape = make_tape(model, options.pool, Purpose::inference);
  return detail::predict_checked(model, inputs, options,
                                 [&](const auto& packed) -> decltype(auto) { return model.forward(packed, tape); });
}

/// The same with weights that have been packed once (recurrent/frozen.hpp).
template <Layer Model, class Weight, Examples Inputs>
[[nodiscard]] auto predict(const Frozen<Model, Weight>& frozen, const Inputs& inputs,
                           const PredictOptions& options = {}) {
  typename Frozen<Model, Weight>::Tape tape{options.pool, {}};
  return detail::predict_checked(frozen.model(), inputs, options,
                                 [&](const auto& packed) -> decltype(auto) { return frozen.forward(packed, tape); });
}

}  // namespace weft
