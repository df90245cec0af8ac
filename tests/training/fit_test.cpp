// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <sstream>

#include <weft/data/batches.hpp>
#include <weft/training/fit.hpp>

#include "small_task.hpp"

namespace {

using weft::Adam;
using weft::BinaryCrossentropy;
using weft::Dataset;
using weft::FitOptions;
using weft::IdLists;
using weft::Index;
using weft::Proceed;
using weft::Tensor;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::trainer_for;
using Options = FitOptions<IdLists>;
using Model = weft::testing::SmallModel;

/// The small model after fit on the small task.
Model trained(Options options, const Adam& adam = Adam{}) {
  options.verbose = Verbose::silent;
  Model model = small_model();
  trainer_for(model, adam).fit(small_task(60, 1), options);
  return model;
}

/// z = w x with w = 2, all labels 1: the loss of an x far below zero is past the largest float.
struct Overflow {
  using Line = weft::Sequential<weft::Dense<float>>;
  Line model{weft::Dense<float>{1}};
  FitOptions<Tensor<float, 2>> options{.epochs = 3, .batch_size = 1, .shuffle_buffer = 1, .verbose = Verbose::silent};

  Overflow() {
    weft::Rng rng(1);
    model.build(1, rng);
    weight() = 2;
  }
  float& weight() { return model.layer<0>().kernel(0, 0); }

  template <class... Callbacks> void fit(std::initializer_list<float> x, Callbacks&&... callbacks) {
    trainer_for(model, Adam{}, {.from_logits = true}).fit(data(x), options, callbacks...);
  }

  static Dataset<Tensor<float, 2>> data(std::initializer_list<float> x) {
    Tensor<float, 2> inputs(static_cast<Index>(x.size()), 1);
    std::copy(x.begin(), x.end(), inputs.data());
    return {inputs, std::vector<int>(x.size(), 1)};
  }
};

/// fit must refuse, and change neither model nor optimizer nor print anything.
template <class Message> void check_refused(const Dataset<IdLists>& data, Options options, const Message& message) {
  std::ostringstream out;
  options.output = &out;
  options.verbose = Verbose::bar;
  Model model = small_model();
  auto trainer = trainer_for(model);
  CHECK_THROWS_WITH_AS(trainer.fit(data, options), message, std::invalid_argument);
  CHECK(equal_weights(model, small_model()));
  CHECK(trainer.optimizer().steps() == 0);
  CHECK(out.str().empty());
}

std::string printed(Verbose verbose) {
  std::ostringstream out;
  const auto test = small_task(20, 2);
  Model model = small_model();
  weft::fit(model, small_task(20, 1),
            {.epochs = 2, .batch_size = 8, .validation = &test, .verbose = verbose, .output = &out});
  return out.str();
}

}  // namespace

TEST_CASE("fit learns a small task, and what it learned holds for other examples") {
  Model model = small_model();
  const auto train = small_task(200, 1), test = small_task(200, 2);
  const auto history =
      trainer_for(model, Adam{{.learning_rate = 0.02}})
          .fit(train, {.epochs = 10, .batch_size = 16, .validation = &test, .verbose = Verbose::silent});
  CHECK(history.epochs.front().train["loss"] > 0.2);
  CHECK(history.epochs.back().train["loss"] < 0.05);
  CHECK(history.epochs.back().train["accuracy"] > 0.98);
  CHECK(history.epochs.back().validation.value()["accuracy"] > 0.98);
  CHECK(history.epochs.back().validation.value()["loss"] == weft::evaluate(model, test, {.batch_size = 16})["loss"]);
}

TEST_CASE("two calls of one epoch with one optimizer are one call of two, to the bit") {
  const auto train = small_task(60, 1);
  for (const Index buffer : {weft::everything, Index{10}, Index{1}}) {
    const auto options = [&](Index epochs) {
      return Options{
          .epochs = epochs, .batch_size = 16, .shuffle_buffer = buffer, .seed = 3, .verbose = Verbose::silent};
    };
    Model once = small_model(), twice = small_model();
    auto trainer_once = trainer_for(once), trainer_twice = trainer_for(twice);
    const auto whole = trainer_once.fit(train, options(3));
    const auto first = trainer_twice.fit(train, options(1));
    const auto second = trainer_twice.fit(train, options(2));
    CHECK(equal_weights(once, twice));
    CHECK(equal_weights(trainer_once.optimizer().moment(1), trainer_twice.optimizer().moment(1)));
    CHECK(first.epochs.at(0).epoch == 1);
    CHECK(second.epochs.at(0).epoch == 2);
    CHECK(second.epochs.at(1).epoch == 3);
    CHECK(second.epochs.at(1).train["loss"] == whole.epochs.at(2).train["loss"]);
    CHECK(trainer_twice.position().epochs == 3);
  }
}

TEST_CASE("a call with another seed begins the shuffles anew, and the epochs are counted on") {
  const auto train = small_task(60, 1);
  Options options{.batch_size = 16, .seed = 3, .verbose = Verbose::silent};
  Model model = small_model();
  auto trainer = trainer_for(model);
  trainer.fit(train, options);
  options.seed = 4;
  const auto history = trainer.fit(train, options);
  CHECK(history.epochs.at(0).epoch == 2);
  CHECK(trainer.position().seed == 4);
  weft::Rng expected(4);
  weft::detail::ExampleOrder(0, 60, 16, weft::everything).shuffle(expected);
  CHECK(trainer.position().shuffles.value() == expected);
}

TEST_CASE("an epoch that a callback has stopped is not counted, and its order is not drawn again") {
  const auto train = small_task(60, 1);
  const Options options{.batch_size = 16, .verbose = Verbose::silent};
  Model model = small_model();
  auto trainer = trainer_for(model);
  trainer.fit(train, options, [](const weft::BatchResult&) { return Proceed::stop; });
  CHECK(trainer.position().epochs == 0);
  weft::Rng first(0);
  CHECK_FALSE(trainer.position().shuffles.value() == first);
  CHECK(trainer.fit(train, options).epochs.at(0).epoch == 1);
}

TEST_CASE("progress counts the epochs of earlier calls") {
  std::ostringstream out;
  Model model = small_model();
  auto trainer = trainer_for(model);
  for (const Index epochs : {2, 1})
    trainer.fit(small_task(20, 1), {.epochs = epochs, .verbose = Verbose::lines, .output = &out});
  CHECK(out.str().find("Epoch 3/3 - ") != std::string::npos);
}

TEST_CASE("everything in one batch is a batch of that many, to the bit") {
  CHECK(
      equal_weights(trained({.epochs = 2, .batch_size = weft::everything}), trained({.epochs = 2, .batch_size = 60})));
  CHECK_FALSE(equal_weights(trained({.batch_size = weft::everything}), small_model()));
  const auto data = small_task(10, 1);
  CHECK(weft::evaluate(small_model(), data, {.batch_size = weft::everything})["loss"] ==
        weft::evaluate(small_model(), data, {.batch_size = 10})["loss"]);
}

TEST_CASE("epochs without end are ended by a callback") {
  const Options options{.epochs = weft::everything, .verbose = Verbose::silent};
  const auto stop = [](const weft::EpochResult& r) { return r.epoch % 2 == 0 ? Proceed::stop : Proceed::go_on; };
  Model model = small_model();
  auto trainer = trainer_for(model);
  CHECK(trainer.fit(small_task(20, 1), options, stop).epochs.size() == 2);
  CHECK(trainer.fit(small_task(20, 1), options, stop).epochs.size() == 2);
}

TEST_CASE("a step that makes a parameter infinite is an error that names it") {
  // z = 3e38 x - 4e35 is below zero, so that a step of the learning rate's size makes the kernel larger.
  weft::Rng rng(1);
  weft::Sequential model{rng, weft::Input{1}, weft::Dense<float>{1}};
  model.layer<0>().kernel(0, 0) = 3e38F;
  model.layer<0>().bias(0) = -4e35F;
  const Dataset<Tensor<float, 2>> data{Tensor<float, 2>(Tensor<float, 2>(1, 1).setConstant(1e-3F)),
                                       std::vector<int>{1}};
  CHECK_THROWS_WITH_AS(
      trainer_for(model, Adam{{.learning_rate = 3e38}}, {.from_logits = true}).fit(data, {.verbose = Verbose::silent}),
      "fit: the step of epoch 1, batch 1 made dense/kernel with inf; the learning rate is 3e+38, the "
      "largest gradient dense/bias with 1",
      std::runtime_error);
}

TEST_CASE("fit learns from sequences of numbers") {
  auto model = weft::testing::signal_model();
  const auto train = weft::testing::small_signals(100, 4, 3, 3);
  const auto history =
      trainer_for(model, Adam{{.learning_rate = 0.03}}).fit(train, {.epochs = 30, .verbose = Verbose::silent});
  CHECK(history.epochs.back().train["accuracy"] > 0.9);
}

TEST_CASE("fit learns rows of numbers with several labels each") {
  weft::Rng rng(4);
  weft::Sequential model{rng, weft::Input{2}, weft::Dense<double>{2, weft::sigmoid}};
  Tensor<double, 2> inputs(50, 2), targets(50, 2);
  for (Index k = 0; k < 100; ++k) {
    inputs.data()[k] = rng.uniform(-1, 1);
    targets.data()[k] = inputs.data()[k] > 0 ? 1 : 0;
  }
  const Dataset train{inputs, targets};
  const auto history =
      trainer_for(model, Adam{{.learning_rate = 0.1}}).fit(train, {.epochs = 40, .verbose = Verbose::silent});
  CHECK(history.epochs.back().train["accuracy"] > 0.95);
}

TEST_CASE("history has an epoch's figures each, numbered from 1") {
  Model model = small_model();
  const auto train = small_task(20, 1), test = small_task(10, 2);
  auto history = weft::fit(model, train, {.epochs = 3, .validation = &test, .verbose = Verbose::silent});
  REQUIRE(history.epochs.size() == 3);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(history.epochs[k].epoch == static_cast<Index>(k + 1));
    CHECK(history.epochs[k].validation.has_value());
    CHECK(history.epochs[k].seconds >= 0);
    CHECK(history.epochs[k].train["loss"] > 0);
  }
  history = weft::fit(model, train, {.epochs = 1, .verbose = Verbose::silent});
  REQUIRE(history.epochs.size() == 1);
  CHECK_FALSE(history.epochs[0].validation.has_value());
}

TEST_CASE("fit for no epochs changes nothing") { CHECK(equal_weights(trained({.epochs = 0}), small_model())); }

TEST_CASE("fit is the loop one may write by hand, to the bit") {
  const auto train = small_task(60, 1);
  for (const double limit : {0.0, 0.05}) {
    Model model = small_model();
    const Adam adam({.learning_rate = 0.01}, {.global_clipnorm = limit});
    weft::ModelOptimizer optimizer(model, adam);
    Model gradient = weft::zeros_like(model);
    auto tape = weft::make_tape(model);
    weft::Rng rng(9);
    Model::Output derivative;
    for (int epoch = 0; epoch < 2; ++epoch)
      for (const auto& batch : weft::batches(train, {.batch_size = 16, .shuffle_buffer = 10}, rng)) {
        model.forward(batch.inputs, tape);
        weft::loss_gradient(BinaryCrossentropy{.from_logits = true}, *model.logits(tape), batch.targets, derivative);
        weft::set_zero(gradient);
        model.backward_from_logits(batch.inputs, derivative, tape, gradient);
        optimizer.step(model, gradient);
      }
    CHECK(equal_weights(model, trained({.epochs = 2, .batch_size = 16, .shuffle_buffer = 10, .seed = 9}, adam)));
  }
}

TEST_CASE("an epoch's training figures are means over its examples as they were trained on") {
  const auto train = small_task(23, 1);
  Model model = small_model();
  auto trainer = trainer_for(model, Adam{{.learning_rate = 1e-30}});  // nothing moves: evaluate sees the same
  const auto history = trainer.fit(train, {.batch_size = 5, .verbose = Verbose::silent});
  const auto expected = weft::evaluate(small_model(), train);
  CHECK(history.epochs[0].train["loss"] == doctest::Approx(expected["loss"]).epsilon(1e-6));
  CHECK(history.epochs[0].train["accuracy"] == doctest::Approx(expected["accuracy"]).epsilon(1e-12));
}

TEST_CASE("the same seed gives the same bits, and another seed others") {
  const Model model = trained({.epochs = 2, .seed = 5});
  CHECK(equal_weights(model, trained({.epochs = 2, .seed = 5})));
  CHECK_FALSE(equal_weights(model, trained({.epochs = 2, .seed = 6})));
  CHECK_FALSE(equal_weights(model, small_model()));
}

TEST_CASE("the number of threads does not change a bit") {
  const auto test = small_task(20, 2);
  const Model alone = trained({.epochs = 2, .validation = &test});
  for (const Index threads : {1, 2, 3, 8}) {
    weft::ThreadPool pool(threads);
    CHECK(equal_weights(alone, trained({.epochs = 2, .validation = &test, .pool = &pool})));
  }
}

TEST_CASE("validation does not change training") {
  const auto test = small_task(33, 2);
  CHECK(equal_weights(trained({.epochs = 3, .validation = &test}), trained({.epochs = 3})));
}

TEST_CASE("printing does not change training") {
  std::ostringstream out;
  Model model = small_model();
  weft::fit(model, small_task(60, 1), {.epochs = 2, .verbose = Verbose::bar, .output = &out});
  CHECK(equal_weights(model, trained({.epochs = 2})));
}

TEST_CASE("a callback of epochs sees each and may stop") {
  std::vector<Index> seen;
  Model model = small_model();
  const auto stop_at_two = [&](const weft::EpochResult& result) {
    seen.push_back(result.epoch);
    return result.epoch == 2 ? Proceed::stop : Proceed::go_on;
  };
  const auto history = weft::fit(model, small_task(60, 1), {.epochs = 5, .verbose = Verbose::silent}, stop_at_two);
  CHECK(seen == std::vector<Index>{1, 2});
  CHECK(history.epochs.size() == 2);
  CHECK(equal_weights(model, trained({.epochs = 2})));
}

TEST_CASE("going on with the same Adam is one longer run, where nothing is shuffled") {
  const auto train = small_task(60, 1);
  Model model = small_model();
  auto trainer = trainer_for(model);
  for (const Index epochs : {2, 3})
    trainer.fit(train, {.epochs = epochs, .shuffle_buffer = 1, .verbose = Verbose::silent});
  CHECK(trainer.optimizer().steps() == 10);
  CHECK(equal_weights(model, trained({.epochs = 5, .shuffle_buffer = 1})));
}

TEST_CASE("a loss that is not finite stops fit, names its place and leaves the model as it was before that batch") {
  Overflow task, expected;
  CHECK_THROWS_WITH_AS(
      task.fit({1, -3e38F, 1}),
      "fit: the loss is inf in epoch 1, batch 2; the model is as it was before this batch; its largest "
      "parameter is dense/kernel with 2.001, the largest gradient dense/kernel with 3e+38",
      std::runtime_error);
  expected.options.epochs = 1;
  expected.fit({1});
  CHECK(equal_weights(task.model, expected.model));
  CHECK(weft::testing::weights_are_finite(task.model));
}

TEST_CASE("the epoch of a loss that is not finite is counted from 1") {
  Overflow task;
  const auto make_large = [&](const weft::EpochResult& result) {
    if (result.epoch == 2) task.weight() = 3e38F;
  };
  CHECK_THROWS_WITH_AS(task.fit({1, -100}, make_large),
                       doctest::Contains("fit: the loss is inf in epoch 3, batch 2; the model is as it was before this"
                                         " batch; its largest parameter is dense/kernel with 3e+38, the largest"),
                       std::runtime_error);
}

TEST_CASE("a model that is not a number is reported in the first batch") {
  Overflow task;
  task.weight() = -std::nanf("");
  CHECK_THROWS_WITH_AS(
      task.fit({1}),
      "fit: the loss is nan in epoch 1, batch 1; the model is as it was before this batch; its largest "
      "parameter is dense/kernel with nan, the largest gradient dense/kernel with nan",
      std::runtime_error);
}

TEST_CASE("fit refuses ids outside of the vocabulary before anything is changed") {
  const auto good = small_task(10, 1);
  auto bad = good;
  bad.inputs.back().push_back(8);
  check_refused(bad, {}, "fit: training data: example 9 has token id 8; expected 0 to 7");
  check_refused(good, {.validation = &bad}, "fit: validation data: example 9 has token id 8; expected 0 to 7");
}

TEST_CASE("fit refuses data sets that are not in order before anything is changed") {
  const auto good = small_task(10, 1);
  auto bad = good;
  *bad.targets.row(3) = 1.5;
  const Dataset<IdLists> empty, missing{{{1}, {2}}, std::vector<int>{1}};
  check_refused(empty, {}, "fit: training data: Dataset: it is empty; expected at least one example");
  check_refused(missing, {}, "fit: training data: Dataset: 1 targets for 2 examples");
  check_refused(bad, {}, "fit: training data: BinaryCrossentropy: the target of example 3 is 1.5; expected 0 to 1");
  check_refused(good, {.validation = &empty},
                "fit: validation data: Dataset: it is empty; expected at least one example");
  check_refused(good, {.validation = &bad},
                "fit: validation data: BinaryCrossentropy: the target of example 3 is 1.5; expected 0 to 1");
}

TEST_CASE("fit refuses targets for other outputs than the model's before anything is changed, and says of which set") {
  const auto good = small_task(10, 1);
  const Dataset<IdLists> wide{good.inputs, Tensor<float, 2>(Tensor<float, 2>(10, 2).setConstant(1))};
  check_refused(wide, {}, "fit: training data: BinaryCrossentropy: an example has 2 targets; the model has 1 outputs");
  check_refused(good, {.validation = &wide},
                "fit: validation data: BinaryCrossentropy: an example has 2 targets; the model has 1 outputs");
}

TEST_CASE("fit refuses features that the model does not take before anything is changed, and says of which set") {
  using weft::testing::small_signals;
  const auto good = small_signals(10, 4, 3, 3), bad = small_signals(10, 4, 2, 3);
  const auto check = [](const auto& data, const auto& validation, const char* message) {
    std::ostringstream out;
    auto model = weft::testing::signal_model();
    CHECK_THROWS_WITH_AS(weft::fit(model, data, {.validation = &validation, .verbose = Verbose::bar, .output = &out}),
                         message, std::invalid_argument);
    CHECK(equal_weights(model, weft::testing::signal_model()));
    CHECK(out.str().empty());
  };
  check(bad, bad, "fit: training data: LSTM: the input has 2 features; expected 3");
  check(good, bad, "fit: a validation example has 2 features; one for training has 3");
}

TEST_CASE("fit refuses options out of their range before anything is changed") {
  const auto data = small_task(10, 1);
  check_refused(data, {.epochs = -1}, "fit: epochs is -1; expected at least 0");
  check_refused(data, {.batch_size = 0}, "batches: batch_size is 0; expected at least 1");
  check_refused(data, {.shuffle_buffer = 0}, "batches: shuffle_buffer is 0; expected at least 1");
  check_refused(data, {.validation_freq = 0}, "fit: validation_freq is 0; expected at least 1");
  check_refused(data, {.validation_split = 1}, "fit: validation_split is 1; expected at least 0 and less than 1");
  check_refused(data, {.validation_split = 0.95},
                "fit: validation_split is 0.95, which leaves none of 10 examples to train on");
  check_refused(data, {.validation = &data, .validation_split = 0.5},
                "fit: validation_split is given beside validation; expected one of both");
  check_refused(data, {.class_weight = {{2, 1.0}}}, "fit: class_weight has class 2, which no target has");
  check_refused(data, {.class_weight = {{1, -1.0}}},
                "fit: class_weight has -1 for class 1; expected a number that is at least 0");
}

TEST_CASE("fit trains on batches of one, on empty examples and on nothing but empty ones") {
  const Dataset<IdLists> some{{{1}, {}, {2, 3}}, std::vector<int>{0, 1, 1}}, none{{{}, {}}, std::vector<int>{1, 1}};
  for (const auto padding : {weft::Padding::masked, weft::Padding::unmasked})
    for (const auto* data : {&some, &none})
      for (const Index batch_size : {1, 2}) {
        Model model = small_model(1, padding);
        const auto history =
            weft::fit(model, *data, {.epochs = 2, .batch_size = batch_size, .verbose = Verbose::silent});
        CHECK(std::isfinite(history.epochs.back().train["loss"]));
        CHECK(weft::testing::weights_are_finite(model));
        CHECK_FALSE(equal_weights(model, small_model()));
      }
}

TEST_CASE("fit prints as it is told: nothing, a plain line an epoch, or a bar in place") {
  CHECK(printed(Verbose::silent).empty());

  const std::string lines = printed(Verbose::lines);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(lines.starts_with("Epoch 1/2 - "));
  CHECK(lines.find("\nEpoch 2/2 - ") != std::string::npos);
  CHECK(lines.find(" - val_accuracy: ") != std::string::npos);
  CHECK(lines.find('\x1b') == std::string::npos);
  CHECK(lines.find('\r') == std::string::npos);
  CHECK(printed(Verbose::automatic).starts_with("Epoch 1/2 - "));

  const std::string bar = printed(Verbose::bar);
  CHECK(std::count(bar.begin(), bar.end(), '\r') == 2 * (3 + 1));
  const std::size_t last = bar.rfind('\r');
  CHECK(bar.substr(last).starts_with("\r3/3 "));
  CHECK(bar.substr(last).find(" - val_loss: ") != std::string::npos);
}

TEST_CASE("denormal numbers count as zero while fit runs, and the caller's mode comes back, also after an exception") {
  const auto usual = weft::Denormals::current();
  weft::Denormals during = usual;
  Model model = small_model();
  const auto look = [&](const weft::EpochResult&) { during = weft::Denormals::current(); };
  weft::fit(model, small_task(5, 1), {.verbose = Verbose::silent}, look);
  CHECK(during == weft::Denormals::flushed());
  CHECK(weft::Denormals::current() == usual);

  Overflow task;
  CHECK_THROWS(task.fit({1, -3e38F}));
  CHECK(weft::Denormals::current() == usual);
}

TEST_CASE("fit refuses a model that has another shape than when its trainer was made") {
  weft::Rng rng(6);
  weft::Sequential model{rng, weft::Input{2}, weft::Dense<float>{1, weft::sigmoid}};
  auto trainer = trainer_for(model);
  model.layer<0>().kernel = Tensor<float, 2>(Tensor<float, 2>(3, 1).setConstant(1));
  const Dataset<Tensor<float, 2>> data{Tensor<float, 2>(Tensor<float, 2>(2, 3).setConstant(1)), std::vector<int>{0, 1}};
  CHECK_THROWS_WITH_AS(trainer.fit(data, {.verbose = Verbose::silent}),
                       "Adam: dense/kernel is [3 x 1]; this optimizer was made for [2 x 1]", std::invalid_argument);
}
