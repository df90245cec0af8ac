// SPDX-License-Identifier: MIT
#include <weft/callbacks/detail/monitor.hpp>

#include <doctest/doctest.h>

#include <limits>

#include "callbacks/runs.hpp"

namespace {

using weft::Best;
using weft::EpochResult;
using weft::Mode;
using weft::detail::Monitor;
using weft::testing::ScriptedRun;

constexpr double infinity = std::numeric_limits<double>::infinity(), nan_ = std::numeric_limits<double>::quiet_NaN();

/// Whether each of the losses was the best so far.
std::vector<bool> improvements(Monitor monitor, const std::vector<double>& losses) {
  ScriptedRun run;
  std::vector<bool> better;
  for (const double loss : losses)
    better.push_back(monitor.improves(EpochResult{.epoch = 1, .train = {{"loss", loss}}, .validation = {}}, run.run()));
  return better;
}

Best wanted(const std::string& name, Mode mode) {
  ScriptedRun run;
  return Monitor{.name = name, .mode = mode}.wanted(run.run());
}

}  // namespace

TEST_CASE("what is better is what the training says of the figure, validated or not, unless one says it oneself") {
  for (const std::string before : {"", "val_"}) {
    CHECK(wanted(before + "loss", Mode::automatic) == Best::least);
    CHECK(wanted(before + "accuracy", Mode::automatic) == Best::most);
    CHECK(wanted(before + "loss", Mode::max) == Best::most);
    CHECK(wanted(before + "accuracy", Mode::min) == Best::least);
  }
}

TEST_CASE("a figure of which nobody says what is better is taken with a mode") {
  ScriptedRun run;
  CHECK_THROWS_WITH_AS((Monitor{.name = "f1"}.validate("Name", run.run())),
                       "Name: the monitor 'f1' does not say whether less or more of it is better; expected Mode::min "
                       "or Mode::max",
                       std::invalid_argument);
  CHECK_NOTHROW((Monitor{.name = "f1", .mode = Mode::max}.validate("Name", run.run())));
}

TEST_CASE("the first figure is the best whatever it is, if it is finite, and those after it are compared to the best") {
  CHECK(improvements({.name = "loss"}, {1e300, 5, 6, 5, 4}) == std::vector<bool>{true, true, false, false, true});
  CHECK(improvements({.name = "loss", .mode = Mode::max}, {-1e300, 5, 4, 5, 6}) ==
        std::vector<bool>{true, true, false, false, true});
  CHECK(improvements({.name = "loss", .min_delta = 2}, {10, 8, 7.5, 6, 5}) ==
        std::vector<bool>{true, false, true, false, true});
}

TEST_CASE("a figure that is infinite is better or worse than any other, and one that is not a number is never better") {
  CHECK(improvements({.name = "loss"}, {infinity, nan_, 1, nan_, -infinity}) ==
        std::vector<bool>{false, false, true, false, true});
  CHECK(improvements({.name = "loss", .mode = Mode::max}, {-infinity, nan_, 1, nan_, infinity}) ==
        std::vector<bool>{false, false, true, false, true});
}

TEST_CASE("an epoch without the figure changes nothing") {
  ScriptedRun run;
  Monitor monitor{.name = "val_loss", .best = 3, .has_best = 1};
  CHECK_FALSE(monitor.improves(EpochResult{.epoch = 1, .train = {{"loss", 1}}, .validation = {}}, run.run()));
  CHECK(monitor.best == 3);
}

TEST_CASE("the best goes with what the monitor remembers, and whether there is one") {
  ScriptedRun run;
  Monitor monitor{.name = "loss"};
  const auto state = [&] {
    std::vector<double> numbers;
    Monitor::for_each_state([&](double number) { numbers.push_back(number); }, monitor);
    return numbers;
  };
  CHECK(state() == std::vector<double>{0, 0});
  monitor.improves(EpochResult{.epoch = 1, .train = {{"loss", -2}}, .validation = {}}, run.run());
  CHECK(state() == std::vector<double>{-2, 1});
}
