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

/// The rows that forward(packed inputs) gives, batch after batch.
template <class Inputs, class Forward, class Scalar>
void predict_batches(const Inputs& inputs, Padding padding, Index batch_size, const Forward& forward,
                     Tensor<Scalar, 2>& predictions) {
  const ScopedDenormals flush(Denormals::flushed());
  const Index examples = example_count(inputs), at_once = (std::min)(batch_size, examples);
  detail::PackerFor<Inputs> packer(padding);
  detail::PackedFor<Inputs> packed;
  std::vector<Index> chosen;
  for (Index first = 0; first < examples; first += at_once) {
    chosen.resize(static_cast<std::size_t>((std::min)(at_once, examples - first)));
    std::iota(chosen.begin(), chosen.end(), first);
    packer.pack(inputs, chosen, packed);
    const Tensor<Scalar, 2>& y = forward(packed);
    std::copy_n(y.data(), y.size(), &predictions(first, 0));
  }
}

/// The predictions of a model by such a function, after all has been checked.
template <class Model, class Inputs, class Forward>
auto predict_checked(const Model& model, const Inputs& inputs, const PredictOptions& options, const Forward& forward) {
  using Scalar = typename Model::Scalar;
  static_assert(std::same_as<typename Model::Output, Tensor<Scalar, 2>>,
                "weft::predict needs a model whose output is one row an example; use forward for sequences");
  throw_unless(options.batch_size > 0, "predict: batch_size is ", options.batch_size, "; expected at least 1");
  detail::check_examples(model, inputs);
  Tensor<Scalar, 2> predictions(example_count(inputs), model.output_features());
  predict_batches(inputs, detail::padding_of(model), options.batch_size, forward, predictions);
  return predictions;
}

}  // namespace detail

/// What the model gives for each example, [examples x outputs], in their order. Throws std::invalid_argument when an
/// input is one that the model cannot take. No examples give no rows.
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
