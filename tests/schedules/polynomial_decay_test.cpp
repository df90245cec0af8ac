// SPDX-License-Identifier: MIT
#include <weft/schedules/polynomial_decay.hpp>

#include "schedule_rates.hpp"

using weft::PolynomialDecay;
using weft::testing::check_keras_rates;
using weft::testing::check_refused;

TEST_CASE("PolynomialDecay gives Keras's rates, whatever the power, in cycles and rising") {
  const PolynomialDecay decay{.initial_learning_rate = 0.1, .decay_steps = 30};
  check_keras_rates(decay, weft::golden::polynomial);
  CHECK(decay(weft::testing::far_beyond) == 1e-4);
  check_keras_rates(
      PolynomialDecay{.initial_learning_rate = 0.1, .decay_steps = 30, .end_learning_rate = 0.02, .power = 2.5},
      weft::golden::polynomial_power);
  check_keras_rates(
      PolynomialDecay{
          .initial_learning_rate = 0.1, .decay_steps = 13, .end_learning_rate = 0.02, .power = 0.5, .cycle = true},
      weft::golden::polynomial_cycle);
  check_keras_rates(PolynomialDecay{.initial_learning_rate = 0, .decay_steps = 16, .end_learning_rate = 0.3},
                    weft::golden::polynomial_rising);
}

TEST_CASE("PolynomialDecay refuses options out of their range") {
  const std::string expected = "; expected 0 to 3.40282e+38, the largest float";
  const PolynomialDecay right{.initial_learning_rate = 0.1, .decay_steps = 30};
  PolynomialDecay wrong = right;
  wrong.initial_learning_rate = -1;
  check_refused(wrong, "PolynomialDecay: initial_learning_rate is -1" + expected);
  wrong = right;
  wrong.decay_steps = 0;
  check_refused(wrong, "PolynomialDecay: decay_steps is 0; expected at least 1");
  wrong = right;
  wrong.end_learning_rate = 1e39;
  check_refused(wrong, "PolynomialDecay: end_learning_rate is 1e+39" + expected);
  wrong = right;
  wrong.power = -2;
  check_refused(wrong, "PolynomialDecay: power is -2" + expected);
}
