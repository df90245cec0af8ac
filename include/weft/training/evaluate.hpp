// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/data/batches.hpp>
#include <weft/data/detail/check_examples.hpp>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/metrics/binary_accuracy.hpp>
#include <weft/system/denormals.hpp>
#include <weft/training/detail/model_loss.hpp>
#include <weft/training/history.hpp>

namespace weft {

struct EvaluateOptions {
  Index batch_size = 32;
  BinaryCrossentropy loss = {};
  ThreadPool* pool = nullptr;
};

namespace detail {

/// The accuracy that goes with a loss: predictions are split at 1/2, logits at 0.
inline BinaryAccuracy accuracy_for(const BinaryCrossentropy& loss, const BinaryAccuracy::Counts& counts = {}) {
  return BinaryAccuracy(loss.from == BinaryCrossentropy::From::logits ? 0 : 0.5, counts);
}

/// Means over examples of what batches gave.
class RunningEvaluation {
 public:
  /// All that the means are made from.
  struct Sums {
    double loss = 0;
    std::int64_t examples = 0;
    BinaryAccuracy::Counts accuracy;
  };

  explicit RunningEvaluation(const BinaryCrossentropy& loss) : RunningEvaluation(loss, Sums{}) {}
  RunningEvaluation(const BinaryCrossentropy& loss, const Sums& sums)
      : accuracy_(detail::accuracy_for(loss, sums.accuracy)), loss_(sums.loss), examples_(sums.examples) {}

  template <class Scalar>
  void update(double loss, const Tensor<Scalar, 2>& predictions, const Tensor<float, 2>& labels) {
    loss_ += loss * static_cast<double>(labels.dimension(0));
    examples_ += labels.dimension(0);
    accuracy_.update(predictions, labels);
  }
  [[nodiscard]] Evaluation result() const { return {loss_ / static_cast<double>(examples_), accuracy_.result()}; }
  [[nodiscard]] Sums sums() const { return {loss_, examples_, accuracy_.counts()}; }

 private:
  BinaryAccuracy accuracy_;
  double loss_ = 0;
  std::int64_t examples_ = 0;
};

}  // namespace detail

/// The model's loss and accuracy on the data, in the data's own order, with the memory of the given tape, which is for
/// inference from then on.
template <Layer Model, class Inputs>
[[nodiscard]] Evaluation evaluate(const Model& model, const Dataset<Inputs>& data, const EvaluateOptions& options,
                                  typename Model::Tape& tape) {
  const ScopedDenormals flush(Denormals::flushed());
  set_context(tape, {.purpose = Purpose::inference, .pool = options.pool});
  detail::RunningEvaluation running(options.loss);
  for (const auto& batch : batches(data, {.batch_size = options.batch_size, .padding = detail::padding_of(model)})) {
    const auto& predictions = model.forward(batch.inputs, tape);
    const double loss = detail::loss_value(options.loss, model, predictions, batch.labels, tape);
    running.update(loss, predictions, batch.labels);
  }
  return running.result();
}

/// The model's loss and accuracy on the data. Throws std::invalid_argument when the data set is empty, has a label that
/// is not 0 or 1, or has an input that the model cannot take.
template <Layer Model, class Inputs>
[[nodiscard]] Evaluation evaluate(const Model& model, const Dataset<Inputs>& data,
                                  const EvaluateOptions& options = {}) {
  detail::check_examples(model, data.inputs);
  typename Model::Tape tape;
  return evaluate(model, data, options, tape);
}

}  // namespace weft
