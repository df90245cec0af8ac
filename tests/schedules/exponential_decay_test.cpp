// SPDX-License-Identifier: MIT
#include <weft/schedules/exponential_decay.hpp>

#include "schedule_rates.hpp"

using weft::ExponentialDecay;
using weft::testing::check_refused;

TEST_CASE("ExponentialDecay gives Keras's rates, smoothly and on a staircase") {
  ExponentialDecay decay{.initial_learning_rate = 0.1, .decay_steps = 10, .decay_rate = 0.7};
  weft::testing::check_keras_rates(decay, weft::golden::exponential);
  decay.staircase = true;
  weft::testing::check_keras_rates(decay, weft::golden::exponential_staircase);
  CHECK(decay(9) == 0.1);
  CHECK(decay(10) == doctest::Approx(0.07).epsilon(1e-15));
}

TEST_CASE("ExponentialDecay refuses options out of their range") {
  const ExponentialDecay right{.initial_learning_rate = 0.1, .decay_steps = 10, .decay_rate = 0.7};
  ExponentialDecay wrong = right;
  wrong.initial_learning_rate = 0;
  check_refused(wrong, "ExponentialDecay: initial_learning_rate is 0; expected a number above 0");
  wrong = right;
  wrong.decay_steps = 0;
  check_refused(wrong, "ExponentialDecay: decay_steps is 0; expected at least 1");
  wrong = right;
  wrong.decay_rate = weft::testing::not_a_rate;
  check_refused(wrong, "ExponentialDecay: decay_rate is nan; expected a number above 0");
}
