// SPDX-License-Identifier: MIT
// A Trainer with regularizers and constraints.
#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <weft/callbacks.hpp>
#include <weft/constraints.hpp>
#include <weft/regularizers.hpp>
#include <weft/training/trainer.hpp>

#include "small_task.hpp"

namespace {

using weft::Adam;
using weft::Index;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::trainer_for;

const weft::NamedRegularizers regularizers{{"embeddings", weft::L1L2{.l1 = 1e-3, .l2 = 1e-2}},
                                           {"kernel", weft::L2(1e-2)},
                                           {"recurrent_kernel", weft::L1(1e-3)}};
const weft::NamedConstraints<float> constraints{{"embeddings", weft::UnitNorm{.axis = 1}},
                                                {"recurrent_kernel", weft::MaxNorm{.max_value = 0.5}},
                                                {"bias", weft::NonNeg{}}};

/// What a training leaves.
struct Trained {
  weft::testing::SmallModel model, moment;
  std::vector<double> losses, val_losses;

  friend bool operator==(const Trained& a, const Trained& b) {
    return equal_weights(a.model, b.model) && equal_weights(a.moment, b.moment) && a.losses == b.losses &&
           a.val_losses == b.val_losses;
  }
};

Trained trained(const weft::NamedRegularizers& with, const weft::NamedConstraints<float>& held_to,
                weft::ThreadPool* pool = nullptr) {
  auto model = small_model();
  auto trainer = trainer_for(model, Adam{{.learning_rate = 0.01}, {.global_clipnorm = 0.5}});
  trainer.regularize(with);
  trainer.constrain(held_to);
  const auto history =
      trainer.fit(small_task(300, 1),
                  {.epochs = 2, .batch_size = 128, .validation_split = 0.2, .pool = pool, .verbose = Verbose::silent});
  return {model, trainer.optimizer().moment(1), history["loss"], history["val_loss"]};
}

}  // namespace

TEST_CASE("a training with regularizers and constraints has the same bits on any threads") {
  const Trained alone = trained(regularizers, constraints);
  for (const Index threads : {1, 2, 3}) {
    weft::ThreadPool pool(threads);
    CHECK(trained(regularizers, constraints, &pool) == alone);
  }
  CHECK_FALSE(trained({}, constraints) == alone);
  CHECK_FALSE(trained(regularizers, {}) == alone);
}

TEST_CASE("regularizers of factor 0 are none, and so are those that were taken away") {
  const Trained plain = trained({}, {});
  CHECK(trained({{"kernel", weft::L2(0)}, {"embeddings", weft::L1(0)}}, {}) == plain);
  auto model = small_model();
  auto trainer = trainer_for(model);
  const double loss = trainer.evaluate(small_task(20, 1))["loss"];
  trainer.regularize(regularizers);
  CHECK(trainer.evaluate(small_task(20, 1))["loss"] > loss);
  trainer.regularize({});
  CHECK(trainer.evaluate(small_task(20, 1))["loss"] == loss);
}

TEST_CASE("evaluate and a validation have the penalty in their loss, weft::evaluate has not") {
  auto model = small_model();
  auto trainer = trainer_for(model);
  const auto data = small_task(50, 1);
  trainer.regularize({{"embeddings", weft::L2(0.5)}});
  double squares = 0;
  for (const float number : std::span(model.layer<0>().embeddings.data(), 32))
    squares += 0.5 * std::pow(static_cast<double>(number), 2);
  const auto figures = trainer.evaluate(data, {.batch_size = 16}), plain = weft::evaluate(model, data);
  CHECK(figures["loss"] == doctest::Approx(plain["loss"] + squares).epsilon(1e-6));
  CHECK(figures["accuracy"] == plain["accuracy"]);
  const auto history = trainer.fit(data, {.batch_size = 16, .validation = &data, .verbose = Verbose::silent});
  CHECK(history["val_loss"].at(0) == trainer.evaluate(data, {.batch_size = 16})["loss"]);
}

TEST_CASE("weights are within their constraints after every step") {
  auto model = small_model();
  auto trainer = trainer_for(model, Adam{{.learning_rate = 0.1}});
  trainer.constrain(constraints);
  Index steps = 0;
  trainer.fit(small_task(40, 1), {.epochs = 2, .batch_size = 8, .verbose = Verbose::silent},
              [&](const weft::BatchResult&) {
                ++steps;
                for (Index row = 0; row < 8; ++row) {
                  double squares = 0;
                  for (Index k = 0; k < 4; ++k)
                    squares += std::pow(static_cast<double>(model.layer<0>().embeddings(row, k)), 2);
                  CHECK(squares == doctest::Approx(1).epsilon(1e-5));
                }
                for (Index k = 0; k < 6; ++k) CHECK(model.layer<2>().bias(k) >= 0);
              });
  CHECK(steps == 10);
}

TEST_CASE("a penalty that is not finite ends a training, and the model is as it was") {
  auto model = small_model();
  auto trainer = trainer_for(model);
  trainer.regularize({{"embeddings", weft::L2(3e38)}});
  const auto before = model;
  CHECK_THROWS_AS(trainer.fit(small_task(8, 1), {.verbose = Verbose::silent}), std::runtime_error);
  CHECK(equal_weights(model, before));
}

TEST_CASE("what is refused leaves a trainer's regularizers and constraints as they were") {
  auto model = small_model();
  auto trainer = trainer_for(model);
  trainer.regularize(regularizers);
  trainer.constrain(constraints);
  const std::string penalty = trainer.weight_penalty().text(), held_to = trainer.weight_constraints().text();
  const double loss = trainer.evaluate(small_task(20, 1))["loss"];
  CHECK_THROWS_AS(trainer.regularize({{"kernel", weft::L2(-1)}}), std::invalid_argument);
  CHECK_THROWS_AS(trainer.regularize({{"kernels", weft::L2(1)}}), std::invalid_argument);
  CHECK_THROWS_AS(trainer.constrain({{"bias", weft::MaxNorm{.axis = 1}}}), std::invalid_argument);
  CHECK_THROWS_AS(trainer.constrain({{"kernel", weft::NonNeg{}}, {"dense", weft::NonNeg{}}}), std::invalid_argument);
  CHECK(trainer.weight_penalty().text() == penalty);
  CHECK(trainer.weight_constraints().text() == held_to);
  CHECK(trainer.evaluate(small_task(20, 1))["loss"] == loss);
}
