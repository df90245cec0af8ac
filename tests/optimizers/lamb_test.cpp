// SPDX-License-Identifier: MIT
#include <weft/optimizers/lamb.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Lamb;

template <class Message> void check_refused(const weft::LambOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Lamb{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Lamb takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Lamb{}, weft::golden::lamb);
  weft::testing::check_keras(Lamb{{.learning_rate = 0.02, .beta_1 = 0.8, .beta_2 = 0.9, .epsilon = 1e-4}},
                             weft::golden::lamb_options);
}

TEST_CASE("a parameter of many stretches moves by the learning rate's share of its length") {
  constexpr std::size_t size = 5000;
  weft::testing::RuleSteps<double, Lamb> steps(Lamb{{.learning_rate = 0.125}});
  const auto before = weft::testing::given_numbers<double>(1, size, 1.0);
  steps.add_parameter(std::array<weft::Index, 1>{size}, before);
  steps.parameters()[0].g = weft::testing::given_numbers<double>(2, size, 1.0);
  steps.step();
  double moved = 0, length = 0;
  for (std::size_t k = 0; k < size; ++k) {
    const double by = steps.numbers()[k] - before[k];
    moved += by * by;
    length += before[k] * before[k];
  }
  CHECK(std::sqrt(moved) == doctest::Approx(0.125 * std::sqrt(length)).epsilon(1e-12));
}

TEST_CASE("where a parameter or its gradient is zero, Lamb moves by Adam's direction, or not at all") {
  weft::testing::RuleSteps<double, Lamb> steps(Lamb{{.learning_rate = 0.5, .epsilon = 1e-30}});
  steps.add_parameter(std::array<weft::Index, 1>{2}, {0, 0});
  steps.add_parameter(std::array<weft::Index, 1>{2}, {3, 4});
  steps.parameters()[0].g = {7, -2};
  steps.step();
  CHECK(steps.numbers()[0] == doctest::Approx(-0.5));
  CHECK(steps.numbers()[1] == doctest::Approx(0.5));
  CHECK(steps.numbers()[2] == 3);
  CHECK(steps.numbers()[3] == 4);
}

TEST_CASE("Lamb's defaults are Keras's") {
  CHECK(Lamb{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Lamb{}) == "beta_1=0.9 beta_2=0.999 epsilon=1e-07");
  CHECK(Lamb{}.moments() == std::vector<std::string_view>{"first_moment", "second_moment"});
  CHECK(Lamb::whole_parameters);
}

TEST_CASE("Lamb refuses options out of their range") {
  check_refused({.beta_1 = 1}, "Lamb: beta_1 is 1; expected 0 <= beta_1 < 1");
  check_refused({.beta_2 = -1}, "Lamb: beta_2 is -1; expected 0 <= beta_2 < 1");
  check_refused({.epsilon = 0}, "Lamb: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
}
