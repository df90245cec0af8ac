// SPDX-License-Identifier: MIT
#pragma once

#include <weft/callbacks/detail/monitor.hpp>
#include <weft/core/detail/require.hpp>

namespace weft {

struct ReduceLROnPlateauOptions {
  std::string monitor = "val_loss";
  double factor = 0.1;
  Index patience = 10;
  Mode mode = Mode::automatic;
  double min_delta = 1e-4;
  Index cooldown = 0;  ///< so many epochs after a reduction are not looked at
  double min_lr = 0;
};

/// Lowers the learning rate where a figure has not become better for a while.
///
///   learning_rate := max(learning_rate factor, min_lr)      after `patience` epochs that were not better than the best
///
/// Errors: std::invalid_argument when an option is out of its range, or when the optimizer's learning rate follows a
/// schedule. Source: keras/src/callbacks/reduce_lr_on_plateau.py.
class ReduceLROnPlateau {
 public:
  using Options = ReduceLROnPlateauOptions;

  explicit ReduceLROnPlateau(Options options = {})
      : options_(std::move(options)), monitor_{options_.monitor, options_.mode, options_.min_delta} {
    throw_unless(options_.factor > 0 && options_.factor < 1, "ReduceLROnPlateau: factor is ", options_.factor,
                 "; expected more than 0 and less than 1");
    throw_unless(options_.patience >= 0, "ReduceLROnPlateau: patience is ", options_.patience, "; expected at least 0");
    throw_unless(options_.cooldown >= 0, "ReduceLROnPlateau: cooldown is ", options_.cooldown, "; expected at least 0");
    detail::require_not_negative("ReduceLROnPlateau", "min_delta", options_.min_delta);
    detail::require_not_negative("ReduceLROnPlateau", "min_lr", options_.min_lr);
  }

  template <class Run> void on_train_begin(Run& run) {
    monitor_.validate("ReduceLROnPlateau", run);
    run.set_learning_rate(run.learning_rate());  // says at once where it cannot be set
    if (run.history.epochs.empty()) wait_ = cooling_ = monitor_.has_best = 0;
  }

  template <class Run> void on_epoch_end(const EpochResult& epoch, Run& run) {
    if (!epoch.figure(options_.monitor)) return;
    if (cooling_ > 0) {
      --cooling_;
      wait_ = 0;
    }
    if (monitor_.improves(epoch, run)) {
      wait_ = 0;
    } else if (cooling_ <= 0) {
      ++wait_;
      if (wait_ >= static_cast<double>(options_.patience)) reduce(run);
    }
  }

  static void for_each_state(auto&& visit, auto&... each) {
    detail::Monitor::for_each_state(visit, each.monitor_...);
    visit(each.wait_...);
    visit(each.cooling_...);
  }

 private:
  template <class Run> void reduce(Run& run) {
    const double rate = run.learning_rate();
    if (rate <= options_.min_lr) return;
    run.set_learning_rate((std::max)(rate * options_.factor, options_.min_lr));
    cooling_ = static_cast<double>(options_.cooldown);
    wait_ = 0;
  }

  Options options_;
  detail::Monitor monitor_;
  double wait_ = 0, cooling_ = 0;
};

}  // namespace weft
