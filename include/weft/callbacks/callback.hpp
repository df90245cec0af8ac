// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <weft/training/history.hpp>

namespace weft {

/// What a callback wants fit to do next.
enum class Proceed { go_on, stop };

/// What fit has measured when a batch is done.
struct BatchResult {
  Index epoch = 0;    ///< counted from 1
  Index batch = 0;    ///< in this epoch, counted from 1
  Index batches = 0;  ///< of an epoch
  Figures train;      ///< means over this epoch's batches so far
};

/// What a callback sees of the training that calls it: the model, which it may change, the history of the epochs that
/// are done, and the learning rate.
template <class ModelType, class OptimizerType> struct Run {
  using Model = ModelType;

  ModelType& model;
  OptimizerType& optimizer;
  const History& history;                  ///< of this call of fit
  std::map<std::string, Best> directions;  ///< of the loss and the metrics: which of two is the better one
  std::vector<std::string> figures;        ///< the names of all that an epoch may have: EpochResult::figure

  [[nodiscard]] double learning_rate() const { return optimizer.learning_rate(); }
  /// Throws std::invalid_argument where a schedule says it.
  void set_learning_rate(double rate) const { optimizer.set_learning_rate(rate); }
};

/// What fit calls as it goes. A callback is any value with some of these members:
///
///   void on_train_begin(run)                    before the first epoch of a call of fit, or of resume
///   void on_epoch_begin(Index epoch, run)       epochs are counted from 1
///   on_batch_end(const BatchResult&, run)
///   on_epoch_end(const EpochResult&, run)       after its validation
///   void on_train_end(run)                      after the last one, whatever ended the training
///
/// run is a Run<Model, Optimizer>&, for which a template or auto stands; a callback that does not want it leaves it
/// out. on_batch_end and on_epoch_end return nothing, or a Proceed, of which Proceed::stop ends the training:
///
///   struct Goal {
///     double accuracy;
///     [[nodiscard]] weft::Proceed on_epoch_end(const weft::EpochResult& epoch) const {
///       return epoch.train["accuracy"] < accuracy ? weft::Proceed::go_on : weft::Proceed::stop;
///     }
///   };
///
/// A function of an EpochResult or of a BatchResult is a callback as well. One that remembers something from one call
/// to the next shows it, so that a checkpoint keeps it and a resumed training goes on with it:
///
///   static void for_each_state(auto&& visit, auto&... each) { visit(each.wait...), visit(each.best_weights...); }
///
/// in doubles and vectors of doubles. One that does not is called again by resume for the epochs that are done, with
/// EpochResult::replayed.
template <class C>
concept KeepsState = requires(C& callback) {
  std::remove_cvref_t<C>::for_each_state([](auto&...) {}, callback);
};

/// Ends a training whose loss has become NaN or infinite; without it fit throws std::runtime_error there, and names the
/// numbers that were too large. The model is as it was before that batch. Source:
/// keras/src/callbacks/terminate_on_nan.py.
struct TerminateOnNaN {};

/// Something that fit calls at one time or another.
template <class C, class Run>
concept Callback = std::same_as<std::remove_const_t<C>, TerminateOnNaN> ||
    requires(C& callback, const EpochResult& epoch) {
  callback(epoch);
} || requires(C& callback, const BatchResult& batch) {
  callback(batch);
} || requires(C& callback, Run& run) {
  callback.on_train_begin(run);
} || requires(C& callback, Run& run) {
  callback.on_train_end(run);
} || requires(C& callback, Run& run) {
  callback.on_epoch_begin(Index(), run);
} || requires(C& callback) {
  callback.on_epoch_begin(Index());
} || requires(C& callback, const BatchResult& batch, Run& run) {
  callback.on_batch_end(batch, run);
} || requires(C& callback, const BatchResult& batch) {
  callback.on_batch_end(batch);
} || requires(C& callback, const EpochResult& epoch, Run& run) {
  callback.on_epoch_end(epoch, run);
} || requires(C& callback, const EpochResult& epoch) {
  callback.on_epoch_end(epoch);
};

namespace detail {

/// Calls a member or a function that returns a Proceed or nothing.
template <class Call> Proceed proceed_after(const Call& call) {
  if constexpr (std::same_as<std::invoke_result_t<Call>, Proceed>) {
    return call();
  } else {
    call();
    return Proceed::go_on;
  }
}

template <class C, class Run> void call_on_train_begin(C& callback, Run& run) {
  if constexpr (requires { callback.on_train_begin(run); }) callback.on_train_begin(run);
}
template <class C, class Run> void call_on_train_end(C& callback, Run& run) {
  if constexpr (requires { callback.on_train_end(run); }) callback.on_train_end(run);
}
template <class C, class Run> void call_on_epoch_begin(C& callback, Index epoch, Run& run) {
  if constexpr (requires { callback.on_epoch_begin(epoch, run); })
    callback.on_epoch_begin(epoch, run);
  else if constexpr (requires { callback.on_epoch_begin(epoch); })
    callback.on_epoch_begin(epoch);
}

template <class C, class Run> Proceed call_on_batch_end(C& callback, const BatchResult& result, Run& run) {
  if constexpr (requires { callback.on_batch_end(result, run); })
    return proceed_after([&] { return callback.on_batch_end(result, run); });
  else if constexpr (requires { callback.on_batch_end(result); })
    return proceed_after([&] { return callback.on_batch_end(result); });
  else if constexpr (requires { callback(result); })
    return proceed_after([&] { return callback(result); });
  else
    return Proceed::go_on;
}

template <class C, class Run> Proceed call_on_epoch_end(C& callback, const EpochResult& result, Run& run) {
  if constexpr (requires { callback.on_epoch_end(result, run); })
    return proceed_after([&] { return callback.on_epoch_end(result, run); });
  else if constexpr (requires { callback.on_epoch_end(result); })
    return proceed_after([&] { return callback.on_epoch_end(result); });
  else if constexpr (requires { callback(result); })
    return proceed_after([&] { return callback(result); });
  else
    return Proceed::go_on;
}

}  // namespace detail

/// A callback made of functions; those that are not given are not called. save and restore are what they remember, as
/// a text in UTF-8: a checkpoint keeps it, and resume hands it back before it goes on.
struct LambdaCallback {
  std::function<Proceed(const EpochResult&)> epoch_end = {};
  std::function<Proceed(const BatchResult&)> batch_end = {};  ///< an epoch that it stops is not in the history
  std::function<std::string()> save = {};
  std::function<void(const std::string&)> restore = {};

  /// Throws std::invalid_argument where one of save and restore is missing.
  void on_train_begin(const auto& /*run*/) const {
    throw_unless(!save == !restore, "LambdaCallback: has one of save and restore; expected both or none");
  }
  [[nodiscard]] Proceed on_epoch_end(const EpochResult& result) const {
    return epoch_end ? epoch_end(result) : Proceed::go_on;
  }
  [[nodiscard]] Proceed on_batch_end(const BatchResult& result) const {
    return batch_end ? batch_end(result) : Proceed::go_on;
  }
};

}  // namespace weft
