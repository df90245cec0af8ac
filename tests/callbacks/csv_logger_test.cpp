// SPDX-License-Identifier: MIT
#include <weft/callbacks/csv_logger.hpp>

#include <doctest/doctest.h>

#include "runs.hpp"
#include "text/temporary_folder.hpp"

using weft::CSVLogger;
using weft::testing::ScriptedRun;

TEST_CASE("the file is the history after each epoch") {
  const TemporaryFolder folder;
  CSVLogger callback{folder / "h.csv"};
  ScriptedRun run;
  run.train(callback, {0.5, 0.25});
  CHECK(folder.read("h.csv") == "epoch,loss,val_loss,learning_rate,seconds\n1,0,0.5,0,0\n2,0,0.25,0,0\n");
}

TEST_CASE("a path that is empty is refused, and one that cannot be written ends the training") {
  CHECK_THROWS_WITH_AS(CSVLogger{""}, "CSVLogger: the path is empty; expected that of a file", std::invalid_argument);
  const TemporaryFolder folder;
  CSVLogger callback{folder / "missing" / "h.csv"};
  ScriptedRun run;
  CHECK_THROWS_AS(run.train(callback, {1}), weft::FileError);
}
