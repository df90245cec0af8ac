// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>
#include <weft/recurrent/simple_rnn.hpp>

#include "../layers/laws.hpp"

using weft::Index;

TEST_CASE("SimpleRNN computes h = tanh(x W + h_prev U + b)") {
  weft::Rng rng(1);
  weft::SimpleRNN<double> rnn{1};
  rnn.build(1, rng);
  rnn.kernel.setConstant(2);
  rnn.recurrent_kernel.setConstant(3);
  rnn.bias.setConstant(0.25);
  const auto x = weft::testing::random_sequence(std::vector<Index>{2}, 1, rng);
  weft::SimpleRNN<double>::Tape tape;
  const double first = std::tanh(2 * x.values.row(0)[0] + 0.25);
  CHECK(rnn.forward(x, tape)(0, 0) ==
        doctest::Approx(std::tanh(2 * x.values.row(1)[0] + 3 * first + 0.25)).epsilon(1e-12));
}

TEST_CASE("a SimpleRNN's settings have no recurrent activation") {
  std::vector<std::string> names;
  weft::SimpleRNN{4}.for_each_setting([&](std::string_view name, std::string_view) { names.emplace_back(name); });
  CHECK(names == std::vector<std::string>{"direction", "returns", "activation"});
}

TEST_CASE("a recurrent layer's initializers fill its parameters") {
  weft::Rng rng(2);
  weft::SimpleRNN rnn{3,
                      {.kernel_initializer = weft::Constant{0.5},
                       .recurrent_initializer = weft::Constant{0.25},
                       .bias_initializer = weft::Constant{2}}};
  rnn.build(4, rng);
  for (const float w : weft::testing::numbers(rnn.kernel)) CHECK(w == 0.5F);
  for (const float w : weft::testing::numbers(rnn.recurrent_kernel)) CHECK(w == 0.25F);
  for (const float b : weft::testing::numbers(rnn.bias)) CHECK(b == 2);
}

TEST_CASE("a SimpleRNN names what is wrong with its sizes") {
  CHECK_THROWS_WITH(weft::SimpleRNN{-1}, "SimpleRNN: units is -1; expected at least 1");
  weft::SimpleRNN<double> rnn{2};
  weft::SimpleRNN<double>::Tape tape;
  CHECK_THROWS_WITH(rnn.forward({}, tape),
                    "SimpleRNN: not built; call build(input_features, rng) or put it in a Sequential");
}
