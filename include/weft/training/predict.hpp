// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>

#include <weft/core/denormals.hpp>
#include <weft/core/parameters.hpp>
#include <weft/training/check_examples.hpp>
#include <weft/training/pack_examples.hpp>

namespace weft {

struct PredictOptions {
  Index batch_size = 32;
  ThreadPool* pool = nullptr;
};

/// What the model gives for each example, [examples x outputs], in their order. Throws std::invalid_argument when an
/// input is one that the model cannot take. No examples give no rows.
template <Layer Model, Examples Inputs>
auto predict(const Model& model, const Inputs& inputs, const PredictOptions& options = {}) {
  using Scalar = typename Model::Scalar;
  static_assert(std::same_as<typename Model::Output, Tensor<Scalar, 2>>,
                "weft::predict needs a model whose output is one row an example; use forward for sequences");
  throw_unless(options.batch_size > 0, "predict: batch_size is ", options.batch_size, "; expected at least 1");
  check_examples(model, inputs);

  const ScopedDenormals flush(Denormals::flushed());
  const Index examples = example_count(inputs), batch_size = (std::min)(options.batch_size, examples);
  Tensor<Scalar, 2> predictions(examples, model.output_features());
  auto tape = make_tape(model, options.pool, Purpose::inference);
  PackerFor<Inputs> packer(padding_of(model));
  PackedFor<Inputs> packed;
  std::vector<Index> chosen;
  for (Index first = 0; first < examples; first += batch_size) {
    chosen.resize(static_cast<std::size_t>((std::min)(batch_size, examples - first)));
    std::iota(chosen.begin(), chosen.end(), first);
    packer.pack(inputs, chosen, packed);
    const auto& y = model.forward(packed, tape);
    std::copy_n(y.data(), y.size(), &predictions(first, 0));
  }
  return predictions;
}

}  // namespace weft
