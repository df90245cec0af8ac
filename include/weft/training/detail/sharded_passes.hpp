// SPDX-License-Identifier: MIT
#pragma once

#include <weft/data/detail/example_order.hpp>
#include <weft/system/denormals.hpp>
#include <weft/system/thread_pool.hpp>
#include <weft/training/detail/gradient_tree.hpp>
#include <weft/training/detail/shard_step.hpp>

namespace weft::detail {

/// Batches through a model, cut into shards that threads share. What comes out does not depend on the threads: each
/// shard is computed by itself, and what shards give is put together in an order that is fixed.
template <Layer Model, class L, class Running, class Inputs> class ShardedPasses {
 public:
  /// `nothing` is what has been measured before any row. The pool may be null.
  ShardedPasses(const Model& model, const L& loss, Running nothing, ThreadPool* pool)
      : model_(model), loss_(loss), packer_(padding_of(model)), pool_(pool), nothing_(std::move(nothing)) {
    nothing_.reset();
  }

  /// A batch forward and back. Returns its mean loss; its gradient is the sum in the tree.
  double train(const Dataset<Inputs>& data, std::span<const Index> batch, const std::map<int, double>& class_weight,
               const RandomSource& random, GradientTree<Model>& gradients) {
    plan_.clear();
    plan_.add(packer_, data.inputs, batch);
    gradients.begin(plan_.count());
    const Index count = count_rows(loss_, data, packer_, batch);
    const double sum = run([&](Step& step, Index k, const Shard& shard) {
      step.load(data, shard, class_weight);
      const double loss = step.forward(model_, {.random = random, .examples = shard.places}, count);
      Model& gradient = gradients.lend();
      step.backward(model_, gradient);
      gradients.add(k, gradient);
      return loss;
    });
    return count == 0 ? 0 : sum / static_cast<double>(count);
  }
  /// Adds the batch, whose loss has this penalty in it, to what has been measured.
  void measure(Running& running, double penalty = 0) const {
    const double before = running.rows();
    for (Index k = 0; k < plan_.count(); ++k) running.add(measured_[static_cast<std::size_t>(k)]);
    running.add_penalty(penalty, running.rows() - before);
  }

  /// The loss, with this penalty in it, and the metrics, in inference, over the examples that the order has.
  Figures evaluate(const Dataset<Inputs>& data, const ExampleOrder& order, double penalty = 0) {
    const ScopedDenormals flush(Denormals::flushed());
    Running running = nothing_;
    for_each_plan(plan_, packer_, data.inputs, order, [&](const ShardPlan&) {
      run([&](Step& step, Index, const Shard& shard) {
        step.load(data, shard);
        return step.forward(model_, {.purpose = Purpose::inference});
      });
      measure(running, penalty);
    });
    return running.result();
  }

 private:
  using Step = ShardStep<Model, L, Inputs>;

  /// Runs pass(step, number, shard), which gives a sum of losses, for all shards of the plan, and measures them.
  /// Returns the sum of all.
  template <class Pass> double run(const Pass& pass) {
    const auto count = static_cast<std::size_t>(plan_.count());
    if (measured_.size() < count) measured_.resize(count, nothing_);
    sums_.assign(count, 0.0);
    run_all(pool_, plan_.count(), [&](Index k) {
      const Loan step(steps_, [&] { return std::make_unique<Step>(model_, loss_); });
      const double sum = pass(*step, k, plan_.shard(k));
      sums_[static_cast<std::size_t>(k)] = sum;
      measured_[static_cast<std::size_t>(k)].reset();
      step->measure(sum, measured_[static_cast<std::size_t>(k)]);
    });
    return std::accumulate(sums_.begin(), sums_.end(), 0.0);
  }

  const Model& model_;
  L loss_;
  PackerFor<Inputs> packer_;
  ThreadPool* pool_;
  Running nothing_;
  ShardPlan plan_;
  Lender<Step> steps_;
  std::vector<Running> measured_;  ///< of each shard
  std::vector<double> sums_;
};

}  // namespace weft::detail
