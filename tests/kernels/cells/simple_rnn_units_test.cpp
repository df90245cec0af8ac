// SPDX-License-Identifier: MIT
#include <cmath>

#include <weft/kernels/cells/simple_rnn_units.hpp>

#include "one_unit.hpp"

using weft::kernels::SimpleRNNUnits;
using Unit = weft::testing::OneUnit<SimpleRNNUnits>;

TEST_CASE("a SimpleRNN's backward is the derivative of its forward") {
  weft::testing::check_derivatives<SimpleRNNUnits>();
}

TEST_CASE("a SimpleRNN's state is tanh of the sum, and is what is kept") {
  Unit unit{.z = {0.4}, .previous = {0.9}};
  unit.forward();
  CHECK(unit.next[0] == doctest::Approx(std::tanh(0.4)));
  CHECK(unit.kept[0] == unit.next[0]);
}

TEST_CASE("a SimpleRNN that is saturated hands no gradient on") {
  Unit unit{.z = {1000}, .previous = {0.9}};
  unit.forward();
  CHECK(unit.next[0] == 1);
  unit.backward({5});
  CHECK(unit.dz[0] == 0);
}
