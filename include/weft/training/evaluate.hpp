// SPDX-License-Identifier: MIT
#pragma once

#include <weft/losses/binary_crossentropy.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/training/detail/check_targets.hpp>
#include <weft/training/detail/sharded_passes.hpp>

namespace weft {

struct EvaluateOptions {
  Index batch_size = 32;
  ThreadPool* pool = nullptr;  ///< the result does not depend on it
};

namespace detail {

/// For data that have been checked. The loss has the penalty in it.
template <Layer Model, class Inputs, class L, class... Metrics>
Figures evaluate_checked(const Model& model, const Dataset<Inputs>& data, const EvaluateOptions& options,
                         double penalty, const L& loss, const Metrics&... metrics) {
  using Running = RunningFigures<Metrics...>;
  const ExampleOrder order(0, data.size(), options.batch_size, everything);
  return ShardedPasses<Model, L, Running, Inputs>(model, loss, Running(metrics...), options.pool)
      .evaluate(data, order, penalty);
}

}  // namespace detail

/// The model's loss and metrics on the data: evaluate(model, data, {}, MeanSquaredError{}, R2Score{})["loss"]. Throws
/// std::invalid_argument when the data set is empty, or has a target or an input that the loss, a metric or the model
/// cannot take.
template <Layer Model, class Inputs, class L, class... Metrics>
[[nodiscard]] Figures evaluate(const Model& model, const Dataset<Inputs>& data, const EvaluateOptions& options,
                               const L& loss, const Metrics&... metrics) {
  detail::check_data(model, data, loss, metrics...);
  return detail::evaluate_checked(model, data, options, 0, loss, metrics...);
}

namespace detail {

/// What the short forms of fit and evaluate measure besides the loss.
inline BinaryAccuracy usual_accuracy() { return BinaryAccuracy{0.5, "accuracy"}; }

}  // namespace detail

/// The binary cross-entropy and the accuracy of a model whose outputs are probabilities.
template <Layer Model, class Inputs>
[[nodiscard]] Figures evaluate(const Model& model, const Dataset<Inputs>& data, const EvaluateOptions& options = {}) {
  return evaluate(model, data, options, BinaryCrossentropy{}, detail::usual_accuracy());
}

}  // namespace weft
