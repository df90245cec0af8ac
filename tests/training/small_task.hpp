// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

#include <weft/core/parameters.hpp>
#include <weft/data/dataset.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/training/fit.hpp>

/// A small network of the experiment's kind, and a task it can learn.
namespace weft::testing {

using SmallModel = Sequential<Embedding<float>, Bidirectional<LSTM<float>>, Dense<float>, Dense<float>>;

inline SmallModel small_model(std::uint64_t seed = 1, Padding padding = Padding::masked) {
  Rng rng(seed);
  return SmallModel(rng, Embedding<float>{8, 4, padding}, Bidirectional<LSTM<float>>{LSTM<float>{5}},
                    Dense<float>{6, relu}, Dense<float>{1, sigmoid});
}

/// Sequences of 1 to 9 ids: 4 anywhere, 1 to 3 in those of label 0, 5 to 7 in those of label 1, which end with theirs.
inline Dataset<IdLists> small_task(Index count, std::uint64_t seed) {
  Rng rng(seed);
  IdLists lists;
  std::vector<int> labels;
  for (Index k = 0; k < count; ++k) {
    const int label = static_cast<int>(rng.below(2));
    std::vector<int> ids(static_cast<std::size_t>(rng.below(9)), 4);
    for (int& id : ids) id = static_cast<int>(rng.below(4)) + (label == 0 ? 1 : 4);
    ids.push_back(static_cast<int>(rng.below(3)) + (label == 0 ? 1 : 5));
    lists.push_back(ids);
    labels.push_back(label);
  }
  return {lists, labels};
}

/// The lists as one tensor padded with 0.
inline IdTensor padded(const IdLists& lists) {
  std::size_t longest = 0;
  for (const auto& ids : lists) longest = std::max(longest, ids.size());
  IdTensor tensor(std::ssize(lists), static_cast<Index>(longest));
  tensor.setZero();
  for (Index k = 0; k < tensor.dimension(0); ++k)
    std::copy(lists[static_cast<std::size_t>(k)].begin(), lists[static_cast<std::size_t>(k)].end(),
              tensor.data() + k * tensor.dimension(1));
  return tensor;
}

/// [count x time x features], and one label an example: whether its first feature is more than 0 on average.
inline Dataset<Tensor<float, 3>> small_signals(Index count, Index time, Index features, std::uint64_t seed) {
  Rng rng(seed);
  Dataset<Tensor<float, 3>> data{Tensor<float, 3>(count, time, features),
                                 std::vector<float>(static_cast<std::size_t>(count))};
  for (Index k = 0; k < data.inputs.size(); ++k) data.inputs.data()[k] = static_cast<float>(rng.uniform(-1, 1));
  for (Index k = 0; k < count; ++k) {
    float sum = 0;
    for (Index t = 0; t < time; ++t) sum += data.inputs(k, t, 0);
    *data.targets.row(k) = sum > 0 ? 1 : 0;
  }
  return data;
}

/// A model that reads 3 features a step.
using SignalModel = Sequential<LSTM<float>, Dense<float>>;
inline SignalModel signal_model(std::uint64_t seed = 1) {
  Rng rng(seed);
  return SignalModel(rng, weft::Input{3}, LSTM<float>{5}, Dense<float>{1, sigmoid});
}

/// What the short form of fit makes, with other options.
template <class Model>
Trainer<Model, Adam, BinaryCrossentropy, BinaryAccuracy> trainer_for(Model& model, const Adam& adam = Adam{},
                                                                     const BinaryCrossentropy& loss = {}) {
  return {model, adam, loss, BinaryAccuracy{loss.from_logits ? 0.0 : 0.5, "accuracy"}};
}

/// z = -10 (0.1 x), for labels of 1. Far above zero the loss is x, and its derivative by the 0.1, which is 10 x, may be
/// past the largest float where the loss is not.
using SteepModel = Sequential<Dense<float>, Dense<float>>;
inline SteepModel steep_model() {
  Rng rng(1);
  SteepModel model(rng, weft::Input{1}, Dense<float>{1}, Dense<float>{1});
  model.layer<0>().kernel(0, 0) = 0.1F;
  model.layer<1>().kernel(0, 0) = -10;
  return model;
}
inline Dataset<Tensor<float, 2>> steep_task(const std::vector<float>& x) {
  Tensor<float, 2> inputs(std::ssize(x), 1);
  std::copy(x.begin(), x.end(), inputs.data());
  return {inputs, std::vector<int>(x.size(), 1)};
}

template <class Scalar> bool equal_bits(std::span<const Scalar> a, std::span<const Scalar> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}
template <class Scalar, int Rank> bool equal_bits(const Tensor<Scalar, Rank>& a, const Tensor<Scalar, Rank>& b) {
  const auto numbers = [](const auto& tensor) {
    return std::span<const Scalar>(tensor.data(), static_cast<std::size_t>(tensor.size()));
  };
  return a.dimensions() == b.dimensions() && equal_bits(numbers(a), numbers(b));
}

template <Layer L> bool equal_weights(const L& a, const L& b) {
  using Const = ParameterOf<const L>;
  bool equal = true;
  for_each_parameter([&](std::string_view, Const p,
                         Const q) { equal = equal && p.shape() == q.shape() && equal_bits(p.numbers(), q.numbers()); },
                     a, b);
  return equal;
}

template <class Values> bool all_finite(const Values& values) {
  return std::all_of(values.data(), values.data() + values.size(), [](auto x) { return std::isfinite(x); });
}

template <Layer L> bool weights_are_finite(const L& model) {
  bool finite = true;
  for_each_parameter([&](std::string_view, ParameterOf<const L> p) { finite = finite && all_finite(p); }, model);
  return finite;
}

}  // namespace weft::testing
