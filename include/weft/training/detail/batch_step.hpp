// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/data/detail/batch_loader.hpp>
#include <weft/data/detail/class_weight.hpp>
#include <weft/training/detail/model_loss.hpp>
#include <weft/training/detail/running_figures.hpp>

namespace weft::detail {

/// What one batch needs to go through a model, forward and back, with the memory for it.
template <Layer Model, class L, class Running, class Inputs> class BatchStep {
 public:
  BatchStep(const Model& model, const L& loss, const Dataset<Inputs>& data)
      : loss_(loss), model_loss_(loss, model), loader_(data, padding_of(model)) {}

  /// From here on examples of another data set.
  void read_from(const Dataset<Inputs>& data) { loader_.read_from(data); }

  /// Reads the examples. A row weighs what its class does, if classes weigh something.
  void load(std::span<const Index> examples, const std::map<int, double>& class_weight = {}) {
    loader_.load(examples, batch_);
    if (!class_weight.empty()) set_class_weights(class_weight, batch_.targets);
    count_ = model_loss_.count(batch_.targets);
  }

  /// The mean loss of the batch. Its derivative is kept for `backward`, unless the context is one of inference.
  double forward(const Model& model, const Context& context) {
    set_context(tape_, context);
    predictions_ = &model.forward(batch_.inputs, tape_);
    sum_ = model_loss_.add(model_loss_.values(model, *predictions_, tape_), batch_.targets, count_,
                           context.purpose == Purpose::training ? &derivative_ : nullptr);
    return count_ == 0 ? 0 : sum_ / static_cast<double>(count_);
  }

  /// Adds the batch to what has been measured.
  void measure(Running& running) {
    running.add_loss(sum_, count_);
    running.add_rows(loss_, *predictions_, batch_.targets, row_);
  }

  /// Adds the gradient of the mean loss.
  void backward(const Model& model, Model& gradient) {
    model_loss_.backward(model, batch_.inputs, derivative_, tape_, gradient);
  }

 private:
  L loss_;
  ModelLoss<L, Model> model_loss_;
  BatchLoader<Inputs> loader_;
  Batch<PackedFor<Inputs>> batch_;
  typename Model::Tape tape_;
  const typename Model::Output* predictions_ = nullptr;
  typename Model::Output derivative_;
  Index count_ = 0;
  double sum_ = 0;
  LossRow<typename Model::Scalar> row_;
};

}  // namespace weft::detail
