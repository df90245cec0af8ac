// SPDX-License-Identifier: MIT
#include <weft/optimizers/adamw.hpp>

#include "rule_steps.hpp"

namespace {

using weft::Adam;
using weft::AdamW;

const AdamW with_options{{.learning_rate = 0.02, .beta_1 = 0.8, .beta_2 = 0.9, .epsilon = 1e-4, .amsgrad = true},
                         {.weight_decay = 0.3}};

template <class Message> void check_refused(const weft::OptimizerOptions& common, const Message& message) {
  CHECK_THROWS_WITH_AS((AdamW{{}, common}), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("AdamW takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(AdamW{{.learning_rate = 0.01}}, weft::golden::adamw);
  weft::testing::check_keras(with_options, weft::golden::adamw_options);
}

TEST_CASE("without decay it is Adam, whose steps are Keras's with the options that Adam has") {
  weft::testing::check_keras(Adam{}, weft::golden::adam);
  weft::testing::check_keras(Adam{{.learning_rate = 0.01, .beta_2 = 0.7, .amsgrad = true}}, weft::golden::adam_amsgrad);
}

TEST_CASE("AdamW decays by 0.004 unless it is told otherwise") {
  CHECK(AdamW{}.common().weight_decay == 0.004);
  CHECK(AdamW{{.learning_rate = 1e-4}}.common().weight_decay == 0.004);
  CHECK(with_options.common().weight_decay == 0.3);
  CHECK(AdamW{}.learning_rate().at(0) == 0.001);
  CHECK(AdamW::type_name == "AdamW");
  CHECK(weft::testing::settings(AdamW{}) == weft::testing::settings(Adam{}));
  CHECK(with_options.moments() == Adam{{.amsgrad = true}}.moments());
}

TEST_CASE("AdamW refuses to be without decay, as where other common options are given alone") {
  const std::string expected = "; expected more than 0, as {.weight_decay = 0.004}; without any it is Adam";
  check_refused({.clipnorm = 1}, ("AdamW: weight_decay is 0" + expected).c_str());
  check_refused({.weight_decay = -1}, ("AdamW: weight_decay is -1" + expected).c_str());
  check_refused({.weight_decay = weft::testing::not_a_number}, ("AdamW: weight_decay is nan" + expected).c_str());
  CHECK_THROWS_AS((AdamW{{.beta_1 = 1}}), std::invalid_argument);
}
