// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/parameters.hpp>
#include <weft/data/detail/batch_loader.hpp>
#include <weft/data/detail/class_weight.hpp>
#include <weft/data/detail/shard_plan.hpp>
#include <weft/training/detail/model_loss.hpp>
#include <weft/training/detail/running_figures.hpp>

namespace weft::detail {

/// What a shard needs to go through a model, forward and back, with the memory for it.
template <Layer Model, class L, class Inputs> class ShardStep {
 public:
  ShardStep(const Model& model, const L& loss) : loss_(loss), model_loss_(loss, model), loader_(padding_of(model)) {}

  /// Reads the examples. A row weighs what its class does, if classes weigh something.
  void load(const Dataset<Inputs>& data, const Shard& shard, const std::map<int, double>& class_weight = {}) {
    loader_.load(data, shard.examples, batch_, shard.as_far_as);
    if (!class_weight.empty()) set_class_weights(class_weight, batch_.targets);
  }

  /// The sum of the rows' losses. In training the derivative of L = sum / count is kept for `backward`; `count` rows of
  /// the whole batch count.
  double forward(const Model& model, const Context& context, Index count = 0) {
    set_context(tape_, context);
    predictions_ = &model.forward(batch_.inputs, tape_);
    return model_loss_.add(model_loss_.values(model, *predictions_, tape_), batch_.targets, count,
                           context.purpose == Purpose::training ? &derivative_ : nullptr);
  }

  /// Adds the shard to what has been measured.
  template <class Running> void measure(double sum, Running& running) {
    running.add_loss(sum, model_loss_.count(batch_.targets));
    running.add_rows(loss_, *predictions_, batch_.targets, row_);
  }

  /// Adds dL/d(parameters).
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
  LossRow<typename Model::Scalar> row_;
};

/// How many rows of the examples count: those that are read, and have a target that the loss does not ignore.
template <class L, class Inputs>
Index count_rows(const L& loss, const Dataset<Inputs>& data, const PackerFor<Inputs>& packer,
                 std::span<const Index> examples) {
  const auto is_read = [&](Index example, Index step) {
    return !data.targets.per_step() || packer.reads(data.inputs, example, step);
  };
  Index count = 0;
  for (const Index example : examples)
    for (Index step = 0; step < data.targets.steps(example); ++step)
      count += is_read(example, step) && counts(loss, data.targets.row(example, step)) ? 1 : 0;
  return count;
}

}  // namespace weft::detail
