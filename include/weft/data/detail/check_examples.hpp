// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <weft/core/parameters.hpp>
#include <weft/data/detail/pack_examples.hpp>

/// Refuses examples a model cannot take before anything is computed or changed.
namespace weft::detail {

/// Throws std::invalid_argument naming the example, the id and the vocabulary when an id is outside of it.
template <Layer Model> void check_example(const Model& model, Index example, std::span<const int> ids) {
  if constexpr (requires { model.vocabulary_size(); })
    for (const int id : ids)
      throw_unless(id >= 0 && id < model.vocabulary_size(), "example ", example, " has token id ", id,
                   "; expected 0 to ", model.vocabulary_size() - 1);
}

template <Layer Model> void check_examples(const Model& model, const IdLists& lists) {
  for (std::size_t k = 0; k < lists.size(); ++k) check_example(model, static_cast<Index>(k), lists[k]);
}

template <Layer Model> void check_examples(const Model& model, const IdTensor& padded) {
  const auto steps = static_cast<std::size_t>(padded.dimension(1));
  for (Index k = 0; k < padded.dimension(0); ++k)
    check_example(model, k, std::span<const int>(padded.data() + k * padded.dimension(1), steps));
}

/// Features of floating-point inputs are checked by the model's first layer, see run_first_example.
template <Layer Model, std::floating_point Scalar, int Rank>
void check_examples(const Model&, const Tensor<Scalar, Rank>&) {}

template <Layer Model, class Scalar> void check_examples(const Model&, const SequenceLists<Scalar>& lists) {
  const Index features = example_features(lists);
  for (std::size_t k = 0; k < lists.size(); ++k)
    throw_unless(lists[k].dimension(1) == features, "example ", k, " is ", Shape(lists[k].dimensions()),
                 "; the first one has ", features, " features");
}

/// Runs the model over the first example, for what it has to throw of it.
template <Layer Model, class Inputs> void run_first_example(const Model& model, const Inputs& inputs) {
  auto tape = make_tape(model, Purpose::inference);
  PackedFor<Inputs> packed;
  PackerFor<Inputs>(padding_of(model)).pack(inputs, std::array{Index{0}}, packed);
  static_cast<void>(model.forward(packed, tape));
}

}  // namespace weft::detail
