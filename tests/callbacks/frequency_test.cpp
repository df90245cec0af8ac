// SPDX-License-Identifier: MIT
#include <weft/callbacks/frequency.hpp>

#include <doctest/doctest.h>

using weft::Frequency;

TEST_CASE("a frequency is after each epoch or after every so many batches") {
  const Frequency epoch = Frequency::epoch(), third = Frequency::batches(3);
  CHECK(epoch.is_after_epoch());
  CHECK_FALSE(epoch.is_after_batch(3));
  CHECK_FALSE(third.is_after_epoch());
  CHECK_FALSE(third.is_after_batch(2));
  CHECK(third.is_after_batch(3));
  CHECK_FALSE(third.is_after_batch(4));
  CHECK(third.is_after_batch(6));
}

TEST_CASE("a frequency of no batches is refused") {
  CHECK_THROWS_WITH_AS(static_cast<void>(Frequency::batches(0)), "Frequency: batches is 0; expected at least 1",
                       std::invalid_argument);
}
