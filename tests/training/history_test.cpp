// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/training/history.hpp>

namespace {

weft::EpochResult epoch(weft::Index number, double accuracy) {
  return {.epoch = number, .train = {}, .validation = weft::Evaluation{.loss = 1, .accuracy = accuracy}, .seconds = 0};
}

}  // namespace

TEST_CASE("the best epoch is the first with the highest validation accuracy") {
  const weft::History history{{epoch(1, 0.5), epoch(2, 0.8), epoch(3, 0.7), epoch(4, 0.8)}};
  REQUIRE(history.best() != nullptr);
  CHECK(history.best()->epoch == 2);
}

TEST_CASE("an epoch without validation is never the best") {
  const weft::History none, unvalidated{{weft::EpochResult{.epoch = 1, .train = {0.1, 1.0}, .validation = {}}}};
  CHECK(none.best() == nullptr);
  CHECK(unvalidated.best() == nullptr);
  const weft::History some{{weft::EpochResult{}, epoch(2, 0)}};
  REQUIRE(some.best() != nullptr);
  CHECK(some.best()->epoch == 2);
}
