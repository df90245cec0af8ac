// SPDX-License-Identifier: MIT
#include <weft/schedules/cosine_decay.hpp>

#include "schedule_rates.hpp"

using weft::CosineDecay;
using weft::testing::check_keras_rates;
using weft::testing::check_refused;

TEST_CASE("CosineDecay gives Keras's rates, with a floor and with a warm-up") {
  const CosineDecay decay{.initial_learning_rate = 0.1, .decay_steps = 40};
  check_keras_rates(decay, weft::golden::cosine);
  CHECK(decay(0) == 0.1);
  CHECK(decay(40) == 0);
  CHECK(decay(weft::testing::far_beyond) == 0);
  check_keras_rates(CosineDecay{.initial_learning_rate = 0.1, .decay_steps = 40, .alpha = 0.2},
                    weft::golden::cosine_alpha);
  const CosineDecay warm{
      .initial_learning_rate = 0.01, .decay_steps = 40, .alpha = 0.1, .warmup_target = 0.3, .warmup_steps = 15};
  check_keras_rates(warm, weft::golden::cosine_warmup);
  CHECK(warm(15) == 0.3);
  check_keras_rates(CosineDecay{.initial_learning_rate = 0.01, .decay_steps = 40, .warmup_target = 0.3},
                    weft::golden::cosine_warmup_0);
}

TEST_CASE("CosineDecay may begin its warm-up at zero") {
  const CosineDecay decay{.initial_learning_rate = 0, .decay_steps = 40, .warmup_target = 0.5, .warmup_steps = 10};
  CHECK(weft::LearningRate(decay).at(0) == 0);
  CHECK(decay(5) == 0.25);
}

TEST_CASE("CosineDecay refuses options out of their range") {
  const CosineDecay right{.initial_learning_rate = 0.1, .decay_steps = 40};
  CosineDecay wrong = right;
  wrong.initial_learning_rate = 0;
  check_refused(wrong, "CosineDecay: initial_learning_rate is 0; expected a number above 0");
  wrong = right;
  wrong.decay_steps = 0;
  check_refused(wrong, "CosineDecay: decay_steps is 0; expected at least 1");
  wrong = right;
  wrong.alpha = 1.5;
  check_refused(wrong, "CosineDecay: alpha is 1.5; expected 0 <= alpha <= 1");
  wrong = right;
  wrong.warmup_steps = 5;
  check_refused(wrong, "CosineDecay: warmup_steps is 5; expected a warmup_target with it");
  wrong.warmup_target = 0;
  check_refused(wrong, "CosineDecay: warmup_target is 0; expected a number above 0");
  wrong.warmup_target = 1;
  wrong.initial_learning_rate = -1;
  check_refused(wrong, "CosineDecay: initial_learning_rate is -1; expected 0 to 3.40282e+38, the largest float");
  wrong = right;
  wrong.warmup_steps = -5;
  check_refused(wrong, "CosineDecay: warmup_steps is -5; expected at least 0");
}
