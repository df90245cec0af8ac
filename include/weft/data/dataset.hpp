// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <weft/core/packed_sequence.hpp>
#include <weft/data/targets.hpp>

namespace weft {

/// Token ids of many sequences: one vector each, or one row each of a [examples x time] tensor padded with 0.
using IdLists = std::vector<std::vector<int>>;
using IdTensor = Tensor<int, 2>;

/// Sequences of different lengths, [steps x features] each. No value marks padding: a step of zeros is a step.
template <class Scalar> using SequenceLists = std::vector<Tensor<Scalar, 2>>;

/// What a model's examples may be kept in. Next to ids: [examples x time x features], or a [steps x features] for each
/// example, for models that begin with a recurrent layer, and [examples x features] for those that begin with a Dense.
template <class Inputs>
concept Examples = std::same_as<Inputs, IdLists> || std::same_as<Inputs, IdTensor> ||
    std::same_as<Inputs, Tensor<float, 3>> || std::same_as<Inputs, Tensor<double, 3>> ||
    std::same_as<Inputs, SequenceLists<float>> || std::same_as<Inputs, SequenceLists<double>> ||
    std::same_as<Inputs, Tensor<float, 2>> || std::same_as<Inputs, Tensor<double, 2>>;

template <class Example> Index example_count(const std::vector<Example>& lists) { return std::ssize(lists); }
template <class Scalar, int Rank> Index example_count(const Tensor<Scalar, Rank>& tensor) {
  return tensor.dimension(0);
}

/// Examples with what a model is to give for them, and, if they are not all of one weight, what each of them, or each
/// of its steps, weighs in the loss.
template <Examples InputsType> struct Dataset {
  using Inputs = InputsType;

  Inputs inputs;
  Targets targets;
  Targets weights = {};  ///< at least 0, one column; empty: 1 each

  Dataset() = default;
  Dataset(Inputs examples, Targets wanted, Targets weigh = {})
      : inputs(std::move(examples)), targets(std::move(wanted)), weights(std::move(weigh)) {}

  [[nodiscard]] Index size() const { return example_count(inputs); }
};

template <Examples Inputs, class Wanted> Dataset(Inputs, Wanted) -> Dataset<Inputs>;
template <Examples Inputs, class Wanted, class Weigh> Dataset(Inputs, Wanted, Weigh) -> Dataset<Inputs>;

}  // namespace weft
