// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <type_traits>
#include <vector>
#include <weft/core/settings.hpp>
#include <weft/layers/activation_layer.hpp>
#include <weft/layers/dense.hpp>
#include <weft/models/sequential.hpp>
#include <weft/models/summary.hpp>
#include <weft/recurrent/lstm.hpp>
#include <weft/training/detail/model_loss.hpp>

#include "laws.hpp"

namespace {

using weft::Index;
using weft::testing::random_sequence;

using OverSequences = weft::ActivationLayer<double, weft::PackedSequence<double>>;
using States = weft::LSTM<double, weft::Returns::sequences>;

const std::vector<Index> small{3, 2, 1}, large{6, 5, 5, 2, 1, 0};

weft::Tensor<double, 2> random_rows(Index batch, Index features, weft::Rng& rng) {
  weft::Tensor<double, 2> x(batch, features);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  return x;
}

}  // namespace

TEST_CASE("an ActivationLayer obeys the laws of layers over rows and over sequences") {
  weft::Rng rng(1);
  for (const auto& activation : {weft::sigmoid, weft::relu(0.1, 2), weft::mish, weft::softmax}) {
    CAPTURE(weft::activation_name(activation));
    weft::ActivationLayer<double> layer{activation};
    layer.build(3, rng);
    weft::testing::check_laws(layer, random_rows(2, 3, rng), random_rows(9, 3, rng));
    const OverSequences steps(layer);
    weft::testing::check_laws(steps, random_sequence(small, 3, rng), random_sequence(large, 3, rng));
    weft::testing::check_packed_is_each_alone(steps, random_sequence(large, 3, rng));
  }
}

TEST_CASE("Dense and an ActivationLayer are a Dense with the activation") {
  weft::Rng rng(2), same(2);
  const weft::Sequential one{rng, weft::Input{3}, States{4, weft::return_sequences},
                             weft::Dense<double>{5, weft::gelu}};
  const weft::Sequential two{same, weft::Input{3}, States{4, weft::return_sequences}, weft::Dense<double>{5},
                             weft::ActivationLayer<double>{weft::gelu}};
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(two.layer<2>())>, OverSequences>);
  const auto x = random_sequence(large, 3, rng);
  auto tape_of_one = weft::make_tape(one);
  auto tape_of_two = weft::make_tape(two);
  auto y = one.forward(x, tape_of_one), expected = two.forward(x, tape_of_two);
  CHECK(weft::testing::same_bits(y, expected));
  CHECK(weft::parameter_count(one) == weft::parameter_count(two));
  CHECK(weft::settings(two).at("activation/activation") == "gelu");
  CHECK(weft::summary(two).find("activation (Activation)   (None, None, 5)   0") != std::string::npos);
  weft::testing::check_laws(two, random_sequence(small, 3, rng), x);
}

TEST_CASE("a loss sees the logits of a sigmoid that is a layer, as Keras's does") {
  weft::Rng rng(3);
  weft::Sequential model{rng, weft::Input{2}, weft::Dense<double>{1}, weft::ActivationLayer<double>{weft::sigmoid}};
  auto tape = weft::make_tape(model);
  auto gradient = weft::zeros_like(model);
  const auto x = random_rows(3, 2, rng);
  const auto y = model.forward(x, tape);
  REQUIRE(model.logits(tape) != nullptr);
  const weft::Tensor<double, 2> logits = *model.logits(tape);
  for (Index k = 0; k < 3; ++k) CHECK(y(k, 0) == doctest::Approx(1 / (1 + std::exp(-logits(k, 0)))));
  const auto dx = model.backward_from_logits(x, logits, tape, gradient);
  CHECK(dx(1, 1) == doctest::Approx(logits(1, 0) * model.layer<0>().kernel(1, 0)));
}

TEST_CASE("an ActivationLayer names what does not fit") {
  weft::Rng rng(4);
  weft::ActivationLayer<double> layer{weft::tanh};
  weft::ActivationLayer<double>::Tape tape;
  CHECK(layer.forward(random_rows(2, 5, rng), tape).dimension(1) == 5);
  CHECK_THROWS_WITH(layer.build(0, rng),
                    "Activation: the input has 0 features; a first layer needs to be told by Input{features}");
  layer.build(3, rng);
  CHECK_THROWS_WITH(layer.build(4, rng), "Activation: built for 3 features; the input has 4");
  CHECK_THROWS_WITH(layer.forward(random_rows(2, 4, rng), tape), "Activation: the input has 4 features; expected 3");
}
