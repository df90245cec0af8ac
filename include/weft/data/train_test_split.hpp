// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numeric>
#include <span>

#include <weft/data/detail/check_dataset.hpp>
#include <weft/data/shuffle.hpp>

namespace weft {

namespace detail {

template <class Example>
std::vector<Example> chosen_examples(const std::vector<Example>& all, std::span<const Index> chosen) {
  std::vector<Example> examples;
  for (const Index k : chosen) examples.push_back(all[static_cast<std::size_t>(k)]);
  return examples;
}
template <class Scalar, int Rank>
Tensor<Scalar, Rank> chosen_examples(const Tensor<Scalar, Rank>& all, std::span<const Index> chosen) {
  auto extents = all.dimensions();
  const Index size = all.dimension(0) == 0 ? 0 : all.size() / all.dimension(0);
  extents[0] = std::ssize(chosen);
  Tensor<Scalar, Rank> examples(extents);
  for (Index k = 0; k < std::ssize(chosen); ++k)
    std::copy_n(all.data() + chosen[static_cast<std::size_t>(k)] * size, size, examples.data() + k * size);
  return examples;
}

}  // namespace detail

/// The chosen examples of a data set with their targets and weights, in the order in which they are chosen. Throws
/// std::invalid_argument for one that there is not.
template <Examples Inputs>
[[nodiscard]] Dataset<Inputs> subset(const Dataset<Inputs>& data, std::span<const Index> chosen) {
  for (const Index k : chosen)
    throw_unless(k >= 0 && k < data.size(), "subset: there is no example ", k, "; expected 0 to ", data.size() - 1);
  return {detail::chosen_examples(data.inputs, chosen), data.targets.subset(chosen),
          data.weights.empty() ? Targets() : data.weights.subset(chosen)};
}

/// What train_test_split gives.
template <Examples Inputs> struct TrainTest { Dataset<Inputs> train, test; };

/// Parts the examples at random: const auto [train, test] = train_test_split(data, 0.2, rng).
///
///   ceil(test_size examples) of them are for the test, the others for training, both in the order they are drawn in
///
/// Throws std::invalid_argument when the data set is not in order, or one of both would be empty.
template <Examples Inputs>
[[nodiscard]] TrainTest<Inputs> train_test_split(const Dataset<Inputs>& data, double test_size, Rng& rng) {
  detail::check_dataset(data);
  throw_unless(test_size > 0 && test_size < 1, "train_test_split: test_size is ", test_size,
               "; expected more than 0 and less than 1");
  const auto test = static_cast<Index>(std::ceil(test_size * static_cast<double>(data.size())));
  throw_unless(test < data.size(), "train_test_split: test_size is ", test_size, ", which leaves none of ", data.size(),
               " examples to train on");
  std::vector<Index> order;
  shuffle_order(data.size(), everything, rng, order);
  const std::span<const Index> drawn(order);
  return {subset(data, drawn.subspan(static_cast<std::size_t>(test))),
          subset(data, drawn.first(static_cast<std::size_t>(test)))};
}

}  // namespace weft
