// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>
#include <weft/losses/binary_crossentropy.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>
#include <weft/training/detail/sharded_passes.hpp>

namespace bench {

using weft::Index;

inline std::vector<Index> all_of(Index count) {
  std::vector<Index> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), Index{0});
  return all;
}

/// Steps of training a model on one batch, again and again, as fit makes them.
template <class Model, class Inputs> class BatchTraining {
 public:
  BatchTraining(Model& model, const weft::Dataset<Inputs>& batch, Index threads)
      : model_(model), batch_(batch), pool_(threads) {}

  void run() {
    passes_.train(batch_, all_, {}, {}, gradients_);
    adam_.step(model_, gradients_.sum(), &pool_);
  }

 private:
  using Running = weft::detail::RunningFigures<>;

  Model& model_;
  const weft::Dataset<Inputs>& batch_;
  weft::ThreadPool pool_;
  std::vector<Index> all_ = all_of(batch_.size());
  weft::ModelOptimizer<Model, weft::Adam> adam_{model_};
  weft::detail::GradientTree<Model> gradients_{model_};
  weft::detail::ShardedPasses<Model, weft::BinaryCrossentropy, Running, Inputs> passes_{
      model_, weft::BinaryCrossentropy{}, Running(), &pool_};
};

/// The same on one thread with the batch in one piece: what shards cost there is the difference.
template <class Model, class Inputs> class WholeBatchTraining {
 public:
  WholeBatchTraining(Model& model, const weft::Dataset<Inputs>& batch) : model_(model), batch_(batch) {}

  void run() {
    step_.load(batch_, {.examples = all_, .places = all_});
    step_.forward(model_, {}, batch_.size());
    set_zero(gradient_);
    step_.backward(model_, gradient_);
    adam_.step(model_, gradient_);
  }

 private:
  Model& model_;
  const weft::Dataset<Inputs>& batch_;
  std::vector<Index> all_ = all_of(batch_.size());
  weft::ModelOptimizer<Model, weft::Adam> adam_{model_};
  Model gradient_ = zeros_like(model_);
  weft::detail::ShardStep<Model, weft::BinaryCrossentropy, Inputs> step_{model_, weft::BinaryCrossentropy{}};
};

}  // namespace bench
