// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

#include <weft/callbacks/detail/monitor.hpp>
#include <weft/core/parameters.hpp>

namespace weft {

struct EarlyStoppingOptions {
  std::string monitor = "val_loss";
  double min_delta = 0;
  Index patience = 0;
  Mode mode = Mode::automatic;
  std::optional<double> baseline = {};
  bool restore_best_weights = false;
  Index start_from_epoch = 0;  ///< so many epochs at the beginning are not looked at
};

/// Ends a training when a figure has not become better for a while.
///
/// An epoch that is better than all before it by more than min_delta is the best. Where `patience` epochs in a row are
/// not, the training ends; an epoch counts as one of them, too, while it is not better than the baseline. Of equal
/// epochs the first is the best, and NaN never is. Epochs that were not validated are not looked at. With
/// restore_best_weights the model gets the weights of the best epoch when the training ends, whatever ended it; until
/// something was better, these are those of the first epoch that was looked at. Source:
/// keras/src/callbacks/early_stopping.py.
class EarlyStopping {
 public:
  using Options = EarlyStoppingOptions;

  explicit EarlyStopping(Options options = {})
      : options_(std::move(options)), monitor_{options_.monitor, options_.mode, std::abs(options_.min_delta)} {
    throw_unless(detail::is_finite(options_.min_delta), "EarlyStopping: min_delta is ", options_.min_delta,
                 "; expected a number");
    throw_unless(options_.patience >= 0, "EarlyStopping: patience is ", options_.patience, "; expected at least 0");
    throw_unless(options_.start_from_epoch >= 0, "EarlyStopping: start_from_epoch is ", options_.start_from_epoch,
                 "; expected at least 0");
  }

  /// A training begins anew, also where the callback was in another one; one that is resumed goes on.
  template <class Run> void on_train_begin(Run& run) {
    monitor_.validate("EarlyStopping", run);
    if (!run.history.epochs.empty()) return;
    wait_ = best_epoch_ = stopped_epoch_ = monitor_.has_best = 0;
    best_weights_.clear();
  }

  template <class Run> [[nodiscard]] Proceed on_epoch_end(const EpochResult& epoch, Run& run) {
    if (epoch.epoch <= options_.start_from_epoch || !epoch.figure(options_.monitor)) return Proceed::go_on;
    if (options_.restore_best_weights && best_weights_.empty()) keep_weights(epoch, run.model);
    ++wait_;
    if (monitor_.improves(epoch, run)) {
      if (options_.restore_best_weights) keep_weights(epoch, run.model);
      best_epoch_ = static_cast<double>(epoch.epoch);
      if (!options_.baseline || monitor_.is_better(monitor_.best, *options_.baseline, monitor_.wanted(run))) wait_ = 0;
      return Proceed::go_on;
    }
    if (wait_ < static_cast<double>(options_.patience) || epoch.epoch < 2) return Proceed::go_on;
    stopped_epoch_ = static_cast<double>(epoch.epoch);
    return Proceed::stop;
  }

  template <class Run> void on_train_end(Run& run) {
    if (best_weights_.empty()) return;
    throw_unless(std::ssize(best_weights_) == parameter_count(run.model), "EarlyStopping: the best weights are ",
                 best_weights_.size(), " numbers; the model has ", parameter_count(run.model));
    std::size_t at = 0;
    using Model = typename Run::Model;
    for_each_parameter(
        [&](std::string_view, ParameterOf<Model> p) {
          for (auto& number : p.numbers()) number = static_cast<typename Model::Scalar>(best_weights_[at++]);
        },
        run.model);
  }

  /// The epoch whose figure was the best, and the one that was the last; 0 if there is none.
  [[nodiscard]] Index best_epoch() const { return static_cast<Index>(best_epoch_); }
  [[nodiscard]] Index stopped_epoch() const { return static_cast<Index>(stopped_epoch_); }

  static void for_each_state(auto&& visit, auto&... each) {
    detail::Monitor::for_each_state(visit, each.monitor_...);
    visit(each.wait_...);
    visit(each.best_epoch_...);
    visit(each.stopped_epoch_...);
    visit(each.best_weights_...);
  }

 private:
  template <class Model> void keep_weights(const EpochResult& epoch, const Model& model) {
    best_epoch_ = static_cast<double>(epoch.epoch);
    best_weights_.clear();
    for_each_parameter(
        [&](std::string_view, ParameterOf<const Model> p) {
          best_weights_.insert(best_weights_.end(), p.numbers().begin(), p.numbers().end());
        },
        model);
  }

  Options options_;
  detail::Monitor monitor_;
  double wait_ = 0, best_epoch_ = 0, stopped_epoch_ = 0;
  std::vector<double> best_weights_;  ///< floats are exact in doubles
};

}  // namespace weft
