// SPDX-License-Identifier: MIT
#include <weft/schedules/cosine_decay_restarts.hpp>

#include "schedule_rates.hpp"

using weft::CosineDecayRestarts;
using weft::testing::check_keras_rates;
using weft::testing::check_refused;

TEST_CASE("CosineDecayRestarts gives Keras's rates, with periods that grow and with periods that do not") {
  check_keras_rates(CosineDecayRestarts{.initial_learning_rate = 0.1, .first_decay_steps = 8}, weft::golden::restarts);
  check_keras_rates(
      CosineDecayRestarts{
          .initial_learning_rate = 0.1, .first_decay_steps = 10, .t_mul = 1.5, .m_mul = 0.8, .alpha = 0.1},
      weft::golden::restarts_options);
  check_keras_rates(CosineDecayRestarts{.initial_learning_rate = 0.1, .first_decay_steps = 9, .t_mul = 1, .m_mul = 0.5},
                    weft::golden::restarts_alike);
}

TEST_CASE("every period begins with the full rate, however many came before") {
  const CosineDecayRestarts doubling{.initial_learning_rate = 0.1, .first_decay_steps = 3};
  for (int period = 0; period < 40; ++period) {
    CAPTURE(period);
    const std::int64_t begin = 3 * ((std::int64_t{1} << period) - 1);
    CHECK(doubling(begin) == 0.1);
    if (begin > 0) CHECK(doubling(begin - 1) < 0.03);
  }
  const CosineDecayRestarts tripling{.initial_learning_rate = 0.1, .first_decay_steps = 7, .t_mul = 3};
  std::int64_t begin = 0, length = 7;
  for (int period = 0; period < 20; ++period, begin += length, length *= 3) CHECK(tripling(begin) == 0.1);
}

TEST_CASE("a period whose begin is a whole step begins there, though t_mul is none of a float's numbers") {
  const CosineDecayRestarts tenth{.initial_learning_rate = 0.1, .first_decay_steps = 1000, .t_mul = 1.1};
  for (const int begin : {1000, 2100, 3310}) {
    CHECK(tenth(begin) == doctest::Approx(0.1).epsilon(1e-12));
    CHECK(tenth(begin - 1) < 1e-6);
  }
  const CosineDecayRestarts fifth{.initial_learning_rate = 0.1, .first_decay_steps = 25, .t_mul = 1.2};
  for (const int begin : {25, 55, 91}) CHECK(fifth(begin) == doctest::Approx(0.1).epsilon(1e-12));
}

TEST_CASE("CosineDecayRestarts refuses options out of their range") {
  const CosineDecayRestarts right{.initial_learning_rate = 0.1, .first_decay_steps = 8};
  CosineDecayRestarts wrong = right;
  wrong.initial_learning_rate = -1;
  check_refused(wrong, "CosineDecayRestarts: initial_learning_rate is -1; expected a number above 0");
  wrong = right;
  wrong.first_decay_steps = 0;
  check_refused(wrong, "CosineDecayRestarts: first_decay_steps is 0; expected at least 1");
  wrong = right;
  wrong.t_mul = 0.5;
  check_refused(wrong, "CosineDecayRestarts: t_mul is 0.5; expected at least 1");
  wrong = right;
  wrong.m_mul = -1;
  check_refused(wrong, "CosineDecayRestarts: m_mul is -1; expected 0 to 3.40282e+38, the largest float");
  wrong = right;
  wrong.alpha = -1;
  check_refused(wrong, "CosineDecayRestarts: alpha is -1; expected 0 <= alpha <= 1");
}
