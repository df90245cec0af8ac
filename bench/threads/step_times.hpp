// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <limits>
#include "support/batch_training.hpp"
#include "threads/schedule.hpp"

namespace bench {

/// The least time that work() took.
inline double least_seconds(int runs, const auto& work) {
  double least = std::numeric_limits<double>::infinity();
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return least;
}

/// Measures each part of a training step on one batch, on one thread.
template <class Model, class Inputs>
StepTimes measure_step(Model& model, const weft::Dataset<Inputs>& data, int runs = 5) {
  using Loss = weft::BinaryCrossentropy;
  const auto all = all_of(data.size());
  const weft::detail::PackerFor<Inputs> packer(weft::detail::padding_of(model));
  weft::detail::ShardPlan plan;
  const auto make_plan = [&] {
    plan.clear();
    plan.add(packer, data.inputs, all);
  };
  StepTimes times;
  times.alone = least_seconds(runs, [&] {
    make_plan();
    weft::detail::count_rows(Loss{}, data, packer, all);
  });

  Model gradient = zeros_like(model), other = gradient;
  remember_touched_rows(gradient), remember_touched_rows(other);
  weft::detail::ShardStep<Model, Loss, Inputs> step(model, Loss{});
  const auto pass = [&](const weft::detail::Shard& shard, Model& to) {
    step.load(data, shard);
    step.forward(model, {.examples = shard.places}, data.size());
    step.backward(model, to);
  };
  for (Index k = 0; k < plan.count(); ++k)
    times.shards.push_back(least_seconds(runs, [&] { pass(plan.shard(k), gradient); }));
  set_zero(other);
  pass(plan.shard(0), other);
  times.add = least_seconds(runs, [&] { accumulate(gradient, other); }) + least_seconds(1, [&] { set_zero(other); });

  weft::ModelOptimizer adam(model, weft::Adam{});
  const double update = least_seconds(runs, [&] { adam.step(model, gradient); });
  const auto numbers = static_cast<double>(parameter_count(model));
  weft::for_each_parameter(
      [&](std::string_view, const auto& p) {
        times.updates.push_back(update * static_cast<double>(p.size()) / numbers);
        times.shares.push_back(std::max(Index{1}, p.size() / weft::detail::numbers_a_thread));
      },
      model);
  return times;
}

}  // namespace bench
