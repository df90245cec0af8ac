// SPDX-License-Identifier: MIT
#include <weft/schedules/piecewise_constant_decay.hpp>

#include "schedule_rates.hpp"

using weft::PiecewiseConstantDecay;
using weft::testing::check_refused;

TEST_CASE("PiecewiseConstantDecay gives Keras's rates, with each boundary on the side before it") {
  const PiecewiseConstantDecay decay{.boundaries = {3, 20, 21}, .values = {0.5, 0.25, 0.1, 0.01}};
  weft::testing::check_keras_rates(decay, weft::golden::piecewise);
  CHECK(decay(3) == 0.5);
  CHECK(decay(4) == 0.25);
  CHECK(decay(21) == 0.1);
  CHECK(decay(22) == 0.01);
  CHECK(decay(weft::testing::far_beyond) == 0.01);
}

TEST_CASE("PiecewiseConstantDecay refuses options that do not fit together") {
  check_refused(PiecewiseConstantDecay{.boundaries = {3}, .values = {0.5}},
                "PiecewiseConstantDecay: there are 1 values and 1 boundaries; expected one value more than boundaries");
  check_refused(PiecewiseConstantDecay{},
                "PiecewiseConstantDecay: there are 0 values and 0 boundaries; expected one value more than boundaries");
  check_refused(PiecewiseConstantDecay{.boundaries = {3, 3}, .values = {0.5, 0.2, 0.1}},
                "PiecewiseConstantDecay: boundary 3 follows 3; expected rising ones");
  check_refused(PiecewiseConstantDecay{.boundaries = {3}, .values = {0.5, -1}},
                "PiecewiseConstantDecay: a value is -1; expected 0 to 3.40282e+38, the largest float");
}
