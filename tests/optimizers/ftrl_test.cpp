// SPDX-License-Identifier: MIT
#include <weft/optimizers/ftrl.hpp>
#include <weft/schedules/warm_up.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Ftrl;

const Ftrl with_l1{{.learning_rate = 0.5, .initial_accumulator_value = 0.5, .l1_regularization_strength = 2}};
const Ftrl with_options{{.learning_rate = 0.3,
                         .learning_rate_power = -0.7,
                         .initial_accumulator_value = 0.2,
                         .l1_regularization_strength = 0.1,
                         .l2_regularization_strength = 0.3,
                         .l2_shrinkage_regularization_strength = 0.05,
                         .beta = 0.4}};

template <class Message> void check_refused(const weft::FtrlOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Ftrl{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Ftrl takes Keras's steps, with the defaults and with other options") {
  constexpr double in_float = 4e-6;  // the difference of two powers loses digits
  weft::testing::check_keras(Ftrl{}, weft::golden::ftrl, in_float);
  weft::testing::check_keras(with_l1, weft::golden::ftrl_l1, in_float);
  weft::testing::check_keras(with_options, weft::golden::ftrl_options, in_float);
}

TEST_CASE("Ftrl with l1 sets numbers to exactly zero") {
  auto steps = weft::testing::given_steps<double>(with_l1);
  for (std::uint32_t t = 0; t < 20; ++t) {
    weft::testing::set_given_gradients(steps, t);
    steps.step();
  }
  const auto numbers = steps.numbers();
  const auto zeros = std::count(numbers.begin(), numbers.end(), 0.0);
  CHECK(zeros > 0);
  CHECK(zeros < static_cast<std::ptrdiff_t>(numbers.size()));
}

TEST_CASE("Ftrl's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Ftrl{});
  weft::testing::check_stretches(with_options);
}

TEST_CASE("a step of Ftrl with a learning rate of zero changes nothing") {
  auto steps =
      weft::testing::given_steps<float>(Ftrl{{.learning_rate = weft::WarmUp{.warmup_steps = 2, .after = 0.1}}});
  const auto numbers = steps.numbers(), slots = steps.moments();
  weft::testing::set_given_gradients(steps, 0);
  steps.step();
  CHECK(steps.numbers() == numbers);
  CHECK(steps.moments() == slots);
  steps.step();
  CHECK(steps.numbers() != numbers);
  for (const float p : steps.numbers()) CHECK(weft::detail::is_finite(p));
}

TEST_CASE("Ftrl's defaults are Keras's, and its sum of squares begins with an option") {
  CHECK(Ftrl{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Ftrl{}) ==
        "learning_rate_power=-0.5 initial_accumulator_value=0.1 l1_regularization_strength=0 "
        "l2_regularization_strength=0 l2_shrinkage_regularization_strength=0 beta=0");
  CHECK(Ftrl{}.moments() == std::vector<std::string_view>{"accumulator", "linear"});
  CHECK(with_l1.initial(0) == 0.5);
  CHECK(with_l1.initial(1) == 0);
}

TEST_CASE("Ftrl refuses options out of their range") {
  const std::string expected = "; expected 0 to 3.40282e+38, the largest float";
  check_refused({.learning_rate_power = 0.5}, "Ftrl: learning_rate_power is 0.5; expected at most 0");
  check_refused({.learning_rate_power = weft::testing::not_a_number},
                "Ftrl: learning_rate_power is nan; expected at most 0");
  check_refused({.initial_accumulator_value = -1}, ("Ftrl: initial_accumulator_value is -1" + expected).c_str());
  check_refused({.initial_accumulator_value = 0},
                "Ftrl: initial_accumulator_value, l2_regularization_strength and beta are 0; expected one above 0, "
                "since a number without gradient would be 0 / 0");
  CHECK_NOTHROW(Ftrl{{.initial_accumulator_value = 0, .beta = 1}});
  check_refused({.l1_regularization_strength = -1}, ("Ftrl: l1_regularization_strength is -1" + expected).c_str());
  check_refused({.l2_regularization_strength = -1}, ("Ftrl: l2_regularization_strength is -1" + expected).c_str());
  check_refused({.l2_shrinkage_regularization_strength = -1},
                ("Ftrl: l2_shrinkage_regularization_strength is -1" + expected).c_str());
  check_refused({.beta = weft::testing::infinite}, ("Ftrl: beta is inf" + expected).c_str());
}
