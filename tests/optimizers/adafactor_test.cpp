// SPDX-License-Identifier: MIT
#include <weft/optimizers/adafactor.hpp>

#include "../allocations.hpp"
#include "rule_steps.hpp"

namespace {

using weft::Adafactor;

template <class Message> void check_refused(const weft::AdafactorOptions& options, const Message& message) {
  CHECK_THROWS_WITH_AS(Adafactor{options}, message, std::invalid_argument);
}

std::vector<std::size_t> state_sizes(Adafactor& rule) {
  std::vector<std::size_t> sizes;
  Adafactor::for_each_state([&](std::vector<double>& values) { sizes.push_back(values.size()); }, rule);
  return sizes;
}

}  // namespace

TEST_CASE("Adafactor takes Keras's steps, with the defaults and with other options") {
  weft::testing::check_keras(Adafactor{}, weft::golden::adafactor);
  weft::testing::check_keras(
      Adafactor{
          {.learning_rate = 0.5, .beta_2_decay = -0.6, .epsilon_1 = 1e-6, .epsilon_2 = 0.6, .clip_threshold = 0.7}},
      weft::golden::adafactor_options);
}

TEST_CASE("Adafactor keeps a number a row and one a column, and all numbers of what has one extent") {
  auto steps = weft::testing::given_steps<float>(Adafactor{});
  CHECK(state_sizes(steps.rule()).empty());
  steps.step();
  CHECK(state_sizes(steps.rule()) == std::vector<std::size_t>{2, 3, 1, 3, 4, 4});

  Adafactor prepared;
  prepared.prepare(1, weft::Shape(std::array<weft::Index, 2>{5, 7}));
  CHECK(state_sizes(prepared) == std::vector<std::size_t>{0, 0, 5, 7});
  CHECK(Adafactor{}.moments().empty());
}

TEST_CASE("another Adafactor goes on from one's state") {
  auto steps = weft::testing::given_steps<double>(Adafactor{{.learning_rate = 0.1}});
  for (std::uint32_t t = 0; t < 2; ++t) {
    weft::testing::set_given_gradients(steps, t);
    steps.step();
  }
  auto other = steps, fresh = steps;
  fresh.rule() = other.rule() = Adafactor{{.learning_rate = 0.1}};
  for (std::size_t k = 0; k < 3; ++k) other.rule().prepare(k, other.parameters()[k].shape);
  Adafactor::for_each_state([](std::vector<double>& to, const std::vector<double>& from) { to = from; }, other.rule(),
                            steps.rule());
  steps.step();
  other.step();
  fresh.step();
  CHECK(steps.numbers() == other.numbers());
  CHECK(steps.numbers() != fresh.numbers());
}

TEST_CASE("a row and a column without gradient leave Adafactor's numbers finite, where Keras makes NaN of them") {
  weft::testing::RuleSteps<float, Adafactor> steps(Adafactor{});
  steps.add_parameter(std::array<weft::Index, 2>{2, 2}, {1, 1, 1, 1});
  steps.parameters()[0].g = {5, 0, 0, 0};
  for (int t = 0; t < 3; ++t) steps.step();
  CHECK(steps.numbers()[0] < 1);
  CHECK(steps.numbers()[1] == 1);
  CHECK(steps.numbers()[2] == 1);
  CHECK(steps.numbers()[3] == 1);
}

TEST_CASE("Adafactor allocates nothing once it has seen the parameters") {
  auto steps = weft::testing::given_steps<float>(Adafactor{});
  steps.step();
  auto portion = steps.parameters()[0].portion(0);
  const long before = weft::testing::allocation_count();
  steps.rule().update({.iteration = 2, .learning_rate = 0.1}, portion);
  CHECK(weft::testing::allocation_count() == before);
}

TEST_CASE("Adafactor names a shape that changes") {
  auto steps = weft::testing::given_steps<float>(Adafactor{});
  steps.step();
  CHECK_THROWS_WITH_AS(steps.rule().prepare(0, weft::Shape(std::array<weft::Index, 2>{3, 2})),
                       "Adafactor: a parameter is [3 x 2]; this optimizer was made for [2 x 3]", std::invalid_argument);
}

TEST_CASE("Adafactor's defaults are Keras's") {
  CHECK(Adafactor{}.learning_rate().at(0) == 0.001);
  CHECK(weft::testing::settings(Adafactor{}) == "beta_2_decay=-0.8 epsilon_1=1e-30 epsilon_2=0.001 clip_threshold=1");
  CHECK(Adafactor::whole_parameters);
}

TEST_CASE("Adafactor refuses options out of their range") {
  const std::string in_float = "; expected 1.17549e-38 to 3.40282e+38, the range of a float";
  check_refused({.beta_2_decay = 0}, "Adafactor: beta_2_decay is 0; expected less than 0");
  check_refused({.beta_2_decay = weft::testing::not_a_number}, "Adafactor: beta_2_decay is nan; expected less than 0");
  check_refused({.epsilon_1 = 0}, ("Adafactor: epsilon_1 is 0" + in_float).c_str());
  check_refused({.epsilon_2 = -1}, "Adafactor: epsilon_2 is -1; expected 0 to 3.40282e+38, the largest float");
  check_refused({.clip_threshold = 0}, ("Adafactor: clip_threshold is 0" + in_float).c_str());
}
