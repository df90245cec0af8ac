// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <weft/layers/dense.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>
#include "support/examples.hpp"
#include "support/flop.hpp"

/// Models of sequences of features, to train on batches of them.
namespace bench {

inline constexpr Index model_steps = 100, model_inputs = 64;

inline weft::Dataset<weft::Tensor<float, 3>> labelled_sequences(Index batch, weft::Rng& rng) {
  weft::Tensor<float, 3> inputs(batch, model_steps, model_inputs);
  for (Index k = 0; k < inputs.size(); ++k) inputs.data()[k] = static_cast<float>(rng.uniform(-1, 1));
  std::vector<int> labels(static_cast<std::size_t>(batch));
  for (int& label : labels) label = static_cast<int>(rng.below(2));
  return {inputs, labels};
}

/// The flop of a step with an LSTM.
inline double lstm_step_flop(Index batch, Index input, Index units) {
  return flop::recurrent_training(batch * model_steps, input, units, weft::LSTM<>::Units::keras_gates);
}

/// Returns visit(model, flop of a step) for the model of that name, built. Throws std::invalid_argument for another.
auto with_layer_model(const std::string& name, Index batch, const auto& visit) {
  const weft::Dense last(1, weft::sigmoid);
  const auto build = [](auto model) {
    weft::Rng rng(42);
    model.build(model_inputs, rng);
    return model;
  };
  if (name == "lstm64")
    return visit(build(weft::Sequential(weft::LSTM(64), last)), lstm_step_flop(batch, model_inputs, 64));
  if (name == "lstm256")
    return visit(build(weft::Sequential(weft::LSTM(256), last)), lstm_step_flop(batch, model_inputs, 256));
  weft::throw_unless(name == "stacked", "the model is \"", name, "\"; expected lstm64, lstm256 or stacked");
  return visit(build(weft::Sequential(weft::Bidirectional(weft::LSTM(64, weft::return_sequences)),
                                      weft::Bidirectional(weft::LSTM(64)), last)),
               2 * lstm_step_flop(batch, model_inputs, 64) + 2 * lstm_step_flop(batch, 128, 64));
}

}  // namespace bench
