// SPDX-License-Identifier: MIT
#include <weft/optimizers/adagrad.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Adagrad;

const Adagrad with_options{{.learning_rate = 0.1, .initial_accumulator_value = 0, .epsilon = 1e-6}};

template <class Message> void check_refused(const weft::AdagradOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Adagrad{options}, message, std::invalid_argument);
}

}  // namespace

TEST_CASE("Adagrad takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Adagrad{}, weft::golden::adagrad);
  weft::testing::check_keras(with_options, weft::golden::adagrad_options);
}

TEST_CASE("Adagrad's numbers do not depend on the stretches in which they are updated") {
  weft::testing::check_stretches(Adagrad{});
}

TEST_CASE("Adagrad's defaults are Keras's, and its sum of squares begins with an option") {
  CHECK(Adagrad{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Adagrad{}) == "initial_accumulator_value=0.1 epsilon=1e-07");
  CHECK(Adagrad{}.moments() == std::vector<std::string_view>{"accumulator"});
  CHECK(Adagrad{}.initial(0) == 0.1);
  CHECK(with_options.initial(0) == 0);
}

TEST_CASE("Adagrad refuses options out of their range") {
  check_refused({.initial_accumulator_value = -1},
                "Adagrad: initial_accumulator_value is -1; expected 0 to 3.40282e+38, the largest float");
  check_refused({.initial_accumulator_value = weft::testing::infinite},
                "Adagrad: initial_accumulator_value is inf; expected 0 to 3.40282e+38, the largest float");
  check_refused({.epsilon = 0}, "Adagrad: epsilon is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float");
}
