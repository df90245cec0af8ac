// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/rule_options.hpp>

#include <doctest/doctest.h>

namespace {

struct Options {
  weft::LearningRate learning_rate = 0.5;
};

struct Rule : weft::detail::RuleOptions<Options> {
  explicit Rule(const Options& options = {}, const weft::OptimizerOptions& common = {})
      : RuleOptions("Rule", options, common) {}
};

}  // namespace

TEST_CASE("an optimizer has its own options and those that all have") {
  const Rule rule({.learning_rate = 0.25}, {.clipnorm = 2});
  CHECK(rule.learning_rate().at(0) == 0.25);
  CHECK(rule.options().learning_rate.at(7) == 0.25);
  CHECK(rule.common().clipnorm == 2);
  CHECK(Rule{}.learning_rate().at(0) == 0.5);
}

TEST_CASE("a learning rate that floats cannot be multiplied with is refused in the optimizer's name") {
  CHECK_THROWS_WITH_AS(Rule{{.learning_rate = 0}},
                       "Rule: learning_rate is 0; expected 1.17549e-38 to 3.40282e+38, the range of a float",
                       std::invalid_argument);
}
