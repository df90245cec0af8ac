// SPDX-License-Identifier: MIT
#include <weft/optimizers/rmsprop.hpp>

#include "rule_steps.hpp"

namespace {

using weft::RMSprop;
using weft::testing::check_keras;
using Slots = std::vector<std::string_view>;

const RMSprop with_all{{.learning_rate = 0.01, .rho = 0.95, .momentum = 0.5, .epsilon = 1e-3, .centered = true}};

template <class Message> void check_refused(const weft::RMSpropOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(RMSprop{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("RMSprop takes Keras's steps, plain, with momentum and centered") {
  check_keras(RMSprop{}, weft::golden::rmsprop);
  check_keras(RMSprop{{.learning_rate = 0.01, .rho = 0.8, .momentum = 0.7, .epsilon = 1e-5}},
              weft::golden::rmsprop_momentum);
  check_keras(RMSprop{{.learning_rate = 0.01, .centered = true}}, weft::golden::rmsprop_centered);
  check_keras(with_all, weft::golden::rmsprop_all);
}

TEST_CASE("RMSprop's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(RMSprop{});
  weft::testing::check_stretches(RMSprop{{.momentum = 0.5}});
  weft::testing::check_stretches(with_all);
}

TEST_CASE("RMSprop's defaults are Keras's, and it remembers what its options need") {
  CHECK(RMSprop{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(RMSprop{}) == "rho=0.9 momentum=0 epsilon=1e-07 centered=false");
  CHECK(RMSprop{}.moments() == Slots{"velocity"});
  CHECK(RMSprop{{.momentum = 0.5}}.moments() == Slots{"velocity", "momentum"});
  CHECK(RMSprop{{.centered = true}}.moments() == Slots{"velocity", "average_gradient"});
  CHECK(with_all.moments() == Slots{"velocity", "momentum", "average_gradient"});
}

TEST_CASE("centered RMSprop stays finite where a gradient that does not change leaves no variance but rounding") {
  weft::testing::RuleSteps<float, RMSprop> steps(RMSprop{{.centered = true}});
  steps.add_parameter(std::array<weft::Index, 1>{64}, std::vector<float>(64, 0.5F));
  for (std::size_t k = 0; k < 64; ++k) steps.parameters()[0].g[k] = 100 + static_cast<float>(k) / 7;
  for (int t = 0; t < 300; ++t) steps.step();
  for (const float p : steps.numbers()) CHECK(weft::detail::is_finite(p));
}

TEST_CASE("RMSprop refuses options out of their range") {
  check_refused({.rho = 1}, "RMSprop: rho is 1; expected 0 <= rho < 1");
  check_refused({.momentum = 2}, "RMSprop: momentum is 2; expected 0 <= momentum <= 1");
  check_refused({.epsilon = 0}, "RMSprop: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
  check_refused({.rho = weft::testing::not_a_number}, "RMSprop: rho is nan; expected 0 <= rho < 1");
}
