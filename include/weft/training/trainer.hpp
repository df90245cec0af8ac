// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include <weft/optimizers/model_optimizer.hpp>
#include <weft/training/detail/check_fit.hpp>
#include <weft/training/detail/weight_constraints.hpp>
#include <weft/training/detail/weight_penalty.hpp>
#include <weft/training/predict.hpp>

namespace weft {

/// What Keras's compile makes: a model with an optimizer, a loss and metrics.
///
///   weft::Trainer trainer{model, weft::Adam{{.learning_rate = 1e-3}}, weft::BinaryCrossentropy{}, weft::Accuracy{}};
///   const auto history = trainer.fit(train, {.epochs = 10, .validation = &test}, weft::EarlyStopping{{.patience =
///   3}}); std::cout << trainer.evaluate(test)["accuracy"];
///
/// The model is the caller's, who keeps it as long as the trainer. All that a training has made besides stays with the
/// trainer from one call of fit to the next - moments, steps, the order of the examples, numbers of epochs - so that
/// two calls of one epoch are one call of two, to the bit.
///
/// Where the model ends in a sigmoid or a softmax and the loss can be computed from its logits, it is, as Keras does.
template <Layer ModelType, OptimizerRule<typename ModelType::Scalar> Rule, Loss<typename ModelType::Scalar> LossType,
          Metric<typename ModelType::Scalar>... Metrics>
class Trainer {
  static_assert(detail::gives_rows<ModelType>,
                "weft::Trainer needs a model whose output is one row an example, or one a step");

 public:
  using Model = ModelType;
  using Loss = LossType;
  using Optimizer = ModelOptimizer<Model, Rule>;
  using Running = detail::RunningFigures<Metrics...>;

  Trainer(Model& model, Rule optimizer, Loss loss, Metrics... metrics)
      : model_(&model),
        optimizer_(model, std::move(optimizer)),
        loss_(std::move(loss)),
        metrics_(std::move(metrics)...) {}

  /// From here on the parameters whose names have one of these parts (as in OptimizerOptions::frozen) add what their
  /// size costs to the loss of every batch, whole and not divided by anything; to that of `evaluate` and of a
  /// validation too. Those that are frozen cost nothing. Replaces the regularizers there were; {} takes them away:
  ///
  ///   trainer.regularize({{"kernel", weft::L2(1e-4)}, {"embeddings", weft::L1L2{.l1 = 1e-5, .l2 = 1e-4}}});
  ///
  /// Throws std::invalid_argument, with nothing changed, when a part is in no parameter's name, two are in the same
  /// name, or a factor is negative or no float.
  void regularize(const NamedRegularizers& regularizers) { penalty_ = {*model_, regularizers}; }

  /// From here on the parameters whose names have one of these parts are held to it after every step of the optimizer,
  /// as far as they are not frozen. Replaces the constraints there were; {} takes them away. See constraint.hpp for one
  /// of your own.
  ///
  ///   trainer.constrain({{"recurrent_kernel", weft::MaxNorm{.max_value = 2}}, {"bias", weft::NonNeg{}}});
  ///
  /// Throws std::invalid_argument, with nothing changed, when a part is in no parameter's name, two are in the same
  /// name, or a constraint's options are out of their range or not for a parameter of that shape.
  void constrain(const NamedConstraints<typename Model::Scalar>& constraints) { constraints_ = {*model_, constraints}; }

  /// Trains the model on the data and returns what each epoch measured.
  ///
  /// Denormal numbers count as zero while it runs. Errors: std::invalid_argument, before anything is changed, when a
  /// data set is empty, or has an input, a target or a weight that the model, the loss or a metric cannot take, or an
  /// option is out of its range; std::runtime_error naming epoch and batch, and the largest parameter and gradient,
  /// when the loss or the gradient is not finite, or the gradient's square is not: the model and the optimizer are as
  /// they were before that batch; and, naming the parameter too, when the step has made one infinite. This holds with
  /// -ffast-math as well, as far as what it makes of a sum keeps an infinity or a NaN. A run that must survive its
  /// process is saved as it goes: see files/checkpoint.hpp.
  template <class Inputs, class... Callbacks>
  History fit(const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options = {},
              Callbacks&&... callbacks) {
    detail::check_fit(*this, train, options);
    const ScopedDenormals flush(Denormals::flushed());
    const auto write_nothing = [](const auto&, detail::Pause) {};
    return detail::Training<Trainer, Inputs, std::remove_reference_t<Callbacks>...>(*this, train, options, callbacks...)
        .run(write_nothing);
  }

  /// The loss, with what the regularizers add, and the metrics of the model on the data, in inference.
  template <class Inputs>
  [[nodiscard]] Figures evaluate(const Dataset<Inputs>& data, const EvaluateOptions& options = {}) const {
    const ScopedDenormals flush(Denormals::flushed());
    return std::apply(
        [&](const auto&... metric) {
          detail::check_data(*model_, data, loss_, metric...);
          return detail::evaluate_checked(*model_, data, options, penalty_.value(*model_, optimizer_), loss_,
                                          metric...);
        },
        metrics_);
  }

  /// What the model gives for each example.
  template <Examples Inputs>
  [[nodiscard]] auto predict(const Inputs& inputs, const PredictOptions& options = {}) const {
    return weft::predict(*model_, inputs, options);
  }

  [[nodiscard]] Model& model() const { return *model_; }
  [[nodiscard]] Optimizer& optimizer() { return optimizer_; }
  [[nodiscard]] const Optimizer& optimizer() const { return optimizer_; }
  [[nodiscard]] const Loss& loss() const { return loss_; }
  [[nodiscard]] const std::tuple<Metrics...>& metrics() const { return metrics_; }

  [[nodiscard]] const detail::WeightPenalty<Model>& weight_penalty() const { return penalty_; }
  [[nodiscard]] const detail::WeightConstraints<Model>& weight_constraints() const { return constraints_; }

  /// Figures of no row yet.
  [[nodiscard]] Running new_figures() const {
    return std::apply([](const auto&... metric) { return Running(metric...); }, metrics_);
  }
  /// Which of two figures is the better one, for the loss and those metrics that say it.
  [[nodiscard]] std::map<std::string, Best> directions() const {
    std::map<std::string, Best> all{{"loss", Best::least}};
    const auto add = [&]<class M>(const M& metric) {
      if constexpr (requires { M::more_is_better; })
        all.emplace(metric.name(), M::more_is_better ? Best::most : Best::least);
    };
    std::apply([&](const auto&... metric) { (add(metric), ...); }, metrics_);
    return all;
  }
  [[nodiscard]] const RunPosition& position() const { return position_; }
  void set_position(const RunPosition& position) { position_ = position; }

 private:
  Model* model_;
  Optimizer optimizer_;
  Loss loss_;
  std::tuple<Metrics...> metrics_;
  detail::WeightPenalty<Model> penalty_;
  detail::WeightConstraints<Model> constraints_;
  RunPosition position_;
};

template <Layer Model, class Rule, class L, class... Metrics>
Trainer(Model&, Rule, L, Metrics...) -> Trainer<Model, Rule, L, Metrics...>;

}  // namespace weft
