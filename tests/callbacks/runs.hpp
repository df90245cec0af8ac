// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <weft/callbacks/callback.hpp>
#include <weft/layers/dense.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/optimizers/model_optimizer.hpp>

/// A training of which nothing is trained: its figures are given, and its one weight is the epoch's number.
namespace weft::testing {

using OneWeight = Dense<float>;

class ScriptedRun {
 public:
  static constexpr double unvalidated = -1000;

  using Optimizer = ModelOptimizer<OneWeight, Adam>;

  explicit ScriptedRun(double learning_rate = 1)
      : model_(one_weight()), optimizer_(model_, Adam{{.learning_rate = learning_rate}}) {}

  /// One epoch for each figure, until the callback stops the run; returns the learning rate behind each.
  /// An epoch whose figure is `unvalidated` has none.
  template <class C> std::vector<double> train(C& callback, const std::vector<double>& val_loss) {
    std::vector<double> rates;
    detail::call_on_train_begin(callback, run_);
    for (const double loss : val_loss) {
      const Index epoch = std::ssize(history_.epochs) + 1;
      detail::call_on_epoch_begin(callback, epoch, run_);
      model_.bias(0) = static_cast<float>(epoch);
      history_.epochs.push_back({.epoch = epoch, .train = {{"loss", 0}}, .validation = {}});
      if (loss > unvalidated) history_.epochs.back().validation = Figures{{"loss", loss}};
      if (std::isnan(loss)) history_.epochs.back().validation = Figures{{"loss", loss}};
      const Proceed proceed = detail::call_on_epoch_end(callback, history_.epochs.back(), run_);
      rates.push_back(optimizer_.learning_rate());
      if (proceed == Proceed::stop) break;
    }
    detail::call_on_train_end(callback, run_);
    return rates;
  }

  [[nodiscard]] Index epochs() const { return std::ssize(history_.epochs); }
  /// The epoch whose weights the model has.
  [[nodiscard]] Index weights_of() const { return static_cast<Index>(model_.bias(0)); }
  [[nodiscard]] Run<OneWeight, Optimizer>& run() { return run_; }

 private:
  static OneWeight one_weight() {
    Rng rng(1);
    OneWeight dense(1);
    dense.build(1, rng);
    return dense;
  }

  OneWeight model_;
  Optimizer optimizer_;
  History history_;
  Run<OneWeight, Optimizer> run_{
      model_, optimizer_, history_, {{"loss", Best::least}, {"accuracy", Best::most}}, {"loss", "val_loss", "f1"}};
};

}  // namespace weft::testing
