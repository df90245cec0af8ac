// SPDX-License-Identifier: MIT
#pragma once

#include <weft/weft.hpp>

#include "../training/small_task.hpp"

/// What several of the misuses are done to.
namespace weft::testing {

inline Tensor<float, 2> filled(Index rows, Index columns, float number) {
  return Tensor<float, 2>(rows, columns).setConstant(number);
}

template <Layer L> L built(L layer, Index input_features) {
  Rng rng(1);
  layer.build(input_features, rng);
  return layer;
}

template <class T, class Change> T changed(T value, const Change& change) {
  change(value);
  return value;
}

/// small_model() with a wider LSTM.
inline SmallModel wider_model() {
  Rng rng(1);
  return SmallModel(rng, Embedding<float>{8, 4}, Bidirectional<LSTM<float>>{LSTM<float>{7}}, Dense<float>{6, relu},
                    Dense<float>{1, sigmoid});
}

/// small_model() with this number among the weights of its first Dense.
inline SmallModel model_with(float number) {
  return changed(small_model(), [&](SmallModel& m) { m.layer<2>().kernel(1, 2) = number; });
}

}  // namespace weft::testing
