// SPDX-License-Identifier: MIT
#include <weft/training/history.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <weft/plots/chart.hpp>

namespace {

using weft::Best;
using weft::EpochResult;
using weft::Figures;
using weft::History;

EpochResult epoch(weft::Index number, double accuracy) {
  return {.epoch = number,
          .train = {{"loss", 0.25}, {"accuracy", 0.5}},
          .validation = Figures{{"loss", 1}, {"accuracy", accuracy}},
          .learning_rate = 0.001};
}

EpochResult unvalidated(weft::Index number) {
  EpochResult result = epoch(number, 0);
  result.validation.reset();
  return result;
}

}  // namespace

TEST_CASE("the best epoch is the first with the best figure, whichever of two is the better one") {
  const History history{{epoch(1, 0.5), epoch(2, 0.8), epoch(3, 0.3), epoch(4, 0.8)}};
  REQUIRE(history.best("val_accuracy", Best::most) != nullptr);
  CHECK(history.best("val_accuracy", Best::most)->epoch == 2);
  CHECK(history.best("val_accuracy", Best::least)->epoch == 3);
  CHECK(history.best("loss", Best::least)->epoch == 1);
}

TEST_CASE("an epoch without the figure, or where it is not a number, is never the best") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const History empty, none{{unvalidated(1)}}, some{{unvalidated(1), epoch(2, nan), epoch(3, 0)}};
  CHECK(empty.best("loss", Best::least) == nullptr);
  CHECK(none.best("val_accuracy", Best::most) == nullptr);
  REQUIRE(some.best("val_accuracy", Best::most) != nullptr);
  CHECK(some.best("val_accuracy", Best::most)->epoch == 3);
}

TEST_CASE("a history has a series for each figure, with NaN where an epoch has none") {
  const History history{{unvalidated(1), epoch(2, 0.75)}};
  CHECK(history["loss"] == std::vector<double>{0.25, 0.25});
  CHECK(std::isnan(history["val_accuracy"][0]));
  CHECK(history["val_accuracy"][1] == 0.75);
  CHECK(history["learning_rate"] == std::vector<double>{0.001, 0.001});
  CHECK(history.names() ==
        std::vector<std::string>{"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"});
}

TEST_CASE("a series that there is not is refused with those that there are") {
  CHECK_THROWS_WITH_AS(History({{unvalidated(1)}})["val_loss"],
                       "History: there is no series 'val_loss'; there are loss, accuracy, learning_rate, seconds",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(History{}["loss"], "History: there is no series 'loss'; there are none", std::invalid_argument);
}

TEST_CASE("a history is written as CSV with all digits, and an empty cell where there is no figure") {
  EpochResult second = epoch(2, 1.0 / 3);
  second.seconds = 0.5;
  CHECK(History{{unvalidated(1), second}}.csv() ==
        "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\n"
        "1,0.25,0.5,,,0.001,0\n"
        "2,0.25,0.5,1,0.3333333333333333,0.001,0.5\n");
  CHECK(History{}.csv() == "epoch\n");
}

TEST_CASE("a history is a table with four decimals, and learning rates of four digits") {
  EpochResult scheduled = epoch(1, 0);
  scheduled.learning_rate = 0.00123456;
  CHECK(History{{scheduled}}.table().find("       0.001235  ") != std::string::npos);
  CHECK(History{{epoch(1, 1.0 / 3)}}.table() ==
        "epoch      loss  accuracy  val_loss  val_accuracy  learning_rate   seconds\n"
        "    1    0.2500    0.5000    1.0000        0.3333          0.001       0.0\n");
}

TEST_CASE("a history draws a figure's curves, and those of several runs in one picture") {
  const History history{{epoch(1, 0.5), epoch(2, 0.75)}};
  const std::string one = history.plot("accuracy").svg();
  CHECK(one.find(">accuracy<") != std::string::npos);
  CHECK(one.find(">val_accuracy<") != std::string::npos);
  CHECK(History{{unvalidated(1), unvalidated(2)}}.plot("loss").svg().find("val_loss") == std::string::npos);
  weft::Chart chart;
  history.add_to(chart, "loss", "first");
  history.add_to(chart, "loss", "second");
  CHECK(chart.svg().find(">second val_loss<") != std::string::npos);
}
