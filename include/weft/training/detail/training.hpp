// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <weft/callbacks/callback.hpp>
#include <weft/training/detail/numbers_check.hpp>
#include <weft/training/detail/training_state.hpp>
#include <weft/training/evaluate.hpp>
#include <weft/training/fit_options.hpp>

namespace weft::detail {

/// How many of the examples train; the others, behind them, validate. Source: keras's train_validation_split.
template <class Inputs> Index training_examples(const Dataset<Inputs>& data, const FitOptions<Inputs>& options) {
  return static_cast<Index>(std::floor(static_cast<double>(data.size()) * (1 - options.validation_split)));
}

/// The order of the examples that train, as they stand.
template <Layer Model, class Inputs>
ExampleOrder training_order(const Model& model, const Dataset<Inputs>& train, const FitOptions<Inputs>& options) {
  ExampleOrder order(0, training_examples(train, options), options.batch_size, options.shuffle_buffer);
  group_by_length(options, PackerFor<Inputs>(padding_of(model)), train.inputs, order);
  return order;
}

/// One run of fit: what its loop over epochs and batches shares. Use Trainer::fit.
template <class Trainer, class Inputs, class... Callbacks> class Training {
  using Run = weft::Run<typename Trainer::Model, typename Trainer::Optimizer>;
  static_assert((Callback<Callbacks, Run> && ...),
                "weft: a callback of fit must have a member that fit calls, or be a function of an EpochResult or a "
                "BatchResult; see callbacks/callback.hpp");

 public:
  using Model = typename Trainer::Model;
  using Running = typename Trainer::Running;
  using State = TrainingState<Running>;

  Training(Trainer& trainer, const Dataset<Inputs>& train, const FitOptions<Inputs>& options, Callbacks&... callbacks)
      : Training(trainer, train, options, {options.seed, trainer.new_figures(), begin_at(trainer, options)},
                 callbacks...) {
    if (options.steps_per_epoch > 0 || state_.pass_batches == 0) return;
    begin_pass();  // which another call did not go through
    end_pass();
    remember_position(state_.rng);
  }

  /// Goes on from a state.
  Training(Trainer& trainer, const Dataset<Inputs>& train, const FitOptions<Inputs>& options, State state,
           Callbacks&... callbacks)
      : trainer_(trainer),
        train_(train),
        options_(options),
        callbacks_(callbacks...),
        state_(std::move(state)),
        order_(training_order(trainer.model(), train, options)),
        gradients_(trainer.model()),
        passes_(trainer.model(), trainer.loss(), trainer.new_figures(), options.pool),
        progress_(options.verbose, *options.output, last_epoch()),
        run_{trainer.model(), trainer.optimizer(), state_.history, trainer.directions(), figure_names()} {
    remember_position(state_.rng, state_.pass_batches);
  }

  /// Calls on_epoch_end of callbacks that keep no state for the epochs that are done, so that they know what they would
  /// know in a run that was not interrupted. Says whether they let the run go on.
  Proceed replay() {
    for (EpochResult result : state_.history.epochs) {
      result.replayed = true;
      const Proceed proceed = for_each_callback([&]<class C>(C& callback) {
        return KeepsState<C> ? Proceed::go_on : call_on_epoch_end(callback, result, run_);
      });
      if (proceed == Proceed::stop) return Proceed::stop;
    }
    return Proceed::go_on;
  }

  /// Runs to the last epoch, or until a callback stops it. Calls on_pause(state, pause) at every pause.
  template <class OnPause> History run(const OnPause& on_pause) {
    for_each_callback([&](auto& callback) { return call_on_train_begin(callback, run_), Proceed::go_on; });
    on_pause(state_, Pause::begin);
    while (state_.epoch <= last_epoch() && run_epoch(on_pause) == Proceed::go_on) on_pause(state_, Pause::epoch);
    on_pause(state_, Pause::end);
    trainer_.optimizer().use_average(trainer_.model());
    for_each_callback([&](auto& callback) { return call_on_train_end(callback, run_), Proceed::go_on; });
    return history();
  }

  /// What has been measured so far.
  History history() { return std::move(state_.history); }

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  using Passes = ShardedPasses<Model, typename Trainer::Loss, Running, Inputs>;

  static constexpr bool terminates_on_nan = (std::same_as<std::remove_const_t<Callbacks>, TerminateOnNaN> || ...);

  /// Calls all of them, in their order; stop if one of them says so.
  template <class Call> Proceed for_each_callback(const Call& call) {
    Proceed proceed = Proceed::go_on;
    std::apply([&](auto&... callback) { ((proceed = call(callback) == Proceed::stop ? Proceed::stop : proceed), ...); },
               callbacks_);
    return proceed;
  }

  /// All that an epoch may have.
  [[nodiscard]] std::vector<std::string> figure_names() const {
    EpochResult epoch;
    epoch.train = trainer_.new_figures().result();
    if (options_.validation != nullptr || options_.validation_split > 0) epoch.validation = epoch.train;
    return History{{epoch}}.names();
  }

  [[nodiscard]] Index last_epoch() const {
    const Index before = state_.first_epoch - 1;
    return before + (std::min)(options_.epochs, everything - before);
  }

  static RunPosition begin_at(const Trainer& trainer, const FitOptions<Inputs>& options) {
    RunPosition position = trainer.position();
    if (options.initial_epoch) position.epochs = *options.initial_epoch;
    return position;
  }

  /// The next call of fit goes on after the epochs that are done, in the pass with the order from this generator.
  void remember_position(const Rng& shuffles, Index pass_batches = 0) {
    trainer_.set_position(
        {.epochs = state_.epoch - 1, .seed = options_.seed, .shuffles = shuffles, .pass_batches = pass_batches});
  }

  template <class OnPause> Proceed run_epoch(const OnPause& on_pause) {
    start_ = Clock::now() - std::chrono::duration_cast<Clock::duration>(Seconds(state_.seconds));
    if (!has_order_) begin_pass();
    progress_.begin_epoch(state_.epoch, batches_of_epoch());
    if (state_.batches == 0)
      for_each_callback(
          [&](auto& callback) { return call_on_epoch_begin(callback, state_.epoch, run_), Proceed::go_on; });
    while (state_.batches < batches_of_epoch()) {
      if (state_.pass_batches == order_.batches()) {
        end_pass();
        begin_pass();
      }
      if (train(order_.batch(state_.pass_batches)) == Proceed::stop || end_batch() == Proceed::stop) {
        remember_position(next_rng_);  // this pass's order is not drawn again
        return Proceed::stop;
      }
      on_pause(state_, Pause::batch);
    }
    return end_epoch();
  }

  [[nodiscard]] Index batches_of_epoch() const {
    return options_.steps_per_epoch > 0 ? options_.steps_per_epoch : order_.batches();
  }

  /// Draws the order of the running pass.
  void begin_pass() {
    next_rng_ = state_.rng;
    order_.shuffle(next_rng_);
    has_order_ = true;
  }
  void end_pass() {
    state_.rng = next_rng_;
    state_.pass_batches = 0;
    has_order_ = false;
  }

  /// What the layers draw depends on the seed and on how many steps the optimizer has made, both of which a resumed run
  /// has too.
  [[nodiscard]] RandomSource random() const {
    return {.seed = options_.seed, .step = static_cast<std::uint64_t>(trainer_.optimizer().steps())};
  }

  Proceed train(std::span<const Index> examples) {
    double loss = passes_.train(train_, examples, options_.class_weight, random(), gradients_);
    const double penalty =
        trainer_.weight_penalty().add_gradient(trainer_.model(), trainer_.optimizer(), gradients_.sum());
    loss += penalty;
    if (terminates_on_nan && !is_finite(loss)) return Proceed::stop;
    const NumbersCheck check{trainer_.model(), gradients_.sum(), state_.epoch, state_.batches + 1};
    check.loss(loss);
    passes_.measure(state_.running, penalty);
    check.gradient(trainer_.optimizer().clips());
    trainer_.optimizer().step(trainer_.model(), gradients_.sum(), options_.pool);
    check.step(trainer_.optimizer());
    trainer_.weight_constraints().apply(trainer_.model(), trainer_.optimizer());
    return Proceed::go_on;
  }

  Proceed end_batch() {
    ++state_.batches;
    ++state_.pass_batches;
    state_.seconds = Seconds(Clock::now() - start_).count();
    const BatchResult result{state_.epoch, state_.batches, batches_of_epoch(), state_.running.result()};
    progress_.batch(result.batch, state_.seconds, result.train);
    return for_each_callback([&](auto& callback) { return call_on_batch_end(callback, result, run_); });
  }

  Proceed end_epoch() {
    EpochResult result{.epoch = state_.epoch,
                       .train = state_.running.result(),
                       .validation = validate(),
                       .learning_rate = trainer_.optimizer().learning_rate(),
                       .seconds = 0};
    result.seconds = Seconds(Clock::now() - start_).count();
    progress_.end_epoch(result);
    state_.history.epochs.push_back(result);
    begin_next_epoch();
    return for_each_callback([&](auto& callback) { return call_on_epoch_end(callback, result, run_); });
  }

  void begin_next_epoch() {
    ++state_.epoch;
    state_.batches = 0;
    if (state_.pass_batches == order_.batches()) end_pass();
    state_.running.reset();
    state_.seconds = 0;
    remember_position(state_.rng, state_.pass_batches);
  }

  std::optional<Figures> validate() {
    const Index first = order_.first() + order_.examples(), examples = train_.size();
    if (state_.epoch % options_.validation_freq != 0) return {};
    if (options_.validation != nullptr) return evaluate_on(*options_.validation, 0);
    if (first == examples) return {};
    return evaluate_on(train_, first);
  }
  /// The examples from the first one on, with the memory that training has.
  Figures evaluate_on(const Dataset<Inputs>& data, Index first) {
    return passes_.evaluate(data, ExampleOrder(first, data.size() - first, options_.batch_size, everything),
                            trainer_.weight_penalty().value(trainer_.model(), trainer_.optimizer()));
  }

  Trainer& trainer_;
  const Dataset<Inputs>& train_;
  const FitOptions<Inputs>& options_;
  std::tuple<Callbacks&...> callbacks_;
  State state_;
  ExampleOrder order_;
  bool has_order_ = false;     // whether it is that of the running pass
  Rng next_rng_ = state_.rng;  // what the pass after the running one is drawn from
  GradientTree<Model> gradients_;
  Passes passes_;
  Progress progress_;
  Clock::time_point start_;
  Run run_;
};

}  // namespace weft::detail
