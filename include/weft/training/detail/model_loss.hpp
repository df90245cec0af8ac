// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/losses/binary_crossentropy.hpp>

/// The loss of a model, computed as Keras's fit and evaluate do: where the model ends in a sigmoid and the loss is that
/// of probabilities, it is computed from what the sigmoid was taken of. A probability that has been rounded to 0 or 1
/// has lost how wrong it is, and which way to go. Source: keras/src/backend/tensorflow/nn.py, _get_logits.
namespace weft::detail {

/// What the model's last sigmoid was taken of in the last forward with the tape; null where it ends otherwise.
template <Layer Model> const typename Model::Output* logits_of(const Model& model, const typename Model::Tape& tape) {
  if constexpr (requires { model.logits(tape); })
    return model.logits(tape);
  else
    return nullptr;
}

/// Whether the loss is to be computed from the model's logits although it was asked for from its probabilities.
template <Layer Model>
bool sees_logits(const BinaryCrossentropy& loss, const Model& model, const typename Model::Tape& tape) {
  return loss.from == BinaryCrossentropy::From::probabilities && logits_of(model, tape) != nullptr;
}

/// The loss of the predictions that the last forward with the tape gave.
template <Layer Model>
double loss_value(const BinaryCrossentropy& loss, const Model& model, const typename Model::Output& predictions,
                  const Tensor<float, 2>& labels, const typename Model::Tape& tape) {
  return static_cast<double>(
      sees_logits(loss, model, tape)
          ? BinaryCrossentropy{BinaryCrossentropy::From::logits}.value(*logits_of(model, tape), labels)
          : loss.value(predictions, labels));
}

/// The same; `derivative` becomes what loss_backward wants.
template <Layer Model>
double loss_forward(const BinaryCrossentropy& loss, const Model& model, const typename Model::Output& predictions,
                    const Tensor<float, 2>& labels, const typename Model::Tape& tape,
                    typename Model::Output& derivative) {
  return static_cast<double>(sees_logits(loss, model, tape) ? BinaryCrossentropy{BinaryCrossentropy::From::logits}(
                                                                  *logits_of(model, tape), labels, derivative)
                                                            : loss(predictions, labels, derivative));
}

/// The model's backward, from the derivative that loss_forward gave.
template <Layer Model>
void loss_backward(const BinaryCrossentropy& loss, const Model& model, const typename Model::Input& x,
                   const typename Model::Output& derivative, typename Model::Tape& tape, Model& gradient) {
  if constexpr (requires { model.logits(tape); }) {
    if (sees_logits(loss, model, tape)) {
      model.backward_from_logits(x, derivative, tape, gradient);
      return;
    }
  }
  model.backward(x, derivative, tape, gradient);
}

}  // namespace weft::detail
