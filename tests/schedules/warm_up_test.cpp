// SPDX-License-Identifier: MIT
#include <weft/schedules/cosine_decay.hpp>
#include <weft/schedules/warm_up.hpp>

#include "schedule_rates.hpp"

using weft::WarmUp;

TEST_CASE("WarmUp rises on a line to where the other schedule begins, and follows it from there") {
  const weft::CosineDecay cosine{.initial_learning_rate = 0.3, .decay_steps = 40, .alpha = 0.1};
  const WarmUp warm{.initial_learning_rate = 0.01, .warmup_steps = 15, .after = cosine};
  weft::testing::check_keras_rates(warm, weft::golden::cosine_warmup);
}

TEST_CASE("WarmUp before a number rises to it from zero, and stays") {
  const WarmUp warm{.warmup_steps = 4, .after = 0.5};
  CHECK(warm(0) == 0);
  CHECK(warm(1) == 0.125);
  CHECK(warm(3) == 0.375);
  CHECK(warm(4) == 0.5);
  CHECK(warm(weft::testing::far_beyond) == 0.5);
}

TEST_CASE("WarmUp refuses options out of their range") {
  weft::testing::check_refused(WarmUp{.after = 0.5}, "WarmUp: warmup_steps is 0; expected at least 1");
  weft::testing::check_refused(WarmUp{.initial_learning_rate = -1, .warmup_steps = 4, .after = 0.5},
                               "WarmUp: initial_learning_rate is -1; expected 0 to 3.40282e+38, the largest float");
}
