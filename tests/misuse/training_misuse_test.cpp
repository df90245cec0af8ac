// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/constraints.hpp>
#include <weft/regularizers.hpp>

#include "misuse.hpp"
#include "models.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

const SmallModel model = small_model();
const Dataset<IdLists> task = small_task(6, 1);

Tensor<float, 2> ones(Index rows, Index columns) { return filled(rows, columns, 1); }

void fit_with(const FitOptions<IdLists>& options) {
  SmallModel trained = model;
  fit(trained, task, options);
}
void fit_on(const Dataset<IdLists>& data) {
  SmallModel trained = model;
  fit(trained, data, {.verbose = Verbose::silent});
}
void figure_of_task(std::string_view name) { static_cast<void>(evaluate(model, task)[name]); }
void fit_on_signals(const Dataset<Tensor<float, 3>>& data, const Dataset<Tensor<float, 3>>& validation) {
  SignalModel trained = signal_model();
  fit(trained, data, {.validation = &validation, .verbose = Verbose::silent});
}
void fit_model_of_adam(const SmallModel& adams, SmallModel trained) {
  Trainer trainer = trainer_for(trained);
  trainer.optimizer() = ModelOptimizer{adams, Adam{}};
  trainer.fit(task, {.verbose = Verbose::silent});
}

void regularize(const NamedRegularizers& regularizers) {
  SmallModel trained = model;
  trainer_for(trained).regularize(regularizers);
}
void constrain(const NamedConstraints<float>& constraints) {
  SmallModel trained = model;
  trainer_for(trained).constrain(constraints);
}

/// Fits two examples of two features with three outputs.
template <class L, class... Metrics>
void fit_classes(const Targets& targets, const L& loss, const Metrics&... metrics) {
  Rng rng(1);
  Sequential trained{rng, weft::Input{2}, Dense{3, softmax}};
  Trainer{trained, Adam{}, loss, metrics...}.fit(Dataset{ones(2, 2), targets}, {.verbose = Verbose::silent});
}

/// Fits an example of one token and one of two with three outputs a token.
void fit_steps(const Targets& targets) {
  Rng rng(1);
  Sequential trained{rng, Embedding{4, 2}, LSTM{2, return_sequences}, Dense{3, softmax}};
  Trainer{trained, Adam{}, SparseCategoricalCrossentropy{}}.fit(Dataset{IdLists{{1}, {2, 3}}, targets},
                                                                {.verbose = Verbose::silent});
}

const std::vector<Misuse> training{
    {"a data set without examples", [] { fit_on({}); }},
    {"fewer targets than examples",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1}});
     }},
    {"a target that is not finite",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<double>{1, not_a_number}});
     }},
    {"a target that the loss does not take",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1, 2}});
     }},
    {"targets of steps for a model with one output an example",
     [] {
       fit_on({IdLists{{1}, {2, 3}}, std::vector<std::vector<int>>{{1}, {1, 0}}});
     }},
    {"targets for another number of steps",
     [] {
       fit_on({IdLists{{1}, {2, 3}}, std::vector<std::vector<int>>{{1}, {1}}});
     }},
    {"targets of steps where examples have no steps",
     [] {
       fit_classes(std::vector<std::vector<int>>{{1}, {2}}, SparseCategoricalCrossentropy{});
     }},
    {"targets of examples for a model with an output a step",
     [] {
       fit_steps(std::vector<int>{1, 2});
     }},
    {"a step's target that is no class",
     [] {
       fit_steps(std::vector<std::vector<int>>{{1}, {2, 3}});
     }},
    {"a target that is no class",
     [] {
       fit_classes(std::vector<double>{1, 0.5}, SparseCategoricalCrossentropy{});
     }},
    {"targets of numbers for a loss of classes", [] { fit_classes(ones(2, 3), SparseCategoricalCrossentropy{}); }},
    {"targets of classes for a loss of numbers",
     [] {
       fit_classes(std::vector<int>{1, 2}, Poisson{});
     }},
    {"a negative target for Poisson", [] { fit_classes(filled(2, 3, -1), Poisson{}); }},
    {"targets of classes for a metric of numbers",
     [] {
       fit_classes(std::vector<int>{1, 2}, SparseCategoricalCrossentropy{}, CategoricalAccuracy{});
     }},
    {"targets of numbers for a metric of classes",
     [] { fit_classes(ones(2, 3), CategoricalCrossentropy{}, SparseCategoricalAccuracy{}); }},
    {"a metric of other classes than the model has",
     [] {
       fit_classes(std::vector<int>{1, 2}, SparseCategoricalCrossentropy{}, ConfusionMatrix{4});
     }},
    {"fewer weights than examples",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1, 0}, std::vector<double>{1}});
     }},
    {"a weight below 0",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1, 0}, std::vector<double>{1, -1}});
     }},
    {"a weight of several numbers",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1, 0}, ones(2, 2)});
     }},
    {"weights of steps beside targets of examples",
     [] {
       fit_on({IdLists{{1}, {2, 3}}, std::vector<int>{1, 0}, std::vector<std::vector<double>>{{1}, {1, 2}}});
     }},
    {"targets for more outputs than the model has",
     [] {
       fit_on({IdLists{{1}, {2}}, ones(2, 3)});
     }},
    {"validation targets for more outputs than the model has",
     [] {
       const Dataset<IdLists> wide{{{1}, {2}}, ones(2, 2)};
       fit_with({.validation = &wide});
     }},
    {"fit on other features", [] { fit_on_signals(small_signals(4, 2, 2, 1), small_signals(4, 2, 2, 1)); }},
    {"validation examples with other features",
     [] { fit_on_signals(small_signals(4, 2, 3, 1), small_signals(4, 2, 2, 1)); }},
    {"fit with another model's Adam", [] { fit_model_of_adam(wider_model(), model); }},
    {"an example with an id outside the vocabulary",
     [] {
       fit_on({IdLists{{1}, {2, 8}}, std::vector<int>{1, 0}});
     }},
    {"predict with an id outside the vocabulary",
     [] {
       predict(model, IdLists{{1}, {-2}});
     }},
    {"predict with other features", [] { predict(signal_model(), Tensor<float, 3>(2, 4, 2)); }},
    {"predict with a batch size that is not positive", [] { predict(model, IdLists{{1}}, {.batch_size = 0}); }},
    {"a batch size that is not positive", [] { fit_with({.batch_size = 0}); }},
    {"a shuffle buffer that is not positive", [] { fit_with({.shuffle_buffer = 0}); }},
    {"a negative number of epochs", [] { fit_with({.epochs = -1}); }},
    {"a negative number of epochs that count as done", [] { fit_with({.initial_epoch = -1}); }},
    {"epochs of a negative number of batches", [] { fit_with({.steps_per_epoch = -1}); }},
    {"buckets whose boundaries do not grow",
     [] {
       fit_with({.bucket_boundaries = {4, 2}});
     }},
    {"batches of no token", [] { fit_with({.tokens_per_batch = 0}); }},
    {"validation of every 0 epochs", [] { fit_with({.validation_freq = 0}); }},
    {"a split that leaves nothing to train on", [] { fit_with({.validation_split = 0.9}); }},
    {"a split out of its range", [] { fit_with({.validation_split = 1}); }},
    {"a split beside validation examples", [] { fit_with({.validation = &task, .validation_split = 0.5}); }},
    {"a weight for a class that no target has",
     [] {
       fit_with({.class_weight = {{2, 1.0}}});
     }},
    {"a negative weight for a class",
     [] {
       fit_with({.class_weight = {{1, -1.0}}});
     }},
    {"weights for classes beside those of examples",
     [] {
       SmallModel trained = model;
       fit(trained, Dataset<IdLists>{{{1}, {2}}, std::vector<int>{1, 0}, std::vector<double>{1, 2}},
           {.class_weight = {{1, 2.0}}, .verbose = Verbose::silent});
     }},
    {"no stream for the progress", [] { fit_with({.output = nullptr}); }},
    {"an evaluation without examples", [] { evaluate(model, Dataset<IdLists>{}); }},
    {"an evaluation with a batch size that is not positive", [] { evaluate(model, task, {.batch_size = 0}); }},
    {"a figure that was not measured", [] { figure_of_task("acuracy"); }},
    {"a series that was not measured",
     [] {
       SmallModel trained = model;
       fit(trained, task, {.verbose = Verbose::silent})["val_loss"];
     }},
    {"training that does not stay finite",
     [] {
       SmallModel trained = model_with(std::numeric_limits<float>::quiet_NaN());
       fit(trained, task, {.verbose = Verbose::silent});
     }},
    {"a step that makes a parameter infinite",
     [] {
       Rng rng(1);
       Sequential trained{rng, weft::Input{1}, Dense{1}};
       trained.layer<0>().kernel(0, 0) = 3e38F;
       trained.layer<0>().bias(0) = -4e35F;
       trainer_for(trained, Adam{{.learning_rate = 3e38}}, BinaryCrossentropy{.from_logits = true})
           .fit(steep_task({1e-3F}), {.verbose = Verbose::silent});
     }},
    {"a gradient that does not stay finite",
     [] {
       SteepModel trained = steep_model();
       trainer_for(trained, Adam{}, BinaryCrossentropy{.from_logits = true})
           .fit(steep_task({3e38F}), {.verbose = Verbose::silent});
     }},
    {"a regularizer for a name that the model has not got",
     [] {
       regularize({{"dense_7", L2(1e-4)}});
     }},
    {"two regularizers of one parameter",
     [] {
       regularize({{"kernel", L2(1e-4)}, {"dense", L1(1e-4)}});
     }},
    {"a regularizer whose factor is negative",
     [] {
       regularize({{"kernel", L2(-0.01)}});
     }},
    {"a constraint for a name that the model has not got",
     [] {
       constrain({{"biases", NonNeg{}}});
     }},
    {"two constraints of one parameter",
     [] {
       constrain({{"dense/bias", NonNeg{}}, {"bias", UnitNorm{}}});
     }},
    {"a largest norm that is negative",
     [] {
       constrain({{"kernel", MaxNorm{.max_value = -1}}});
     }},
    {"a least norm above the largest",
     [] {
       constrain({{"kernel", MinMaxNorm{.min_value = 2}}});
     }},
    {"a rate at which norms change above 1",
     [] {
       constrain({{"kernel", MinMaxNorm{.rate = 1.5}}});
     }},
    {"norms over an axis that a bias has not got",
     [] {
       constrain({{"dense_1", UnitNorm{.axis = 1}}});
     }},
    {"a ThreadPool of no threads", [] { ThreadPool{0}; }},
    {"less than no task for a ThreadPool", [] { ThreadPool{2}.run(-1, [](Index) {}); }},
};

}  // namespace

TEST_CASE("a training that is begun wrongly says what docs/errors.md says") { check_misuses("Training", training); }
