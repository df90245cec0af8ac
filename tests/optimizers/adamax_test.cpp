// SPDX-License-Identifier: MIT
#include <weft/optimizers/adamax.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Adamax;

template <class Message> void check_refused(const weft::AdamaxOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Adamax{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Adamax takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Adamax{}, weft::golden::adamax);
  weft::testing::check_keras(Adamax{{.learning_rate = 0.02, .beta_1 = 0.8, .beta_2 = 0.9, .epsilon = 1e-4}},
                             weft::golden::adamax_options);
}

TEST_CASE("Adamax's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Adamax{});
}

TEST_CASE("Adamax's defaults are Keras's") {
  CHECK(Adamax{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Adamax{}) == "beta_1=0.9 beta_2=0.999 epsilon=1e-07");
  CHECK(Adamax{}.moments() == std::vector<std::string_view>{"first_moment", "infinity_norm"});
}

TEST_CASE("Adamax refuses options out of their range") {
  check_refused({.beta_1 = 1}, "Adamax: beta_1 is 1; expected 0 <= beta_1 < 1");
  check_refused({.beta_2 = -1}, "Adamax: beta_2 is -1; expected 0 <= beta_2 < 1");
  check_refused({.epsilon = 0}, "Adamax: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
}
