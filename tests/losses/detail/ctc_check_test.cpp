// SPDX-License-Identifier: MIT
#include <weft/losses/detail/ctc_check.hpp>

#include <doctest/doctest.h>

using weft::detail::ctc_steps;

TEST_CASE("there are as many steps as rows of classes, none of no logits") {
  CHECK(ctc_steps("X", 12, 4, 0) == 3);
  CHECK(ctc_steps("X", 12, 12, 0) == 1);
  CHECK(ctc_steps("X", 12, 1, 0) == 12);
  CHECK(ctc_steps("X", 0, 4, 0) == 0);
}

TEST_CASE("the first and the last class may be the blank, and no class beside them") {
  CHECK(ctc_steps("X", 8, 4, 3) == 2);
  CHECK_THROWS_WITH_AS(ctc_steps("X", 8, 4, 4), "X: the blank is class 4; expected 0 to 3", std::invalid_argument);
  CHECK_THROWS_WITH_AS(ctc_steps("X", 8, 4, -1), "X: the blank is class -1; expected 0 to 3", std::invalid_argument);
}

TEST_CASE("what is refused is refused in the name of whoever asks, the classes first") {
  CHECK_THROWS_WITH_AS(ctc_steps("Reader", 0, 0, 0), "Reader: there are 0 classes; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(ctc_steps("Writer", 7, -2, 9), "Writer: there are -2 classes; expected at least 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(ctc_steps("Writer", 7, 2, 9), "Writer: the blank is class 9; expected 0 to 1",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(ctc_steps("Reader", 3, 4, 0), "Reader: there are 3 logits; expected a multiple of the 4 classes",
                       std::invalid_argument);
}
