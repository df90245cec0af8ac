// SPDX-License-Identifier: MIT
#include <cmath>

#include <weft/kernels/cells/gru_units.hpp>

#include "one_unit.hpp"

using weft::kernels::GRUUnits;
using weft::testing::closes;
using weft::testing::nothing;
using weft::testing::opens;
using Unit = weft::testing::OneUnit<GRUUnits>;

TEST_CASE("a GRU's backward is the derivative of its forward") { weft::testing::check_derivatives<GRUUnits>(); }

TEST_CASE("a GRU whose update gate is open keeps h and its gradient as they are") {
  Unit unit{.z = {0.3, opens, 0.5, -2}, .previous = {0.7}};
  unit.forward();
  CHECK(unit.next[0] == 0.7);
  unit.backward({5});
  CHECK(unit.gradient[0] == 5);
  CHECK(unit.hands_nothing_to_z());
}

TEST_CASE("a GRU whose update gate is closed takes the candidate, and h before has no direct way") {
  Unit unit{.z = {0.3, closes, opens, -2}, .previous = {0.7}};
  unit.forward();
  CHECK(unit.next[0] == doctest::Approx(std::tanh(0.3 - 2)));
  unit.backward({5});
  CHECK(std::abs(unit.gradient[0]) < nothing);
}

TEST_CASE("a GRU whose reset gate is closed sees nothing of the state in its candidate") {
  Unit unit{.z = {0.3, closes, closes, -2}, .previous = {0.7}};
  unit.forward();
  CHECK(unit.next[0] == doctest::Approx(std::tanh(0.3)));
  unit.backward({5});
  CHECK(std::abs(unit.dz[3]) < nothing);
}
