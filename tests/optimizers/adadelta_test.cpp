// SPDX-License-Identifier: MIT
#include <weft/optimizers/adadelta.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Adadelta;

}  // namespace

TEST_CASE("Adadelta takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Adadelta{}, weft::golden::adadelta);
  weft::testing::check_keras(Adadelta{{.learning_rate = 1.0, .rho = 0.9, .epsilon = 1e-6}},
                             weft::golden::adadelta_options);
}

TEST_CASE("Adadelta's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Adadelta{});
}

TEST_CASE("Adadelta's defaults are Keras's") {
  CHECK(Adadelta{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Adadelta{}) == "rho=0.95 epsilon=1e-07");
  CHECK(Adadelta{}.moments() == std::vector<std::string_view>{"accumulated_grad", "accumulated_delta_var"});
}

TEST_CASE("Adadelta refuses options out of their range") {
  CHECK_THROWS_WITH_AS(Adadelta{{.rho = -0.5}}, "Adadelta: rho is -0.5; expected 0 <= rho < 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(Adadelta{{.epsilon = 0}},
                       "Adadelta: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float",
                       std::invalid_argument);
}
