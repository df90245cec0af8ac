// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/packed_sequence.hpp>

namespace weft {

/// Token ids of many sequences: one vector each, or one row each of a [examples x time] tensor padded with 0.
using IdLists = std::vector<std::vector<int>>;
using IdTensor = Tensor<int, 2>;

/// What a model's examples may be kept in. Next to ids: [examples x time x features] for models that begin with a
/// recurrent layer, and [examples x features] for those that begin with a Dense.
template <class Inputs>
concept Examples = std::same_as<Inputs, IdLists> || std::same_as<Inputs, IdTensor> ||
    std::same_as<Inputs, Tensor<float, 3>> || std::same_as<Inputs, Tensor<double, 3>> ||
    std::same_as<Inputs, Tensor<float, 2>> || std::same_as<Inputs, Tensor<double, 2>>;

inline Index example_count(const IdLists& lists) { return std::ssize(lists); }
template <class Scalar, int Rank> Index example_count(const Tensor<Scalar, Rank>& tensor) {
  return tensor.dimension(0);
}

/// Examples with their labels, [examples x outputs], each 0 or 1.
template <Examples InputsType> struct Dataset {
  using Inputs = InputsType;

  Inputs inputs;
  Tensor<float, 2> labels;

  Dataset() = default;
  Dataset(Inputs examples, Tensor<float, 2> targets) : inputs(std::move(examples)), labels(std::move(targets)) {}

  /// One label an example.
  template <class Label>
  Dataset(Inputs examples, const std::vector<Label>& targets)
      : inputs(std::move(examples)), labels(std::ssize(targets), 1) {
    for (Index k = 0; k < labels.size(); ++k) labels(k, 0) = static_cast<float>(targets[static_cast<std::size_t>(k)]);
  }

  [[nodiscard]] Index size() const { return example_count(inputs); }
};

template <Examples Inputs> Dataset(Inputs, Tensor<float, 2>) -> Dataset<Inputs>;
template <Examples Inputs, class Label> Dataset(Inputs, const std::vector<Label>&) -> Dataset<Inputs>;

namespace detail {

/// Throws std::invalid_argument when the data set is empty, labels are missing, or one is not 0 or 1.
template <class Inputs> void check_dataset(const Dataset<Inputs>& data) {
  throw_unless(data.size() > 0, "Dataset: it is empty; expected at least one example");
  throw_unless(data.labels.dimension(0) == data.size(), "Dataset: ", data.labels.dimension(0), " labels for ",
               data.size(), " examples");
  const Index outputs = data.labels.dimension(1);
  for (Index k = 0; k < data.labels.size(); ++k) {
    const float label = data.labels.data()[k];
    throw_unless(detail::is_exactly(label, 0) || detail::is_exactly(label, 1), "Dataset: the label of example ",
                 k / outputs, " is ", label, "; expected 0 or 1");
  }
}

}  // namespace detail

}  // namespace weft
