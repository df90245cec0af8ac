// SPDX-License-Identifier: MIT
#include <weft/optimizers/sgd.hpp>
#include <weft/schedules/exponential_decay.hpp>

#include "rule_steps.hpp"

namespace {

using weft::SGD;
using weft::testing::check_keras;
using Slots = std::vector<std::string_view>;

}  // namespace

TEST_CASE("SGD takes Keras's steps, without momentum, with it, with Nesterov's and with a schedule") {
  check_keras(SGD{{.learning_rate = 0.05}}, weft::golden::sgd);
  check_keras(SGD{{.learning_rate = 0.05, .momentum = 0.9}}, weft::golden::sgd_momentum);
  check_keras(SGD{{.learning_rate = 0.05, .momentum = 0.8, .nesterov = true}}, weft::golden::sgd_nesterov);
  const weft::ExponentialDecay schedule{.initial_learning_rate = 0.05, .decay_steps = 4, .decay_rate = 0.7};
  check_keras(SGD{{.learning_rate = schedule, .momentum = 0.9}}, weft::golden::sgd_schedule);
}

TEST_CASE("SGD's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(SGD{});
  weft::testing::check_stretches(SGD{{.momentum = 0.9}});
  weft::testing::check_stretches(SGD{{.momentum = 0.9, .nesterov = true}});
}

TEST_CASE("SGD's defaults are Keras's, and it remembers nothing without momentum") {
  CHECK(SGD{}.learning_rate().at(0) == 0.01);
  CHECK(weft::testing::settings(SGD{}) == "momentum=0 nesterov=false");
  CHECK(SGD{}.moments().empty());
  CHECK(SGD{{.momentum = 0.5}}.moments() == Slots{"momentum"});
  CHECK(weft::testing::settings(SGD{{.momentum = 0.5, .nesterov = true}}) == "momentum=0.5 nesterov=true");
}

TEST_CASE("SGD keeps what is asked of all optimizers") {
  CHECK(SGD{{}, {.clipnorm = 2}}.common().clipnorm == 2);
  CHECK(SGD{{.learning_rate = 3}}.options().learning_rate.at(5) == 3);
}

TEST_CASE("SGD refuses options out of their range") {
  CHECK_THROWS_WITH_AS(SGD{{.momentum = -0.1}}, "SGD: momentum is -0.1; expected 0 <= momentum <= 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(SGD{{.momentum = 1.5}}, "SGD: momentum is 1.5; expected 0 <= momentum <= 1",
                       std::invalid_argument);
  CHECK_THROWS_AS((SGD{{.momentum = weft::testing::not_a_number}}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(SGD{{.learning_rate = -1.0}},
                       "SGD: learning_rate is -1; expected 1.17549e-38 to 3.40282e+38, the range of a float",
                       std::invalid_argument);
}
