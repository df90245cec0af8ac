// SPDX-License-Identifier: MIT
#pragma once

#include <weft/callbacks/callback.hpp>

namespace weft {

/// Sets the learning rate before each epoch.
///
///   learning_rate := f(epoch, learning_rate)      epochs are counted from 0, as in Keras
///
/// Errors: std::invalid_argument when f gives a number that is below 0 or not finite, or the optimizer's learning rate
/// follows a schedule. Source: keras/src/callbacks/learning_rate_scheduler.py.
class LearningRateScheduler {
 public:
  explicit LearningRateScheduler(std::function<double(Index epoch, double rate)> rate) : rate_(std::move(rate)) {
    throw_unless(static_cast<bool>(rate_), "LearningRateScheduler: the function is empty");
  }

  template <class Run> void on_epoch_begin(Index epoch, Run& run) const {
    run.set_learning_rate(rate_(epoch - 1, run.learning_rate()));
  }

 private:
  std::function<double(Index, double)> rate_;
};

}  // namespace weft
