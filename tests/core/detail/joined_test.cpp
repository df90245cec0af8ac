// SPDX-License-Identifier: MIT
#include <weft/core/detail/joined.hpp>

#include <doctest/doctest.h>

#include <vector>

using weft::detail::joined;

TEST_CASE("texts stand one behind another, with commas or something else between them") {
  CHECK(joined(std::vector<std::string>{"a", "b", "c"}) == "a, b, c");
  CHECK(joined(std::vector<std::string>{"a"}) == "a");
  CHECK(joined(std::vector<std::string>{"a", "b"}, " ") == "a b");
  CHECK(joined(std::vector<int>{1, 2}, [](int x) { return std::to_string(x); }) == "1, 2");
}

TEST_CASE("where there are none, that is said") {
  CHECK(joined(std::vector<std::string>{}) == "none");
  CHECK(joined(std::vector<int>{}, [](int x) { return std::to_string(x); }) == "none");
}
