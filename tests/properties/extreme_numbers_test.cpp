// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/optimizers/adam.hpp>
#include <weft/training/fit.hpp>
#include <weft/training/predict.hpp>

#include "../training/small_task.hpp"
#include "random_batches.hpp"
#include "reference_network.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

template <class Scalar> Tensor<Scalar, 2> column(const std::vector<Scalar>& numbers) {
  Tensor<Scalar, 2> tensor(std::ssize(numbers), 1);
  std::copy(numbers.begin(), numbers.end(), tensor.data());
  return tensor;
}

Tokens tokens(const std::vector<Index>& lengths) {
  Tokens x;
  x.packing.assign(lengths);
  for (Index r = 0; r < x.packing.rows(); ++r) x.ids.push_back(static_cast<int>(r % 8));
  return x;
}

/// One long sequence, its outputs compared with the scalar LSTM's and everything that comes back looked at.
void check_long_sequence(Direction direction, Storage storage) {
  Rng rng(17);
  LSTM<float> layer{3, direction};
  layer.build(2, rng);
  const auto x = random_batch<float>(rng, {10000, 1, 9999, 0}, 2, storage);
  LSTM<float>::Tape tape;
  LSTM<float> gradient = zeros_like(layer);
  const Tensor<float, 2> y = layer.forward(x, tape);
  const PackedSequence<float>& dx = layer.backward(x, Tensor<float, 2>(4, 3).setConstant(1.0F), tape, gradient);
  const reference::LSTM lstm = reference::lstm_of(layer);
  for (Index k = 0; k < 4; ++k) {
    reference::Steps steps;
    for (Index t = 0; t < x.packing.length(k); ++t) steps.push_back(reference::copied(x.row(x.packing.row(t, k)), 2));
    const reference::Unrolled unrolled(lstm, steps, direction);
    for (Index u = 0; u < 3; ++u)
      CHECK(y(x.packing.order(k), u) == doctest::Approx(unrolled.last()[static_cast<std::size_t>(u)]).epsilon(1e-4));
  }
  CHECK(weights_are_finite(gradient));
  CHECK(global_norm(gradient) > 0);
  CHECK(std::all_of(dx.values.data(), dx.values.data() + dx.values.count() * 2,
                    [](float d) { return std::isfinite(d); }));
}

}  // namespace

TEST_CASE("the loss of logits of +-1e4 and its derivative are exact") {
  const BinaryCrossentropy loss{.from_logits = true};
  const auto z = column<float>({1e4F, 1e4F, -1e4F, -1e4F});
  const auto y = column<float>({1, 0, 1, 0});
  const auto [value, dz] = loss_gradient(loss, z, y);
  CHECK(value == 5000);
  CHECK(dz(0, 0) == 0.0F);
  CHECK(dz(1, 0) == 0.25F);
  CHECK(dz(2, 0) == -0.25F);
  CHECK(dz(3, 0) == 0.0F);
}

TEST_CASE("a sigmoid of +-1e4 is 0 or 1, and training with it stays finite") {
  for (const float bias : {1e4F, -1e4F}) {
    SmallModel model = small_model();
    model.layer<3>().bias(0) = bias;
    const auto p = predict(model, IdLists{{1, 2}, {}});
    CHECK(std::abs(p(0, 0) - (bias > 0 ? 1.0F : 0.0F)) < 2e-38F);  // the smallest the kernel gives
    const History history = fit(model, small_task(20, 3), {.verbose = Verbose::silent});
    CHECK(std::isfinite(history.epochs.back().train["loss"]));
    CHECK(weights_are_finite(model));
  }
}

TEST_CASE("an LSTM whose gates are driven to +-1e4 stays finite, forward and backward") {
  Rng rng(5);
  LSTM<float> layer{4};
  layer.build(3, rng);
  auto x = random_batch<float>(rng, {7, 3, 1}, 3, Storage::own_rows);
  for (Index k = 0; k < x.values.count() * 3; ++k) x.values.data()[k] *= 1e4F;
  LSTM<float>::Tape tape;
  LSTM<float> gradient = zeros_like(layer);
  const Tensor<float, 2> y = layer.forward(x, tape);
  for (Index k = 0; k < y.size(); ++k) CHECK(std::abs(y.data()[k]) <= 1.0F);
  layer.backward(x, Tensor<float, 2>(3, 4).setConstant(1.0F), tape, gradient);
  CHECK(weights_are_finite(gradient));
}

TEST_CASE("gradients of 1e30 are clipped to the norm asked for, and a step with them is finite") {
  SmallModel model = small_model(), gradient = zeros_like(model);
  weft::for_each_parameter([](std::string_view, auto& g) { g.array().setConstant(1e30F); }, gradient);
  const double count = static_cast<double>(parameter_count(model));
  CHECK(clip_norm(gradient, 2) == doctest::Approx(1e30 * std::sqrt(count)));
  CHECK(global_norm(gradient) == doctest::Approx(2));
  ModelOptimizer adam(model, Adam{});
  const SmallModel before = model;
  adam.step(model, gradient);
  CHECK(weights_are_finite(model));
  const auto stepped = static_cast<double>(before.layer<2>().kernel(0, 0)) - 1e-3;
  CHECK(model.layer<2>().kernel(0, 0) == doctest::Approx(stepped).epsilon(1e-4));
}

TEST_CASE("an embedding row of denormals counts as zeros, and the caller's mode comes back") {
  SmallModel model = small_model(), zero = model;
  constexpr float denormal = 1e-41F;
  for (Index k = 0; k < 4; ++k) {
    model.layer<0>().embeddings(3, k) = denormal;
    zero.layer<0>().embeddings(3, k) = 0;
  }
  const IdLists lists{{3, 3, 3}, {1, 3, 2}, {3}};
  const Denormals before = Denormals::current();
  CHECK(equal_bits(predict(model, lists), predict(zero, lists)));
  CHECK(Denormals::current() == before);
  fit(model, Dataset<IdLists>{lists, std::vector<int>{0, 1, 1}}, {.verbose = Verbose::silent});
  CHECK(weights_are_finite(model));
  CHECK(Denormals::current() == before);
}

TEST_CASE("sequences of 10,000 steps give what the scalar LSTM does and a finite gradient") {
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const Storage storage : {Storage::own_rows, Storage::shared_rows, Storage::shared_tails})
      check_long_sequence(direction, storage);
}

TEST_CASE("a batch of empty sequences gives what the biases make of a zero state, and no gradient but theirs") {
  const SmallModel model = small_model();
  SmallModel gradient = zeros_like(model);
  SmallModel::Tape tape;
  const Tokens x = tokens({0, 0, 0});
  const Tensor<float, 2> y = model.forward(x, tape);
  CHECK(y.dimension(0) == 3);
  CHECK(y(0, 0) == doctest::Approx(reference::LSTM::sigmoid(static_cast<double>(model.layer<3>().bias(0)))));
  CHECK(y(2, 0) == y(0, 0));
  model.backward(x, Tensor<float, 2>(3, 1).setConstant(1.0F), tape, gradient);
  CHECK(global_norm(gradient.layer<0>()) == 0);
  CHECK(global_norm(gradient.layer<1>()) == 0);
  CHECK(gradient.layer<3>().bias(0) == doctest::Approx(static_cast<double>(3 * y(0, 0) * (1 - y(0, 0)))));
}

TEST_CASE("a batch without sequences gives no rows and no gradient") {
  const SmallModel model = small_model();
  SmallModel gradient = zeros_like(model);
  SmallModel::Tape tape;
  const Tokens x = tokens({});
  CHECK(model.forward(x, tape).dimension(0) == 0);
  model.backward(x, Tensor<float, 2>(0, 1), tape, gradient);
  CHECK(global_norm(gradient) == 0);
}

TEST_CASE("training on empty examples moves only what they reach, and predict takes them among others") {
  SmallModel model = small_model();
  const SmallModel before = model;
  fit(model, Dataset<IdLists>{IdLists{{}, {0, 0}, {}}, std::vector<int>{1, 1, 1}}, {.verbose = Verbose::silent});
  CHECK(equal_weights(model.layer<0>(), before.layer<0>()));
  CHECK(equal_weights(model.layer<1>(), before.layer<1>()));
  CHECK_FALSE(equal_weights(model.layer<3>(), before.layer<3>()));
  const auto p = predict(model, IdLists{{}, {1, 2, 3}, {0}});
  CHECK(p(0, 0) == p(2, 0));
  CHECK(all_finite(p));
}
