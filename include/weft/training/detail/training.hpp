// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <utility>

#include <weft/training/detail/largest.hpp>
#include <weft/training/fit_options.hpp>

namespace weft::detail {

/// Where a run of fit stands between two batches. Together with the model and the optimizer it is all that the rest of
/// the run depends on.
struct TrainingState {
  Index first_epoch = 1;      ///< of this run; the optimizer was in others before if it is not 1
  Index epoch = first_epoch;  ///< the running one, counted from 1
  Index batches = 0;          ///< how many of it are done
  Rng rng;                    ///< as it was before the running epoch's order was drawn
  RunningEvaluation running;  ///< of the running epoch
  double seconds = 0;         ///< that the running epoch has taken
  History history;            ///< of the epochs before

  TrainingState(std::uint64_t seed, const BinaryCrossentropy& loss) : rng(seed), running(loss) {}

  /// Where a run begins with an optimizer that was in others before.
  TrainingState(std::uint64_t seed, const BinaryCrossentropy& loss, const RunPosition& after)
      : first_epoch(after.epochs + 1),
        rng(after.shuffles && after.seed == seed ? *after.shuffles : Rng(seed)),
        running(loss) {}
};

/// Why a run can be left for a moment: it has begun, a batch or an epoch is done, or it has come to its end.
enum class Pause { begin, batch, epoch, end };

/// One run of fit: what its loop over epochs and batches shares. Use fit.
template <Layer Model, class Inputs> class Training {
 public:
  Training(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train, const FitOptions<Inputs>& options)
      : Training(model, adam, train, options, {options.seed, options.loss, adam.position()}) {}

  /// Goes on from a state.
  Training(Model& model, Adam<Model>& adam, const Dataset<Inputs>& train, const FitOptions<Inputs>& options,
           TrainingState state)
      : model_(model),
        adam_(adam),
        options_(options),
        state_(std::move(state)),
        batches_(train, {options.batch_size, options.shuffle_buffer, padding_of(model)}),
        gradient_(zeros_like(model)),
        tape_(make_tape(model, options.pool)),
        progress_(options.verbose, *options.output, last_epoch(), batches_.count()) {
    remember_position(state_.rng);
  }

  /// Calls on_epoch_end for the epochs that are done, so that it knows what it would know in a run that was not
  /// interrupted, and says whether it lets the run go on.
  Proceed replay() {
    if (!options_.on_epoch_end) return Proceed::go_on;
    for (EpochResult result : state_.history.epochs) {
      result.replayed = true;
      if (options_.on_epoch_end(result) == Proceed::stop) return Proceed::stop;
    }
    return Proceed::go_on;
  }

  /// Runs to the last epoch, or until a callback stops it. Calls on_pause(state, pause) at every pause.
  template <class OnPause> History run(const OnPause& on_pause) {
    on_pause(state_, Pause::begin);
    while (state_.epoch <= last_epoch() && run_epoch(on_pause) == Proceed::go_on) on_pause(state_, Pause::epoch);
    on_pause(state_, Pause::end);
    return history();
  }

  /// What has been measured so far.
  History history() { return std::move(state_.history); }

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;

  [[nodiscard]] Index last_epoch() const {
    const Index before = state_.first_epoch - 1;
    return before + (std::min)(options_.epochs, everything - before);
  }

  /// The next call of fit goes on after the epochs that are done, with orders from this generator.
  void remember_position(const Rng& shuffles) {
    adam_.set_position({.epochs = state_.epoch - 1, .seed = options_.seed, .shuffles = shuffles});
  }

  template <class OnPause> Proceed run_epoch(const OnPause& on_pause) {
    start_ = Clock::now() - std::chrono::duration_cast<Clock::duration>(Seconds(state_.seconds));
    progress_.begin_epoch(state_.epoch);
    Rng rng = state_.rng;
    batches_.shuffle(rng);
    for (const auto& batch : batches_.after(state_.batches)) {
      train(batch);
      if (end_batch() == Proceed::stop) {
        remember_position(rng);  // this epoch's order is not drawn again
        return Proceed::stop;
      }
      on_pause(state_, Pause::batch);
    }
    return end_epoch(rng);
  }

  /// What the layers draw depends on the seed and on how many steps the optimizer has made, both of which a resumed run
  /// has too.
  void begin_step() {
    const auto step = static_cast<std::uint64_t>(adam_.steps());
    set_context(tape_, {.pool = options_.pool, .random = {.seed = options_.seed, .step = step}});
  }

  template <class BatchType> void train(const BatchType& batch) {
    begin_step();
    const auto& predictions = model_.forward(batch.inputs, tape_);
    const double loss = loss_forward(options_.loss, model_, predictions, batch.labels, tape_, derivative_);
    check_loss(loss);
    state_.running.update(loss, predictions, batch.labels);
    set_zero(gradient_);
    loss_backward(options_.loss, model_, batch.inputs, derivative_, tape_, gradient_);
    check_gradient();
    if (options_.clip_norm > 0) clip_norm(gradient_, options_.clip_norm);
    adam_.step(model_, gradient_, options_.pool);
    check_step();
  }

  /// The gradient is still that of the batch before.
  void check_loss(double loss) const {
    if (is_finite(loss)) return;
    fail(concat("loss is ", std::abs(loss)), "gradient of the batch before");  // abs: a NaN has no sign to speak of
  }

  /// A gradient is squared before it is used: by Adam, and first of all, in double, where its norm is taken.
  void check_gradient() const {
    using Scalar = typename Model::Scalar;
    const double size = max_abs(gradient_);
    auto most = static_cast<double>((std::numeric_limits<Scalar>::max)());
    if (options_.clip_norm > 0) most = (std::numeric_limits<double>::max)();
    if (is_finite(size) && size * size <= most) return;
    fail(concat("gradient", is_finite(size) ? " is too large to be squared" : " is not finite"), "gradient");
  }

  /// A step from a finite gradient can still go beyond the largest number there is.
  void check_step() const {
    if (is_finite(max_abs(model_))) return;
    throw std::runtime_error(concat("fit: the step of epoch ", state_.epoch, ", batch ", state_.batches + 1, " made ",
                                    largest(model_), "; the learning rate is ", adam_.options().learning_rate,
                                    ", the largest gradient ", largest(gradient_)));
  }

  [[noreturn]] void fail(const std::string& problem, std::string_view gradient) const {
    throw std::runtime_error(concat("fit: the ", problem, " in epoch ", state_.epoch, ", batch ", state_.batches + 1,
                                    "; the model is as it was before this batch; its largest parameter is ",
                                    largest(model_), ", the largest ", gradient, ' ', largest(gradient_)));
  }

  Proceed end_batch() {
    ++state_.batches;
    state_.seconds = Seconds(Clock::now() - start_).count();
    const BatchResult result{state_.epoch, state_.batches, batches_.count(), state_.running.result()};
    progress_.batch(result.batch, state_.seconds, result.train);
    return options_.on_batch_end ? options_.on_batch_end(result) : Proceed::go_on;
  }

  Proceed end_epoch(const Rng& rng) {
    EpochResult result{.epoch = state_.epoch, .train = state_.running.result(), .validation = validate(), .seconds = 0};
    result.seconds = Seconds(Clock::now() - start_).count();
    progress_.end_epoch(result);
    state_.history.epochs.push_back(result);
    begin_next_epoch(rng);
    return options_.on_epoch_end ? options_.on_epoch_end(result) : Proceed::go_on;
  }

  void begin_next_epoch(const Rng& rng) {
    ++state_.epoch;
    state_.batches = 0;
    state_.rng = rng;
    state_.running = RunningEvaluation(options_.loss);
    state_.seconds = 0;
    remember_position(rng);
  }

  std::optional<Evaluation> validate() {
    if (options_.validation == nullptr) return {};
    return evaluate(model_, *options_.validation, {options_.batch_size, options_.loss, options_.pool}, tape_);
  }

  Model& model_;
  Adam<Model>& adam_;
  const FitOptions<Inputs>& options_;
  TrainingState state_;
  Batches<Inputs> batches_;
  Model gradient_;
  typename Model::Tape tape_;
  typename Model::Output derivative_;
  Progress progress_;
  Clock::time_point start_;
};

}  // namespace weft::detail
