// SPDX-License-Identifier: MIT
#include <weft/training/detail/check_fit.hpp>

#include <doctest/doctest.h>

#include "training/small_task.hpp"

namespace {

using weft::IdLists;
using weft::testing::small_model;
using weft::testing::small_task;
using Options = weft::FitOptions<IdLists>;
using Data = weft::Dataset<IdLists>;

/// What fit says of them before it begins; empty where it begins.
std::string problem(const Data& train, const Options& options) {
  auto model = small_model();
  const auto trainer = weft::testing::trainer_for(model);
  try {
    weft::detail::check_fit(trainer, train, options);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

const Data six{{{1}, {2}, {3}, {5}, {6}, {7}}, std::vector<int>{0, 0, 0, 1, 1, 1}};

}  // namespace

TEST_CASE("what stands at the end of its range is taken") {
  CHECK(problem(six, {.epochs = 0, .batch_size = 1, .validation_freq = 1, .shuffle_buffer = 1}).empty());
  CHECK(problem(six, {.epochs = weft::everything, .batch_size = weft::everything}).empty());
  CHECK(problem(six, {.validation_split = 0.75}).empty());
  CHECK(problem(six, {.validation_split = 1e-9}).empty());
}

TEST_CASE("an option out of its range is refused with its value and what was expected") {
  CHECK(problem(six, {.validation_split = -0.1}) ==
        "fit: validation_split is -0.1; expected at least 0 and less than 1");
  CHECK(problem(six, {.validation_split = 0.9}) ==
        "fit: validation_split is 0.9, which leaves none of 6 examples to train on");
  CHECK(problem(six, {.validation_freq = -1}) == "fit: validation_freq is -1; expected at least 1");
  for (const auto verbose : {weft::Verbose::silent, weft::Verbose::lines})
    CHECK(problem(six, {.verbose = verbose, .output = nullptr}) ==
          "fit: output is null; expected a stream, or Verbose::silent beside one");
}

TEST_CASE("the examples that are split off to validate are looked at as the others are") {
  Data bad = six;
  bad.inputs.back().push_back(8);
  CHECK(problem(bad, {.validation_split = 0.5}) == "fit: training data: example 5 has token id 8; expected 0 to 7");
}

TEST_CASE("weights of classes are a matter of the training data alone") {
  const Data one_class{{{1}, {2}}, std::vector<int>{0, 0}, std::vector<double>{1, 2}};
  CHECK(problem(six, {.validation = &one_class, .class_weight = {{1, 2.0}}}).empty());
  CHECK(problem(one_class, {.validation = &six, .class_weight = {{0, 2.0}}}) ==
        "fit: class_weight is given beside the weights of the examples; expected one of both");
}

TEST_CASE("validation may have sequences of another length, and another number of examples") {
  using weft::testing::small_signals;
  auto model = weft::testing::signal_model();
  const auto trainer = weft::testing::trainer_for(model);
  const auto train = small_signals(6, 4, 3, 1), longer = small_signals(2, 9, 3, 2), wider = small_signals(6, 4, 5, 3);
  CHECK_NOTHROW(weft::detail::check_fit(trainer, train, {.validation = &longer}));
  CHECK_THROWS_WITH_AS(weft::detail::check_fit(trainer, train, {.validation = &wider}),
                       "fit: a validation example has 5 features; one for training has 3", std::invalid_argument);
}
