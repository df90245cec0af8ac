// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <span>
#include <string>
#include <vector>
#include <weft/constraints.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/losses/sparse_categorical_crossentropy.hpp>
#include <weft/models/sequential.hpp>
#include <weft/optimizers/adam.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/regularizers.hpp>
#include <weft/training/trainer.hpp>

#include "../golden/formula.hpp"
#include "../golden/regularizers.hpp"

/// The trainings of tests/golden/regularizers.py: the same model on the same batches from the same weights.
namespace {

using weft::Index;

constexpr int vocabulary = 30, steps = 20;
constexpr Index batch_size = 8, longest = 9;

auto network() {
  weft::Rng rng(0);
  weft::Sequential model{rng, weft::Embedding<double>{vocabulary, 5}, weft::LSTM<double>{6},
                         weft::Dense<double>{3, weft::softmax}};
  std::uint32_t seed = 100;
  weft::for_each_parameter([&](std::string_view, auto& p) { weft::golden::fill(p, seed++, 0.5); }, model);
  return model;
}

weft::Dataset<weft::IdLists> data(std::uint32_t seed, Index count = batch_size) {
  weft::IdLists lists;
  std::vector<int> classes;
  for (const Index length : weft::golden::lengths(seed, count, longest)) {
    const auto stream = 1000 * seed + static_cast<std::uint32_t>(lists.size());
    lists.push_back(weft::golden::token_ids(stream, length, vocabulary));
    classes.push_back((lists.back().front() + lists.back().back()) % 3);
  }
  return {lists, classes};
}

template <class Model> auto penalized_trainer(Model& model, const weft::OptimizerOptions& options = {}) {
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 0.01}, options}, weft::SparseCategoricalCrossentropy{}};
  trainer.regularize({{"embeddings", weft::L1L2{.l1 = 1e-3, .l2 = 2e-3}},
                      {"lstm/kernel", weft::L2(3e-3)},
                      {"recurrent_kernel", weft::L1(1.0 / 512)},
                      {"dense/kernel", weft::L1L2{.l1 = 1e-3, .l2 = 1e-3}}});
  trainer.constrain({{"embeddings", weft::MinMaxNorm{.min_value = 0.75, .max_value = 1, .rate = 0.25, .axis = 1}},
                     {"recurrent_kernel", weft::MaxNorm{.max_value = 0.625}},
                     {"bias", weft::NonNeg{}}});
  return trainer;
}

/// Those of 20 epochs of one batch.
template <class Model> std::vector<double> losses_of_epochs(Model& model, const weft::OptimizerOptions& options) {
  auto trainer = penalized_trainer(model, options);
  return trainer.fit(
      data(40),
      {.epochs = steps, .batch_size = batch_size, .shuffle_buffer = 1, .verbose = weft::Verbose::silent})["loss"];
}

void check_near(const std::string& what, const std::vector<double>& ours, std::span<const double> keras) {
  weft::golden::check_near(what.c_str(), std::span<const double>(ours), keras, 1e-12);
}

/// Checks all weights against those of Keras.
template <class Model> void check_weights(const Model& model, const std::vector<std::span<const double>>& keras) {
  std::size_t number = 0;
  weft::for_each_parameter(
      [&](std::string_view name, weft::Parameter<const double> p) {
        weft::golden::check_near(std::string(name).c_str(), p.numbers(), keras.at(number++), 1e-12);
      },
      model);
  CHECK(number == keras.size());
}

}  // namespace

TEST_CASE("20 steps of Adam with regularizers and constraints are Keras's: losses with penalties, and weights") {
  using namespace weft::golden;
  auto model = network();
  auto trainer = penalized_trainer(model);
  std::vector<double> losses;
  for (std::uint32_t seed = 1; seed <= steps; ++seed)
    losses.push_back(
        trainer.fit(data(seed), {.batch_size = weft::everything, .verbose = weft::Verbose::silent})["loss"].at(0));
  check_near("losses", losses, penalized_losses);
  check_weights(model, {penalized_embeddings, penalized_kernel, penalized_recurrent, penalized_bias, penalized_dense,
                        penalized_dense_bias});
}

TEST_CASE("where an embedding is frozen, the gradient clipped and weights averaged or gradients added, it is Keras's") {
  using namespace weft::golden;
  auto averaged = network(), accumulated = network();
  check_near(
      "losses",
      losses_of_epochs(
          averaged,
          {.global_clipnorm = 0.05, .frozen = {"embedding"}, .ema_momentum = 0.75, .ema_overwrite_frequency = 3}),
      averaged_losses);
  check_weights(averaged, {averaged_embeddings, averaged_kernel, averaged_recurrent, averaged_bias, averaged_dense,
                           averaged_dense_bias});
  check_near("losses",
             losses_of_epochs(accumulated,
                              {.global_clipnorm = 0.05, .frozen = {"embedding"}, .gradient_accumulation_steps = 2}),
             accumulated_losses);
  check_weights(accumulated, {accumulated_embeddings, accumulated_kernel, accumulated_recurrent, accumulated_bias,
                              accumulated_dense, accumulated_dense_bias});
}

TEST_CASE("fit's losses, with a last batch that is smaller, those of the validation and evaluate's are Keras's") {
  using namespace weft::golden;
  auto model = network();
  auto trainer = penalized_trainer(model);
  const auto train = data(41, 38), validation = data(42, 15);
  std::vector<double> batch_losses;
  const auto history =
      trainer.fit(train,
                  {.epochs = 4,
                   .batch_size = batch_size,
                   .validation = &validation,
                   .shuffle_buffer = 1,
                   .verbose = weft::Verbose::silent},
                  [&](const weft::BatchResult& batch) { batch_losses.push_back(batch.train["loss"]); });
  check_near("batch loss", batch_losses, penalized_fit_batch_loss);
  check_near("loss", history["loss"], penalized_fit_loss);
  check_near("val_loss", history["val_loss"], penalized_fit_val_loss);
  check_near("evaluate", {trainer.evaluate(validation, {.batch_size = 4})["loss"]}, penalized_fit_evaluated);
}
