// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/weft.hpp>

#include "layers/laws.hpp"

namespace {

/// One number in, one out: z = x, whatever comes after it.
template <class Scalar> auto identity(weft::Activation activation) {
  weft::Rng rng(1);
  weft::Sequential model{rng, weft::Input{1}, weft::Dense<Scalar>{1, activation}};
  model.template layer<0>().kernel.setConstant(1);
  return model;
}

template <class Scalar>
weft::Dataset<weft::Tensor<Scalar, 2>> examples(const std::vector<float>& x, std::vector<int> y) {
  weft::Tensor<Scalar, 2> inputs(std::ssize(x), 1);
  for (weft::Index k = 0; k < inputs.size(); ++k) inputs(k, 0) = static_cast<Scalar>(x[static_cast<std::size_t>(k)]);
  return {inputs, y};
}

}  // namespace

TEST_CASE("the loss of a model that ends in a sigmoid is that of its logits, however far they are") {
  const auto data = examples<float>({30, -1000, 12, -10}, {0, 1, 0, 0});
  const auto sigmoid = weft::evaluate(identity<float>(weft::sigmoid), data);
  const auto logits =
      weft::evaluate(identity<float>(weft::linear), data, {}, weft::BinaryCrossentropy{.from_logits = true},
                     weft::BinaryAccuracy{0, "accuracy"});
  CHECK(sigmoid["loss"] == logits["loss"]);
  CHECK(sigmoid["loss"] == doctest::Approx((30 + 1000 + 12.0000057 + 4.53989e-5) / 4).epsilon(1e-7));  // as Keras's
  CHECK(sigmoid["accuracy"] == logits["accuracy"]);
}

TEST_CASE("fit moves an example whose probability was rounded to 0 or 1") {
  const auto data = examples<float>({1}, {0});
  auto model = identity<float>(weft::sigmoid);
  model.layer<0>().bias.setConstant(50);
  weft::fit(model, data, {.epochs = 1, .verbose = weft::Verbose::silent});
  CHECK(model.layer<0>().bias(0) < 50);
}

TEST_CASE("training through the sigmoid and from the logits is the same to the bit") {
  const auto data = examples<double>({0.3F, -1, 2, 0.1F, 40}, {1, 0, 1, 0, 0});
  auto sigmoid = identity<double>(weft::sigmoid), linear = identity<double>(weft::linear);
  weft::fit(sigmoid, data, {.epochs = 5, .batch_size = 2, .verbose = weft::Verbose::silent});
  weft::Trainer(linear, weft::Adam{}, weft::BinaryCrossentropy{.from_logits = true})
      .fit(data, {.epochs = 5, .batch_size = 2, .verbose = weft::Verbose::silent});
  CHECK(weft::testing::same_parameters(sigmoid, linear));
}

TEST_CASE("a model that ends otherwise has the loss of its outputs") {
  const auto tanh = identity<double>(weft::tanh);
  const auto tape = weft::make_tape(tanh);
  CHECK(tanh.logits(tape) == nullptr);
  const auto data = examples<double>({0.5F}, {1});
  CHECK(weft::evaluate(tanh, data)["loss"] == doctest::Approx(-std::log(std::tanh(0.5))).epsilon(1e-12));
}

TEST_CASE("backward from logits is backward behind the sigmoid") {
  weft::Rng rng(2);
  const weft::Sequential model{rng, weft::Input{3}, weft::Dense<double>{4, weft::tanh},
                               weft::Dense<double>{2, weft::sigmoid}};
  weft::Tensor<double, 2> x(5, 3), dz(5, 2), dy(5, 2);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  for (double& v : weft::testing::numbers(dz)) v = rng.uniform(-1, 1);
  auto tape = weft::make_tape(model);
  auto from_logits = weft::zeros_like(model), from_output = weft::zeros_like(model);
  const auto& y = model.forward(x, tape);
  for (weft::Index k = 0; k < y.size(); ++k) dy.data()[k] = dz.data()[k] / (y.data()[k] * (1 - y.data()[k]));
  model.backward_from_logits(x, dz, tape, from_logits);
  model.forward(x, tape);
  model.backward(x, dy, tape, from_output);
  for (weft::Index k = 0; k < 12; ++k)
    CHECK(from_logits.layer<0>().kernel.data()[k] ==
          doctest::Approx(from_output.layer<0>().kernel.data()[k]).epsilon(1e-12));
}

TEST_CASE("the loss of a model that ends in a softmax is that of its logits, however far they are") {
  weft::Rng rng(1);
  weft::Sequential model{rng, weft::Input{1}, weft::Dense<float>{3, weft::softmax}};
  model.layer<0>().kernel.setValues({{0, 200, -200}});
  weft::Tensor<float, 2> inputs(2, 1);
  inputs.setConstant(1);
  const weft::Dataset data{inputs, std::vector<int>{0, 2}};
  CHECK(weft::evaluate(model, data, {}, weft::SparseCategoricalCrossentropy{})["loss"] == doctest::Approx(300));
}
