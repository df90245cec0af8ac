// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

#include <weft/optimizers/adam.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/progress.hpp>

namespace weft {

/// What a callback wants fit to do next.
enum class Proceed { go_on, stop };

template <class Inputs> struct FitOptions {
  Index epochs = 1;
  Index batch_size = 32;
  const Dataset<Inputs>* validation = nullptr;  ///< evaluated after each epoch
  Padding padding = Padding::masked;
  Index shuffle_buffer = everything;  ///< tf.data's shuffle(buffer), drawn anew each epoch; 1 keeps the order
  std::uint64_t seed = 0;             ///< of the shuffles
  AdamOptions adam = {};
  BinaryCrossentropy loss = {};
  double clip_norm = 0;        ///< global norm the gradient is cut down to; 0: it is left alone
  ThreadPool* pool = nullptr;  ///< the result does not depend on it
  Verbose verbose = Verbose::automatic;
  std::ostream* output = &std::cout;
  std::function<Proceed(const EpochResult&)> on_epoch_end = {};
};

/// One run of fit: what its loop over epochs and batches shares. Use fit.
template <Layer Model, class Inputs> class Training {
 public:
  Training(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train, const FitOptions<Inputs>& options)
      : model_(model),
        adam_(adam),
        options_(options),
        batches_(train, {options.batch_size, options.shuffle_buffer, options.padding}),
        rng_(options.seed),
        gradient_(zeros_like(model)),
        tape_(make_tape(model, options.pool)),
        progress_(options.verbose, *options.output, options.epochs, batches_.count()) {}

  History run() {
    History history;
    for (Index epoch = 1; epoch <= options_.epochs; ++epoch) {
      history.epochs.push_back(run_epoch(epoch));
      if (options_.on_epoch_end && options_.on_epoch_end(history.epochs.back()) == Proceed::stop) break;
    }
    return history;
  }

 private:
  using Clock = std::chrono::steady_clock;

  EpochResult run_epoch(Index epoch) {
    const auto start = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    progress_.begin_epoch(epoch);
    batches_.shuffle(rng_);
    RunningEvaluation running(options_.loss);
    Index done = 0;
    for (const auto& batch : batches_) {
      train(batch, epoch, ++done, running);
      progress_.batch(done, seconds(), running.result());
    }
    EpochResult result{.epoch = epoch, .train = running.result(), .validation = validate(), .seconds = 0};
    result.seconds = seconds();
    progress_.end_epoch(result);
    return result;
  }

  template <class BatchType> void train(const BatchType& batch, Index epoch, Index number, RunningEvaluation& running) {
    const auto& predictions = model_.forward(batch.inputs, tape_);
    const double loss = static_cast<double>(options_.loss(predictions, batch.labels, dp_));
    if (!std::isfinite(loss))  // std::abs: a NaN has no sign to speak of
      throw std::runtime_error(concat("fit: the loss is ", std::abs(loss), " in epoch ", epoch, ", batch ", number,
                                      "; the model is as it was before this batch"));
    running.update(loss, predictions, batch.labels);
    set_zero(gradient_);
    model_.backward(batch.inputs, dp_, tape_, gradient_);
    if (options_.clip_norm > 0) clip_norm(gradient_, options_.clip_norm);
    adam_.step(model_, gradient_);
  }

  std::optional<Evaluation> validate() {
    if (options_.validation == nullptr) return {};
    return evaluate(model_, *options_.validation, {options_.batch_size, options_.padding, options_.loss, options_.pool},
                    tape_);
  }

  Model& model_;
  Adam<Model>& adam_;
  const FitOptions<Inputs>& options_;
  Batches<Inputs> batches_;
  Rng rng_;
  Model gradient_;
  typename Model::Tape tape_;
  Tensor<typename Model::Scalar, 2> dp_;
  Progress progress_;
};

/// Trains the model on the data and returns what each epoch measured, with the given optimizer's moments and steps: a
/// second call goes on where the first one ended.
///
/// Denormal numbers count as zero while it runs. Errors: std::invalid_argument, before anything is changed, when a data
/// set is empty, has a label that is not 0 or 1, or an input that the model cannot take, or an option is out of its
/// range; std::runtime_error naming epoch and batch when the loss is not finite.
template <Layer Model, class Inputs>
History fit(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train,
            const FitOptions<std::type_identity_t<Inputs>>& options = {}) {
  require(options.epochs >= 0, "fit: epochs is ", options.epochs, "; expected at least 0");
  require(options.clip_norm >= 0, "fit: clip_norm is ", options.clip_norm, "; expected at least 0");
  check_examples(model, train.inputs);
  if (options.validation != nullptr) {
    check(*options.validation);
    check_examples(model, options.validation->inputs);
  }
  const ScopedDenormals flush(Denormals::flushed());
  return Training<Model, Inputs>(model, adam, train, options).run();
}

/// The same with an Adam of its own, made from options.adam.
template <Layer Model, class Inputs>
History fit(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options = {}) {
  Adam<Model> adam(model, options.adam);
  return fit(model, adam, train, options);
}

}  // namespace weft
