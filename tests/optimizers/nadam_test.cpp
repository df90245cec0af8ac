// SPDX-License-Identifier: MIT
#include <weft/optimizers/nadam.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Nadam;

template <class Message> void check_refused(const weft::NadamOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Nadam{options}, message, std::invalid_argument);
}

std::vector<double> state(Nadam& rule) {
  std::vector<double> values;
  Nadam::for_each_state([&](double& value) { values.push_back(value); }, rule);
  return values;
}

}  // namespace

TEST_CASE("Nadam takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Nadam{}, weft::golden::nadam);
  weft::testing::check_keras(Nadam{{.learning_rate = 0.02, .beta_1 = 0.8, .beta_2 = 0.9, .epsilon = 1e-4}},
                             weft::golden::nadam_options);
}

TEST_CASE("Nadam's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Nadam{});
}

TEST_CASE("Nadam keeps the product of its momenta from step to step, and goes on from it") {
  Nadam rule{{.beta_1 = 0.8}};
  CHECK(state(rule) == std::vector<double>{1});
  rule.begin_step({.iteration = 1, .learning_rate = 0.1});
  rule.begin_step({.iteration = 2, .learning_rate = 0.1});
  const double product = 0.8 * (1 - 0.5 * 0.96) * 0.8 * (1 - 0.5 * 0.96 * 0.96);
  CHECK(state(rule).at(0) == doctest::Approx(product).epsilon(1e-14));

  auto steps = weft::testing::given_steps<double>(Nadam{}), other = weft::testing::given_steps<double>(Nadam{});
  weft::testing::set_given_gradients(steps, 0);
  steps.step();
  other = steps;
  other.rule() = Nadam{};
  Nadam::for_each_state([](double& to, double& from) { to = from; }, other.rule(), steps.rule());
  steps.step();
  other.step();
  CHECK(steps.numbers() == other.numbers());
}

TEST_CASE("Nadam's defaults are Keras's") {
  CHECK(Nadam{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Nadam{}) == "beta_1=0.9 beta_2=0.999 epsilon=1e-07");
  CHECK(Nadam{}.moments() == std::vector<std::string_view>{"first_moment", "second_moment"});
}

TEST_CASE("Nadam refuses options out of their range") {
  check_refused({.beta_1 = 1}, "Nadam: beta_1 is 1; expected 0 <= beta_1 < 1");
  check_refused({.beta_2 = -1}, "Nadam: beta_2 is -1; expected 0 <= beta_2 < 1");
  check_refused({.epsilon = 0}, "Nadam: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
}
