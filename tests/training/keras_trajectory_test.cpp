// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/data/batches.hpp>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/metrics/categorical_accuracy.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/training/fit.hpp>

#include "../golden/formula.hpp"
#include "../golden/trajectory.hpp"

/// The network of tests/golden/trajectory.py, trained on the same batches from the same weights.
namespace {

using weft::Index;
using weft::Padding;
using weft::golden::Trajectory;

struct Size {
  Index vocabulary, d, units, dense;
  double scale;
};
constexpr Size small{50, 8, 12, 12, 0.5}, real{8185, 64, 64, 64, 0.2};

/// How near a loss must be to Keras's, relative to it.
template <class Scalar> inline constexpr double share = 1e-9;
template <> inline constexpr double share<float> = 1e-4;

template <class Scalar> auto network(const Size& size) {
  weft::Rng rng(0);
  weft::Sequential model{rng, weft::Embedding<Scalar>(size.vocabulary, size.d),
                         weft::Bidirectional{weft::LSTM<Scalar>(size.units)},
                         weft::Dense<Scalar>(size.dense, weft::relu), weft::Dense<Scalar>(1, weft::sigmoid)};
  std::uint32_t seed = 100;
  weft::for_each_parameter(
      [&](std::string_view, auto& p) {
        weft::golden::fill(p, seed, seed == 100 ? 1.0 : size.scale);
        ++seed;
      },
      model);
  return model;
}

weft::Dataset<weft::IdLists> examples(std::uint32_t seed, Index count, Index longest, Index vocabulary) {
  weft::IdLists lists;
  std::vector<int> labels;
  for (const Index length : weft::golden::lengths(seed, count, longest)) {
    const auto stream = 1000 * seed + static_cast<std::uint32_t>(lists.size());
    lists.push_back(weft::golden::token_ids(stream, length, static_cast<int>(vocabulary)));
    labels.push_back(2 * lists.back().front() > vocabulary ? 1 : 0);
  }
  return {std::move(lists), labels};
}

Padding padding(bool masked) { return masked ? Padding::masked : Padding::unmasked; }

/// The loop a user may write by hand, for the losses of one trajectory.
template <class Scalar> std::vector<double> train_by_hand(const Size& size, bool masked) {
  auto model = network<Scalar>(size);
  model.template layer<0>().set_padding(padding(masked));
  auto gradient = weft::zeros_like(model);
  auto tape = weft::make_tape(model);
  weft::ModelOptimizer adam(model, weft::Adam{});
  const weft::BinaryCrossentropy loss;
  std::vector<double> losses;
  for (const std::uint32_t k : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 0U}) {
    const auto data = examples(1 + k, 8, 400, size.vocabulary);
    for (const auto& batch : weft::batches(data, {.batch_size = 8, .padding = padding(masked)})) {
      const auto [value, dp] = weft::loss_gradient(loss, model.forward(batch.inputs, tape), batch.targets);
      weft::set_zero(gradient);
      model.backward(batch.inputs, dp, tape, gradient);
      adam.step(model, gradient);
      losses.push_back(value);
    }
  }
  return losses;
}

template <class Scalar> void check_trajectories(const Size& size, std::span<const Trajectory> trajectories) {
  REQUIRE(trajectories.size() == 2);
  for (const Trajectory& keras : trajectories) {
    CAPTURE(keras.masked);
    const std::vector<double> losses = train_by_hand<Scalar>(size, keras.masked);
    REQUIRE(losses.size() == std::size(keras.loss));
    for (std::size_t step = 0; step < losses.size(); ++step) {
      CAPTURE(step);
      CHECK(std::abs(losses[step] / keras.loss[step] - 1) <= share<Scalar>);
    }
  }
}

template <class Scalar> void check_fit(std::span<const weft::golden::FitTrajectory> trajectories) {
  const auto train = examples(20, 120, 30, small.vocabulary), validation = examples(21, 60, 30, small.vocabulary);
  REQUIRE(trajectories.size() == 2);
  for (const weft::golden::FitTrajectory& keras : trajectories) {
    CAPTURE(keras.masked);
    auto model = network<Scalar>(small);
    model.template layer<0>().set_padding(padding(keras.masked));
    const auto history =
        weft::Trainer(model, weft::Adam{{.learning_rate = 0.01}}, weft::BinaryCrossentropy{}, weft::Accuracy{})
            .fit(train, {.epochs = 3,
                         .batch_size = 16,
                         .validation = &validation,
                         .shuffle_buffer = 1,
                         .verbose = weft::Verbose::silent});
    REQUIRE(history.epochs.size() == std::size(keras.epochs));
    for (std::size_t k = 0; k < history.epochs.size(); ++k) {
      CAPTURE(k);
      const auto& ours = history.epochs[k];
      const auto& theirs = keras.epochs[k];
      CHECK(std::abs(ours.train["loss"] / theirs.loss - 1) <= share<Scalar>);
      CHECK(std::abs(ours.validation.value()["loss"] / theirs.val_loss - 1) <= share<Scalar>);
      CHECK(static_cast<float>(ours.train["accuracy"]) == static_cast<float>(theirs.accuracy));
      CHECK(static_cast<float>(ours.validation.value()["accuracy"]) == static_cast<float>(theirs.val_accuracy));
    }
  }
}

}  // namespace

TEST_CASE("A small network's losses follow Keras's over ten steps of Adam, masked and not") {
  check_trajectories<double>(small, weft::golden::small_network_double);
  check_trajectories<float>(small, weft::golden::small_network_float);
}

TEST_CASE("The experiment's network's losses follow Keras's over ten steps of Adam, masked and not") {
  check_trajectories<double>(real, weft::golden::real_network_double);
  check_trajectories<float>(real, weft::golden::real_network_float);
}

TEST_CASE("fit's history is that of Keras's model.fit, masked and not") {
  check_fit<double>(weft::golden::fit_double);
  check_fit<float>(weft::golden::fit_float);
}
