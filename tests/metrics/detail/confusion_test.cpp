// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/metrics/detail/confusion.hpp>

using weft::detail::Confusion;

TEST_CASE("Confusion adds a weight where target and prediction say") {
  Confusion counts;
  counts.count(true, true, 1);
  counts.count(false, true, 2);
  counts.count(false, false, 4);
  counts.count(true, false, 8);
  CHECK(counts.true_positives == 1);
  CHECK(counts.false_positives == 2);
  CHECK(counts.true_negatives == 4);
  CHECK(counts.false_negatives == 8);
  CHECK(counts.precision() == 1.0 / 3);
  CHECK(counts.recall() == 1.0 / 9);
  CHECK(counts.specificity() == 4.0 / 6);
  CHECK(counts.fall_out() == 2.0 / 6);
}

TEST_CASE("Confusion's shares of nothing are 0") {
  const Confusion none;
  CHECK(none.precision() == 0);
  CHECK(none.recall() == 0);
  CHECK(none.specificity() == 0);
  CHECK(none.fall_out() == 0);
}
