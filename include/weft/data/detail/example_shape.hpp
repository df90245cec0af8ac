// SPDX-License-Identifier: MIT
#pragma once

#include <weft/data/dataset.hpp>

/// How large the examples of a data set are, whatever they are kept in.
namespace weft::detail {

/// How many steps an example was given with; 1 where examples have none.
inline Index given_steps(const IdLists& lists, Index example) {
  return std::ssize(lists[static_cast<std::size_t>(example)]);
}
inline Index given_steps(const IdTensor& padded, Index) { return padded.dimension(1); }
template <std::floating_point Scalar> Index given_steps(const Tensor<Scalar, 3>& inputs, Index) {
  return inputs.dimension(1);
}
template <class Scalar> Index given_steps(const SequenceLists<Scalar>& lists, Index example) {
  return lists[static_cast<std::size_t>(example)].dimension(0);
}
template <std::floating_point Scalar> Index given_steps(const Tensor<Scalar, 2>&, Index) { return 1; }

/// Whether examples are sequences.
template <class Inputs> inline constexpr bool has_steps = true;
template <std::floating_point Scalar> inline constexpr bool has_steps<Tensor<Scalar, 2>> = false;

/// How many numbers an example has a step; the same for all ids.
template <class Inputs> Index example_features(const Inputs&) { return 1; }
template <class Scalar> Index example_features(const SequenceLists<Scalar>& lists) {
  return lists.empty() ? 0 : lists.front().dimension(1);
}
template <std::floating_point Scalar, int Rank> Index example_features(const Tensor<Scalar, Rank>& inputs) {
  return inputs.dimension(Rank - 1);
}

}  // namespace weft::detail
