// SPDX-License-Identifier: MIT
#include <weft/optimizers/lion.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Lion;

template <class Message> void check_refused(const weft::LionOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Lion{options}, message, std::invalid_argument);
}

std::vector<double> after_a_step(std::vector<double> gradient) {
  weft::testing::RuleSteps<double, Lion> steps(Lion{{.learning_rate = 0.25}});
  steps.add_parameter(std::array<weft::Index, 1>{static_cast<weft::Index>(gradient.size())},
                      std::vector<double>(gradient.size(), 1.0));
  steps.parameters()[0].g = std::move(gradient);
  steps.step();
  return steps.numbers();
}

}  // namespace

TEST_CASE("Lion takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Lion{}, weft::golden::lion);
  weft::testing::check_keras(Lion{{.learning_rate = 0.02, .beta_1 = 0.7, .beta_2 = 0.8}}, weft::golden::lion_options);
}

TEST_CASE("Lion's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Lion{});
}

TEST_CASE("Lion moves every number by the learning rate, whatever its gradient's size, and not where it is 0") {
  CHECK(after_a_step({3, -1e-200, 0, -0.0, 1e200}) == std::vector<double>{0.75, 1.25, 1, 1, 0.75});
}

TEST_CASE("Lion does not hide a gradient that is NaN") {
  const auto numbers = after_a_step({weft::testing::not_a_number, 1, 1, 1, 1});
  CHECK_FALSE(weft::detail::is_finite(numbers[0]));
  CHECK(numbers[4] == 0.75);
}

TEST_CASE("Lion's defaults are Keras's") {
  CHECK(Lion{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Lion{}) == "beta_1=0.9 beta_2=0.99");
  CHECK(Lion{}.moments() == std::vector<std::string_view>{"momentum"});
}

TEST_CASE("Lion refuses options out of their range") {
  check_refused({.beta_1 = 0}, "Lion: beta_1 is 0; expected 0 < beta_1 <= 1");
  check_refused({.beta_1 = 1.1}, "Lion: beta_1 is 1.1; expected 0 < beta_1 <= 1");
  check_refused({.beta_1 = weft::testing::not_a_number}, "Lion: beta_1 is nan; expected 0 < beta_1 <= 1");
  check_refused({.beta_2 = 1}, "Lion: beta_2 is 1; expected 0 <= beta_2 < 1");
  CHECK_NOTHROW(Lion{{.beta_1 = 1}});
}
