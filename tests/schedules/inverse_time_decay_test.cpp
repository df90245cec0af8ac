// SPDX-License-Identifier: MIT
#include <weft/schedules/inverse_time_decay.hpp>

#include "schedule_rates.hpp"

using weft::InverseTimeDecay;
using weft::testing::check_refused;

TEST_CASE("InverseTimeDecay gives Keras's rates, smoothly and on a staircase") {
  InverseTimeDecay decay{.initial_learning_rate = 0.1, .decay_steps = 7, .decay_rate = 0.6};
  weft::testing::check_keras_rates(decay, weft::golden::inverse_time);
  decay.staircase = true;
  weft::testing::check_keras_rates(decay, weft::golden::inverse_time_staircase);
  CHECK(decay(6) == 0.1);
  CHECK(decay(7) == 0.1 / 1.6);
}

TEST_CASE("InverseTimeDecay refuses options out of their range") {
  const InverseTimeDecay right{.initial_learning_rate = 0.1, .decay_steps = 7, .decay_rate = 0.6};
  InverseTimeDecay wrong = right;
  wrong.initial_learning_rate = -1;
  check_refused(wrong, "InverseTimeDecay: initial_learning_rate is -1; expected a number above 0");
  wrong = right;
  wrong.decay_steps = -3;
  check_refused(wrong, "InverseTimeDecay: decay_steps is -3; expected at least 1");
  wrong = right;
  wrong.decay_rate = -0.5;
  check_refused(wrong, "InverseTimeDecay: decay_rate is -0.5; expected 0 to 3.40282e+38, the largest float");
}
