// SPDX-License-Identifier: MIT
#include <weft/callbacks/early_stopping.hpp>

#include <doctest/doctest.h>

#include <limits>

#include "runs.hpp"

namespace {

using weft::EarlyStopping;
using weft::testing::ScriptedRun;

/// How many epochs there are, and of which the weights are at the end.
struct End {
  weft::Index epochs;
  weft::Index weights_of;
  friend bool operator==(const End&, const End&) = default;
};

End end_of(const EarlyStopping::Options& options, const std::vector<double>& val_loss) {
  EarlyStopping callback{options};
  ScriptedRun run;
  run.train(callback, val_loss);
  return {run.epochs(), run.weights_of()};
}

}  // namespace

TEST_CASE("EarlyStopping restores the best weights, whether it ended the training or the epochs did") {
  const std::vector<double> val_loss{3, 2, 1, 1.5, 1.6};
  CHECK(end_of({.patience = 5, .restore_best_weights = true}, val_loss) == End{5, 3});
  CHECK(end_of({.patience = 2, .restore_best_weights = true}, val_loss) == End{5, 3});
  CHECK(end_of({.patience = 1, .restore_best_weights = true}, val_loss) == End{4, 3});
  CHECK(end_of({.patience = 1}, val_loss) == End{4, 4});
}

TEST_CASE("of equal epochs the first is the best") {
  EarlyStopping callback{{.patience = 3, .restore_best_weights = true}};
  ScriptedRun run;
  run.train(callback, {2, 1, 1, 1, 1});
  CHECK(run.epochs() == 5);
  CHECK(run.weights_of() == 2);
  CHECK(callback.best_epoch() == 2);
  CHECK(callback.stopped_epoch() == 5);
}

TEST_CASE("an epoch must be better by more than min_delta") {
  CHECK(end_of({.min_delta = 0.5, .patience = 2, .restore_best_weights = true}, {3, 2.6, 2.5, 2.4, 1}) == End{3, 1});
  CHECK(end_of({.min_delta = -0.5, .patience = 2}, {3, 2.6, 2.5, 2.4, 1}) == End{3, 3});
}

TEST_CASE("an epoch that is not a number is never the best") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(end_of({.patience = 2, .restore_best_weights = true}, {nan, 2, nan, nan, 1}) == End{4, 2});
  CHECK(end_of({.patience = 3, .restore_best_weights = true}, {nan, nan, nan, 1}) == End{3, 1});
}

TEST_CASE("epochs at the beginning may be left out, and the first epoch never ends the training") {
  CHECK(end_of({.patience = 1, .restore_best_weights = true, .start_from_epoch = 2}, {1, 2, 3, 2.5, 4}) == End{5, 4});
  CHECK(end_of({.patience = 0}, {1, 2}) == End{2, 2});
}

TEST_CASE("an epoch that is no better than the baseline is one of those that are waited for") {
  CHECK(end_of({.patience = 2, .baseline = 0.5}, {3, 2.5, 2, 2.1, 1}) == End{4, 4});
  CHECK(end_of({.patience = 2, .baseline = 2.2}, {3, 2.5, 2, 2.1, 1}) == End{5, 5});
}

TEST_CASE("more may be better") {
  CHECK(end_of({.patience = 2, .mode = weft::Mode::max, .restore_best_weights = true}, {1, 3, 2, 2}) == End{4, 2});
}

TEST_CASE("a training begins anew") {
  EarlyStopping callback{{.patience = 1, .restore_best_weights = true}};
  ScriptedRun first, second;
  first.train(callback, {1, 2});
  second.train(callback, {5, 4, 3, 9});
  CHECK(second.epochs() == 4);
  CHECK(second.weights_of() == 3);
}

TEST_CASE("EarlyStopping refuses options out of their range and monitors that there are not") {
  CHECK_THROWS_WITH_AS((EarlyStopping{{.patience = -1}}), "EarlyStopping: patience is -1; expected at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((EarlyStopping{{.start_from_epoch = -1}}),
                       "EarlyStopping: start_from_epoch is -1; expected at least 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS((EarlyStopping{{.min_delta = std::numeric_limits<double>::quiet_NaN()}}),
                       "EarlyStopping: min_delta is nan; expected a number", std::invalid_argument);
  ScriptedRun run;
  EarlyStopping unknown{{.monitor = "val_f1"}}, unclear{{.monitor = "f1"}};
  CHECK_THROWS_WITH_AS(
      run.train(unknown, {1}),
      "EarlyStopping: the monitor is 'val_f1'; expected one of the training's figures, loss, val_loss, f1",
      std::invalid_argument);
  CHECK_THROWS_WITH_AS(run.train(unclear, {1}),
                       "EarlyStopping: the monitor 'f1' does not say whether less or more of it is better; expected "
                       "Mode::min or Mode::max",
                       std::invalid_argument);
}

TEST_CASE("epochs that were not validated are not looked at") {
  constexpr double none = ScriptedRun::unvalidated;
  CHECK(end_of({.patience = 1, .restore_best_weights = true}, {none, 2, none, 1, none, 3, none}) == End{6, 4});
}
