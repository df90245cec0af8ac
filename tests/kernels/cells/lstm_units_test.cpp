// SPDX-License-Identifier: MIT
#include <cmath>

#include <weft/kernels/cells/lstm_units.hpp>

#include "one_unit.hpp"

using weft::kernels::LSTMUnits;
using weft::testing::closes;
using weft::testing::nothing;
using weft::testing::opens;
using Unit = weft::testing::OneUnit<LSTMUnits>;

TEST_CASE("an LSTM's backward is the derivative of its forward") { weft::testing::check_derivatives<LSTMUnits>(); }

TEST_CASE("an LSTM whose input gate is closed and whose forget gate is open keeps c and its gradient as they are") {
  Unit unit{.z = {closes, opens, 3, 0.5}, .previous = {0.1, 0.7}};
  unit.forward();
  CHECK(unit.next[1] == 0.7);
  unit.backward({0, 5});
  CHECK(unit.gradient[1] == 5);
  CHECK(unit.hands_nothing_to_z());
}

TEST_CASE("an LSTM whose output gate is closed shows nothing of c, and hands dc on") {
  Unit unit{.z = {0.2, opens, 0.3, closes}, .previous = {0.1, 0.7}};
  unit.forward();
  CHECK(std::abs(unit.next[0]) < nothing);
  unit.backward({3, 0});
  CHECK(std::abs(unit.gradient[1]) < nothing);
}

TEST_CASE("an LSTM's backward finds h again to the bit") {
  Unit unit{.z = {0.1, -0.2, 0.3, 0.4}, .previous = {0.5, -0.6}};
  unit.forward();
  unit.backward({1, 1});
  CHECK(unit.h == unit.next[0]);
}
