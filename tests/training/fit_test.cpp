// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <sstream>

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
using Options = FitOptions<IdLists>;
using Model = weft::testing::SmallModel;

/// The small model after fit on the small task.
Model trained(Options options) {
  options.verbose = Verbose::silent;
  Model model = small_model();
  weft::fit(model, small_task(60, 1), options);
  return model;
}

/// z = w x with w = 2, all labels 1: the loss of an x far below zero is past the largest float.
struct Overflow {
  using Line = weft::Sequential<weft::Dense<float>>;
  Line model{weft::Dense<float>{1}};
  FitOptions<Tensor<float, 2>> options{.epochs = 3,
                                       .batch_size = 1,
                                       .shuffle_buffer = 1,
                                       .loss = {BinaryCrossentropy::From::logits},
                                       .verbose = Verbose::silent};

  Overflow() {
    weft::Rng rng(1);
    model.build(1, rng);
    weight() = 2;
  }
  float& weight() { return model.layer<0>().kernel(0, 0); }

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
  Adam adam(model);
  CHECK_THROWS_WITH_AS(weft::fit(model, adam, data, options), message, std::invalid_argument);
  CHECK(equal_weights(model, small_model()));
  CHECK(adam.steps() == 0);
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
  const auto history = weft::fit(model, train,
                                 {.epochs = 10,
                                  .batch_size = 16,
                                  .validation = &test,
                                  .adam = {.learning_rate = 0.02},
                                  .verbose = Verbose::silent});
  CHECK(history.epochs.front().train.loss > 0.2);
  CHECK(history.epochs.back().train.loss < 0.05);
  CHECK(history.epochs.back().train.accuracy > 0.98);
  CHECK(history.epochs.back().validation->accuracy > 0.98);
  CHECK(history.epochs.back().validation->loss == weft::evaluate(model, test, {.batch_size = 16}).loss);
}

TEST_CASE("two calls of one epoch with one optimizer are one call of two, to the bit") {
  const auto train = small_task(60, 1);
  for (const Index buffer : {weft::everything, Index{10}, Index{1}}) {
    const auto options = [&](Index epochs) {
      return Options{
          .epochs = epochs, .batch_size = 16, .shuffle_buffer = buffer, .seed = 3, .verbose = Verbose::silent};
    };
    Model once = small_model(), twice = small_model();
    Adam adam_once(once), adam_twice(twice);
    const auto whole = weft::fit(once, adam_once, train, options(3));
    const auto first = weft::fit(twice, adam_twice, train, options(1));
    const auto second = weft::fit(twice, adam_twice, train, options(2));
    CHECK(equal_weights(once, twice));
    CHECK(equal_weights(adam_once.second_moment(), adam_twice.second_moment()));
    CHECK(first.epochs.at(0).epoch == 1);
    CHECK(second.epochs.at(0).epoch == 2);
    CHECK(second.epochs.at(1).epoch == 3);
    CHECK(second.epochs.at(1).train.loss == whole.epochs.at(2).train.loss);
    CHECK(adam_twice.position().epochs == 3);
  }
}

TEST_CASE("a call with another seed begins the shuffles anew, and a copy of an optimizer goes on by itself") {
  const auto train = small_task(60, 1);
  Options options{.batch_size = 16, .seed = 3, .verbose = Verbose::silent};
  Model model = small_model();
  Adam adam(model);
  weft::fit(model, adam, train, options);
  Model other = model;
  Adam copy = adam;
  weft::fit(model, adam, train, options);
  weft::fit(other, copy, train, options);
  CHECK(equal_weights(model, other));
  options.seed = 4;
  const auto history = weft::fit(model, adam, train, options);
  CHECK(history.epochs.at(0).epoch == 3);
  CHECK(adam.position().seed == 4);
}

TEST_CASE("an epoch that a callback has stopped is not counted, and its order is not drawn again") {
  const auto train = small_task(60, 1);
  Options options{.batch_size = 16, .verbose = Verbose::silent}, stopping = options;
  stopping.on_batch_end = [](const weft::BatchResult&) { return Proceed::stop; };
  Model model = small_model();
  Adam adam(model);
  weft::fit(model, adam, train, stopping);
  CHECK(adam.position().epochs == 0);
  weft::Rng first(0);
  CHECK_FALSE(adam.position().shuffles.value() == first);
  CHECK(weft::fit(model, adam, train, options).epochs.at(0).epoch == 1);
}

TEST_CASE("progress counts the epochs of earlier calls") {
  std::ostringstream out;
  Model model = small_model();
  Adam adam(model);
  for (const Index epochs : {2, 1})
    weft::fit(model, adam, small_task(20, 1), {.epochs = epochs, .verbose = Verbose::lines, .output = &out});
  CHECK(out.str().find("Epoch 3/3 - ") != std::string::npos);
}

TEST_CASE("everything in one batch is a batch of that many, to the bit") {
  CHECK(
      equal_weights(trained({.epochs = 2, .batch_size = weft::everything}), trained({.epochs = 2, .batch_size = 60})));
  CHECK_FALSE(equal_weights(trained({.batch_size = weft::everything}), small_model()));
  const auto data = small_task(10, 1);
  CHECK(weft::evaluate(small_model(), data, {.batch_size = weft::everything}).loss ==
        weft::evaluate(small_model(), data, {.batch_size = 10}).loss);
}

TEST_CASE("epochs without end are ended by a callback") {
  Options options{.epochs = weft::everything, .verbose = Verbose::silent};
  options.on_epoch_end = [](const weft::EpochResult& r) { return r.epoch % 2 == 0 ? Proceed::stop : Proceed::go_on; };
  Model model = small_model();
  Adam adam(model);
  CHECK(weft::fit(model, adam, small_task(20, 1), options).epochs.size() == 2);
  CHECK(weft::fit(model, adam, small_task(20, 1), options).epochs.size() == 2);
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
      weft::fit(
          model, data,
          {.adam = {.learning_rate = 3e38}, .loss = {BinaryCrossentropy::From::logits}, .verbose = Verbose::silent}),
      "fit: the step of epoch 1, batch 1 made dense/kernel with inf; the learning rate is 3e+38, the "
      "largest gradient dense/bias with 1",
      std::runtime_error);
}

TEST_CASE("fit learns from sequences of numbers") {
  auto model = weft::testing::signal_model();
  const auto train = weft::testing::small_signals(100, 4, 3, 3);
  const auto history =
      weft::fit(model, train, {.epochs = 30, .adam = {.learning_rate = 0.03}, .verbose = Verbose::silent});
  CHECK(history.epochs.back().train.accuracy > 0.9);
}

TEST_CASE("fit learns rows of numbers with several labels each") {
  weft::Rng rng(4);
  weft::Sequential model{rng, weft::Input{2}, weft::Dense<double>{2, weft::sigmoid}};
  Dataset<Tensor<double, 2>> train{Tensor<double, 2>(50, 2), Tensor<float, 2>(50, 2)};
  for (Index k = 0; k < 100; ++k) {
    train.inputs.data()[k] = rng.uniform(-1, 1);
    train.labels.data()[k] = train.inputs.data()[k] > 0 ? 1.0F : 0.0F;
  }
  const auto history =
      weft::fit(model, train, {.epochs = 40, .adam = {.learning_rate = 0.1}, .verbose = Verbose::silent});
  CHECK(history.epochs.back().train.accuracy > 0.95);
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
    CHECK(history.epochs[k].train.loss > 0);
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
    Adam adam(model, {.learning_rate = 0.01});
    Model gradient = weft::zeros_like(model);
    auto tape = weft::make_tape(model);
    weft::Rng rng(9);
    const BinaryCrossentropy loss;
    Model::Output derivative;
    for (int epoch = 0; epoch < 2; ++epoch)
      for (const auto& batch : weft::batches(train, {.batch_size = 16, .shuffle_buffer = 10}, rng)) {
        const auto& p = model.forward(batch.inputs, tape);
        weft::detail::loss_forward(loss, model, p, batch.labels, tape, derivative);
        weft::set_zero(gradient);
        weft::detail::loss_backward(loss, model, batch.inputs, derivative, tape, gradient);
        if (limit > 0) weft::clip_norm(gradient, limit);
        adam.step(model, gradient);
      }
    CHECK(equal_weights(model, trained({.epochs = 2,
                                        .batch_size = 16,
                                        .shuffle_buffer = 10,
                                        .seed = 9,
                                        .adam = {.learning_rate = 0.01},
                                        .clip_norm = limit})));
  }
}

TEST_CASE("an epoch's training figures are means over its examples as they were trained on") {
  const auto train = small_task(23, 1);
  Model model = small_model();
  Adam adam(model, {.learning_rate = 1e-30});  // nothing moves, so that evaluate sees the same
  const auto history = weft::fit(model, adam, train, {.batch_size = 5, .verbose = Verbose::silent});
  const auto expected = weft::evaluate(small_model(), train);
  CHECK(history.epochs[0].train.loss == doctest::Approx(expected.loss).epsilon(1e-6));
  CHECK(history.epochs[0].train.accuracy == doctest::Approx(expected.accuracy).epsilon(1e-12));
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

TEST_CASE("on_epoch_end sees each epoch and may stop") {
  std::vector<Index> seen;
  Model model = small_model();
  const auto stop_at_two = [&](const weft::EpochResult& result) {
    seen.push_back(result.epoch);
    return result.epoch == 2 ? Proceed::stop : Proceed::go_on;
  };
  const auto history =
      weft::fit(model, small_task(60, 1), {.epochs = 5, .verbose = Verbose::silent, .on_epoch_end = stop_at_two});
  CHECK(seen == std::vector<Index>{1, 2});
  CHECK(history.epochs.size() == 2);
  CHECK(equal_weights(model, trained({.epochs = 2})));
}

TEST_CASE("going on with the same Adam is one longer run, where nothing is shuffled") {
  const auto train = small_task(60, 1);
  Model model = small_model();
  Adam adam(model);
  for (const Index epochs : {2, 3})
    weft::fit(model, adam, train, {.epochs = epochs, .shuffle_buffer = 1, .verbose = Verbose::silent});
  CHECK(adam.steps() == 10);
  CHECK(equal_weights(model, trained({.epochs = 5, .shuffle_buffer = 1})));
}

TEST_CASE("a loss that is not finite stops fit, names its place and leaves the model as it was before that batch") {
  Overflow task, expected;
  CHECK_THROWS_WITH_AS(
      weft::fit(task.model, Overflow::data({1, -3e38F, 1}), task.options),
      "fit: the loss is inf in epoch 1, batch 2; the model is as it was before this batch; its largest "
      "parameter is dense/kernel with 2.001, the largest gradient of the batch before dense/kernel with "
      "0.119203",
      std::runtime_error);
  expected.options.epochs = 1;
  weft::fit(expected.model, Overflow::data({1}), expected.options);
  CHECK(equal_weights(task.model, expected.model));
  CHECK(weft::testing::weights_are_finite(task.model));
}

TEST_CASE("the epoch of a loss that is not finite is counted from 1") {
  Overflow task;
  task.options.on_epoch_end = [&](const weft::EpochResult& result) {
    if (result.epoch == 2) task.weight() = 3e38F;
    return Proceed::go_on;
  };
  CHECK_THROWS_WITH_AS(weft::fit(task.model, Overflow::data({1, -100}), task.options),
                       doctest::Contains("fit: the loss is inf in epoch 3, batch 2; the model is as it was before this"
                                         " batch; its largest parameter is dense/kernel with 3e+38, the largest"),
                       std::runtime_error);
}

TEST_CASE("a model that is not a number is reported in the first batch") {
  Overflow task;
  task.weight() = -std::nanf("");
  CHECK_THROWS_WITH_AS(
      weft::fit(task.model, Overflow::data({1}), task.options),
      "fit: the loss is nan in epoch 1, batch 1; the model is as it was before this batch; its largest "
      "parameter is dense/kernel with nan, the largest gradient of the batch before dense/kernel with 0",
      std::runtime_error);
}

TEST_CASE("fit refuses ids outside of the vocabulary before anything is changed") {
  const auto good = small_task(10, 1);
  auto bad = good;
  bad.inputs.back().push_back(8);
  check_refused(bad, {}, "example 9 has token id 8; expected 0 to 7");
  check_refused(good, {.validation = &bad}, "example 9 has token id 8; expected 0 to 7");
}

TEST_CASE("fit refuses data sets that are not in order before anything is changed") {
  const auto good = small_task(10, 1);
  auto bad = good;
  bad.labels(3, 0) = 0.5F;
  const Dataset<IdLists> empty, missing{{{1}, {2}}, std::vector<int>{1}};
  check_refused(empty, {}, "Dataset: it is empty; expected at least one example");
  check_refused(missing, {}, "Dataset: 1 labels for 2 examples");
  check_refused(bad, {}, "Dataset: the label of example 3 is 0.5; expected 0 or 1");
  check_refused(good, {.validation = &empty}, "Dataset: it is empty; expected at least one example");
  check_refused(good, {.validation = &bad}, "Dataset: the label of example 3 is 0.5; expected 0 or 1");
}

TEST_CASE("fit refuses labels for other outputs than the model's before anything is changed, and says of which set") {
  const auto good = small_task(10, 1);
  const Dataset<IdLists> wide{good.inputs, Tensor<float, 2>(Tensor<float, 2>(10, 2).setConstant(1))};
  check_refused(wide, {}, "fit: a training example has 2 labels; the model has 1 outputs");
  check_refused(good, {.validation = &wide}, "fit: a validation example has 2 labels; the model has 1 outputs");
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
  check(bad, bad, "LSTM: the input has 2 features; expected 3");
  check(good, bad, "fit: a validation example has 2 features; one for training has 3");
}

TEST_CASE("fit refuses options out of their range before anything is changed") {
  const auto data = small_task(10, 1);
  check_refused(data, {.epochs = -1}, "fit: epochs is -1; expected at least 0");
  check_refused(data, {.batch_size = 0}, "batches: batch_size is 0; expected at least 1");
  check_refused(data, {.shuffle_buffer = 0}, "batches: shuffle_buffer is 0; expected at least 1");
  check_refused(data, {.clip_norm = -1}, "fit: clip_norm is -1; expected at least 0");
  check_refused(data, {.callback_state = {.save = [] { return std::string(); }}},
                "fit: callback_state has one of save and restore; expected both or none");
  Model model = small_model();
  CHECK_THROWS_WITH_AS(weft::fit(model, data, {.adam = {.beta_1 = 2}, .verbose = Verbose::silent}),
                       "Adam: beta_1 is 2; expected 0 <= beta_1 < 1", std::invalid_argument);
}

TEST_CASE("fit trains on batches of one, on empty examples and on nothing but empty ones") {
  const Dataset<IdLists> some{{{1}, {}, {2, 3}}, std::vector<int>{0, 1, 1}}, none{{{}, {}}, std::vector<int>{1, 1}};
  for (const auto padding : {weft::Padding::masked, weft::Padding::unmasked})
    for (const auto* data : {&some, &none})
      for (const Index batch_size : {1, 2}) {
        Model model = small_model(1, padding);
        const auto history =
            weft::fit(model, *data, {.epochs = 2, .batch_size = batch_size, .verbose = Verbose::silent});
        CHECK(std::isfinite(history.epochs.back().train.loss));
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
  const auto look = [&](const weft::EpochResult&) {
    during = weft::Denormals::current();
    return Proceed::go_on;
  };
  weft::fit(model, small_task(5, 1), {.verbose = Verbose::silent, .on_epoch_end = look});
  CHECK(during == weft::Denormals::flushed());
  CHECK(weft::Denormals::current() == usual);

  Overflow task;
  CHECK_THROWS(weft::fit(task.model, Overflow::data({1, -3e38F}), task.options));
  CHECK(weft::Denormals::current() == usual);
}

TEST_CASE("fit refuses an Adam made for a model of another shape, and leaves the model alone") {
  weft::Rng rng(6);
  weft::Sequential small{rng, weft::Input{2}, weft::Dense<float>{1, weft::sigmoid}};
  weft::Sequential large{rng, weft::Input{3}, weft::Dense<float>{1, weft::sigmoid}};
  Adam adam(small);
  const auto before = large;
  const Dataset<Tensor<float, 2>> data{Tensor<float, 2>(Tensor<float, 2>(2, 3).setConstant(1)), std::vector<int>{0, 1}};
  CHECK_THROWS_WITH_AS(weft::fit(large, adam, data, {.verbose = Verbose::silent}),
                       "Adam: dense/kernel is [3 x 1]; this optimizer was made for [2 x 1]", std::invalid_argument);
  CHECK(equal_weights(large, before));
}
