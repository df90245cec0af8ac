// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include <weft/text/detail/encoded_ids.hpp>

TEST_CASE("Padding at the end is left off, and no other zero") {
  const std::vector<int> ids = {0, 3, 0, 4, 0, 0}, padding = {0, 0}, none;
  CHECK(weft::detail::without_padding(ids).size() == 4);
  CHECK(weft::detail::without_padding(padding).empty());
  CHECK(weft::detail::without_padding(none).empty());
}

TEST_CASE("An id is at least 1 and below the vocabulary's size") {
  CHECK_NOTHROW(weft::detail::check_id("Encoder", 1, 5));
  CHECK_NOTHROW(weft::detail::check_id("Encoder", 4, 5));
  CHECK_THROWS_WITH_AS(weft::detail::check_id("Encoder", 5, 5),
                       "Encoder: expected ids from 1 to 4 (vocab_size 5) and padding, 0, at the end only; given 5",
                       std::invalid_argument);
  CHECK_THROWS_AS(weft::detail::check_id("Encoder", 0, 5), std::invalid_argument);
  CHECK_THROWS_AS(weft::detail::check_id("Encoder", -1, 5), std::invalid_argument);
}
