// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>

#include "laws.hpp"

namespace {

using weft::Index;

weft::Tensor<double, 2> random_input(Index batch, Index features, weft::Rng& rng) {
  weft::Tensor<double, 2> x(batch, features);
  for (double& v : weft::testing::numbers(x)) v = rng.uniform(-1, 1);
  return x;
}

weft::Dense<double> built(Index input_dim, Index units, weft::Activation activation, weft::Rng& rng) {
  weft::Dense<double> dense{units, activation};
  dense.build(input_dim, rng);
  weft::RandomUniform{-0.5, 0.5}(dense.bias, rng);
  return dense;
}

}  // namespace

TEST_CASE("Dense obeys the laws of layers with every activation and odd sizes") {
  weft::Rng rng(1);
  for (const auto activation : {weft::linear, weft::relu, weft::sigmoid, weft::tanh})
    for (const auto [input_dim, units] : {std::array<Index, 2>{1, 1}, {3, 5}, {8, 16}, {17, 9}})
      weft::testing::check_laws(built(input_dim, units, activation, rng), random_input(3, input_dim, rng),
                                random_input(11, input_dim, rng));
}

TEST_CASE("Dense computes activation(x W + b)") {
  weft::Rng rng(2);
  weft::Dense dense{2, weft::relu};
  CHECK(dense.build(3, rng) == 2);
  CHECK(dense.output_features() == 2);
  dense.kernel.setValues({{1, -1}, {2, -2}, {3, -3}});
  dense.bias.setValues({0.5F, 0.25F});
  weft::Tensor<float, 2> x(1, 3);
  x.setValues({{1, 2, 3}});
  weft::Dense<float>::Tape tape;
  const auto& y = dense.forward(x, tape);
  CHECK(y(0, 0) == 14.5F);
  CHECK(y(0, 1) == 0.0F);
}

TEST_CASE("Dense takes an empty batch and a batch of one") {
  weft::Rng rng(3);
  const auto dense = built(4, 3, weft::tanh, rng);
  weft::Dense<double>::Tape tape;
  CHECK(dense.forward(random_input(0, 4, rng), tape).dimension(0) == 0);
  CHECK(dense.forward(random_input(1, 4, rng), tape).dimension(0) == 1);
}

TEST_CASE("Dense names what is wrong with its sizes") {
  weft::Rng rng(4);
  CHECK_THROWS_WITH(weft::Dense<float>{0}, "Dense: units is 0; expected at least 1");
  weft::Dense<double> dense{2};
  weft::Dense<double>::Tape tape;
  CHECK_THROWS_WITH(dense.forward(random_input(1, 3, rng), tape),
                    "Dense: not built; call build(input_features, rng) or put it in a Sequential");
  CHECK_THROWS_WITH(dense.build(0, rng),
                    "Dense: the input has 0 features; a first layer needs to be told by Input{features}");
  dense.build(3, rng);
  CHECK_THROWS_WITH(dense.forward(random_input(1, 4, rng), tape), "Dense: the input has 4 features; expected 3");
}
