// SPDX-License-Identifier: MIT
// A training that is killed behind any batch and resumed is the one that nothing interrupted, to the bit, whatever it
// is made of.
#include <weft/files/checkpoint.hpp>

#include <doctest/doctest.h>

#include <weft/callbacks.hpp>
#include <weft/constraints.hpp>
#include <weft/losses.hpp>
#include <weft/metrics.hpp>
#include <weft/optimizers.hpp>
#include <weft/regularizers.hpp>

#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Checkpoints;
using weft::Index;
using weft::OptimizerOptions;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_task;

const auto data = small_task(20, 1), validation = small_task(8, 2);
constexpr Index epochs = 3, batches = 3;
const weft::FitOptions<weft::IdLists> options{
    .epochs = epochs, .batch_size = 8, .validation = &validation, .seed = 5, .verbose = Verbose::silent};

/// A small model with dropout of both kinds.
auto model_with_dropout() {
  weft::Rng rng(1);
  return weft::Sequential{rng, weft::Embedding<float>{8, 3},
                          weft::LSTM<float>{4, {.dropout = 0.2, .recurrent_dropout = 0.1}},
                          weft::Dense<float>{1, weft::sigmoid}};
}

struct Killed {};

/// fit(trainer, callbacks...) with what `make` gives, killed behind each batch once.
template <class Make> void check(std::string_view name, const Make& make) {
  CAPTURE(name);
  auto expected_model = model_with_dropout();
  auto expected = make(expected_model);
  const weft::History history =
      std::apply([&](auto& trainer, auto&... callbacks) { return trainer.fit(data, options, callbacks...); }, expected);
  for (Index epoch = 1; epoch <= std::ssize(history.epochs); ++epoch)
    for (Index batch = 1; batch <= batches; ++batch) {
      const TemporaryFolder folder;
      const Checkpoints checkpoints{.path = folder / "c", .every_batches = 2, .every_epochs = batch % 2};
      auto model = model_with_dropout(), resumed_model = model_with_dropout();
      auto killed = make(model), resumed = make(resumed_model);
      const auto kill = [&](const weft::BatchResult& result) {
        if (result.epoch == epoch && result.batch == batch) throw Killed{};
      };
      CHECK_THROWS_AS(
          std::apply([&](auto& trainer,
                         auto&... callbacks) { weft::fit(trainer, data, options, checkpoints, callbacks..., kill); },
                     killed),
          Killed);
      const weft::History rest = std::apply(
          [&](auto& trainer, auto&... callbacks) {
            return weft::resume(trainer, data, options, checkpoints, callbacks...);
          },
          resumed);
      CHECK(equal_weights(resumed_model, expected_model));
      REQUIRE(rest.epochs.size() == history.epochs.size());
      for (std::size_t k = 0; k < rest.epochs.size(); ++k) {
        CHECK(rest.epochs[k].train == history.epochs[k].train);
        CHECK(rest.epochs[k].validation == history.epochs[k].validation);
        CHECK(rest.epochs[k].learning_rate == history.epochs[k].learning_rate);
      }
    }
}

/// A trainer with that optimizer.
template <class Rule> void check_optimizer(const Rule& rule) {
  check(Rule::type_name, [&](auto& model) {
    return std::tuple(weft::Trainer(model, rule, weft::BinaryCrossentropy{}, weft::Accuracy{}));
  });
}

}  // namespace

TEST_CASE("a killed training goes on to the bit with every optimizer") {
  check_optimizer(weft::SGD{{.learning_rate = 0.1, .momentum = 0.9, .nesterov = true}});
  check_optimizer(weft::RMSprop{{.learning_rate = 0.01, .momentum = 0.5, .centered = true}});
  check_optimizer(weft::Adagrad{{.learning_rate = 0.1}});
  check_optimizer(weft::Adadelta{{.learning_rate = 1}});
  check_optimizer(weft::Adam{{.learning_rate = 0.02, .amsgrad = true}});
  check_optimizer(weft::AdamW{{.learning_rate = 0.02}});
  check_optimizer(weft::Nadam{{.learning_rate = 0.02}});
  check_optimizer(weft::Adamax{{.learning_rate = 0.02}});
  check_optimizer(weft::Lion{{.learning_rate = 0.01}});
  check_optimizer(weft::Adafactor{{.learning_rate = 0.02}});
  check_optimizer(weft::Ftrl{{.learning_rate = 0.1}});
  check_optimizer(weft::Lamb{{.learning_rate = 0.02}});
}

TEST_CASE("a killed training goes on to the bit with all that every optimizer can do") {
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.clipnorm = 0.1, .weight_decay = 0.1}));
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.clipvalue = 0.01, .frozen = {"embedding"}}));
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.global_clipnorm = 0.1, .gradient_accumulation_steps = 2}));
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.ema_momentum = 0.5}));
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.ema_momentum = 0.5, .ema_overwrite_frequency = 2}));
}

TEST_CASE("a killed training goes on to the bit where only touched rows are updated") {
  const std::vector<std::string> lazy{"embeddings"};
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.lazy = lazy}));
  check_optimizer(weft::SGD({.learning_rate = 0.1, .momentum = 0.9}, {.clipnorm = 0.1, .lazy = lazy}));
  check_optimizer(weft::Adam({.learning_rate = 0.02}, {.lazy = lazy, .gradient_accumulation_steps = 2}));
  check_optimizer(weft::Adam({.learning_rate = 0.02, .amsgrad = true},
                             {.weight_decay = 0.1, .lazy = lazy, .ema_momentum = 0.5, .ema_overwrite_frequency = 2}));
}

TEST_CASE("a killed training goes on to the bit with every schedule") {
  const auto with = [](const weft::LearningRate& rate) { check_optimizer(weft::Adam{{.learning_rate = rate}}); };
  with(weft::ExponentialDecay{0.05, 2, 0.5});
  with(weft::InverseTimeDecay{0.05, 2, 0.5});
  with(weft::PiecewiseConstantDecay{{1, 4}, {0.05, 0.02, 0.01}});
  with(weft::PolynomialDecay{0.05, 5});
  with(weft::CosineDecay{0.05, 7});
  with(weft::CosineDecayRestarts{0.05, 3});
  with([](std::int64_t step) { return 0.1 / static_cast<double>(step + 1); });
}

TEST_CASE("a killed training goes on to the bit with every callback that keeps a state") {
  const auto trainer = [](auto& model) {
    return weft::Trainer(model, weft::Adam{{.learning_rate = 0.5}}, weft::BinaryCrossentropy{}, weft::AUC{});
  };
  check("EarlyStopping", [&](auto& model) {
    return std::tuple(trainer(model), weft::EarlyStopping{{.patience = 1, .restore_best_weights = true}});
  });
  check("ReduceLROnPlateau", [&](auto& model) {
    return std::tuple(trainer(model), weft::ReduceLROnPlateau{{.factor = 0.5, .patience = 1}});
  });
  check("LearningRateScheduler", [&](auto& model) {
    return std::tuple(trainer(model), weft::LearningRateScheduler{
                                          [](Index epoch, double rate) { return epoch == 0 ? rate : rate / 3; }});
  });
}

TEST_CASE("a killed training goes on to the bit with metrics that count in vectors, and with class weights") {
  check("metrics", [](auto& model) {
    return std::tuple(weft::Trainer(model, weft::Adam{{.learning_rate = 0.05}}, weft::BinaryCrossentropy{}, weft::AUC{},
                                    weft::ConfusionMatrix{2}, weft::F1Score{}, weft::Precision{}));
  });
}

TEST_CASE("a killed training goes on to the bit with regularizers and constraints") {
  check("regularizers and constraints", [](auto& model) {
    weft::Trainer trainer(model, weft::Adam{{.learning_rate = 0.05}}, weft::BinaryCrossentropy{}, weft::Accuracy{});
    trainer.regularize({{"embeddings", weft::L1L2{.l1 = 1e-3, .l2 = 1e-2}}, {"kernel", weft::L2(1e-2)}});
    trainer.constrain({{"embeddings", weft::MinMaxNorm{.min_value = 0.25, .rate = 0.5, .axis = 1}},
                       {"recurrent_kernel", weft::MaxNorm{.max_value = 0.5}},
                       {"bias", weft::NonNeg{}}});
    return std::tuple(std::move(trainer));
  });
}
