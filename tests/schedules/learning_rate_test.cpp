// SPDX-License-Identifier: MIT
#include <weft/schedules/exponential_decay.hpp>
#include <weft/schedules/learning_rate.hpp>

#include "schedule_rates.hpp"

using weft::LearningRate;

namespace {

const weft::ExponentialDecay halving{.initial_learning_rate = 8, .decay_steps = 1, .decay_rate = 0.5};

}  // namespace

TEST_CASE("a learning rate is a number, a schedule or any function of the step") {
  const LearningRate number = 0.25, schedule = halving,
                     function = [](std::int64_t step) { return 1 / (1 + static_cast<double>(step)); };
  CHECK(number.is_constant());
  CHECK(number.at(100) == 0.25);
  CHECK_FALSE(schedule.is_constant());
  CHECK(schedule.at(0) == 8);
  CHECK(schedule.at(3) == 1);
  CHECK(function.at(3) == 0.25);
}

TEST_CASE("the text of a learning rate tells schedules apart") {
  CHECK(LearningRate(0.25).text() == "0.25");
  CHECK(LearningRate(halving).text().substr(0, 14) == "8 4 2 0.5 0.03");  // at steps 0, 1, 2, 4 and 8
  const weft::ExponentialDecay slower{.initial_learning_rate = 8, .decay_steps = 2, .decay_rate = 0.5};
  CHECK(LearningRate(slower).text() != LearningRate(halving).text());
}

TEST_CASE("check_learning_rate refuses numbers that floats cannot be multiplied with") {
  CHECK_THROWS_WITH_AS(weft::detail::check_learning_rate("X", 0.0),
                       "X: learning_rate is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float",
                       std::invalid_argument);
  CHECK_THROWS_AS(weft::detail::check_learning_rate("X", weft::testing::not_a_rate), std::invalid_argument);
  CHECK_NOTHROW(weft::detail::check_learning_rate("X", 0.1));
  CHECK_NOTHROW(
      weft::detail::check_learning_rate("X", [](std::int64_t step) { return 0.1 * static_cast<double>(step); }));
  CHECK_THROWS_AS(weft::detail::check_learning_rate("X", [](std::int64_t) { return -1.0; }), std::invalid_argument);
}
