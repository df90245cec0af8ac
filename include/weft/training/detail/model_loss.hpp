// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/layer.hpp>
#include <weft/losses/mean_loss.hpp>

/// The loss of a model, computed as Keras's fit and evaluate do: where the model ends in a sigmoid or a softmax and the
/// loss can be computed from what that was taken of, it is. A probability that has been rounded to 0 or 1 has lost how
/// wrong it is, and which way to go. Source: keras/src/backend/tensorflow/nn.py, _get_logits.
namespace weft::detail {

template <class L, Layer Model> class ModelLoss {
 public:
  using Output = typename Model::Output;
  using Tape = typename Model::Tape;
  using Scalar = typename Model::Scalar;

  ModelLoss(const L& loss, const Model& model) : loss_(loss) {
    if constexpr (can_see_logits) of_logits_ = loss.of_logits(model.activation());
  }

  /// What the loss is computed from: the predictions of the last forward with the tape, or their logits.
  [[nodiscard]] const Output& values(const Model& model, const Output& predictions, const Tape& tape) const {
    if constexpr (can_see_logits)
      if (of_logits_) return *model.logits(tape);
    return predictions;
  }

  /// The sum of the rows' losses; d becomes the derivative of their mean, over `count` rows, by what `values` gives.
  double add(const Output& values, const TargetRows& y, Index count, Output* d) {
    check_targets(loss_, values, y);
    return add_losses(used(), values, y, count, memory_, d);
  }
  [[nodiscard]] Index count(const TargetRows& y) const { return count_rows(loss_, y); }

  /// The model's backward, from the derivative that `add` gave.
  void backward(const Model& model, const typename Model::Input& x, const Output& d, Tape& tape,
                Model& gradient) const {
    if constexpr (can_see_logits) {
      if (of_logits_) {
        model.backward_from_logits(x, d, tape, gradient);
        return;
      }
    }
    model.backward(x, d, tape, gradient);
  }

 private:
  static constexpr bool can_see_logits = requires(const Model& model, const L& loss, const Tape& tape) {
    loss.of_logits(model.activation());
    model.logits(tape);
  };

  [[nodiscard]] const L& used() const {
    if constexpr (can_see_logits)
      if (of_logits_) return *of_logits_;
    return loss_;
  }

  L loss_;
  std::optional<L> of_logits_;
  LossRow<Scalar> memory_;
};

}  // namespace weft::detail
