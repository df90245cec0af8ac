// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <weft/text/detail/string_map.hpp>

TEST_CASE("A map of strings finds views of equal text") {
  weft::detail::StringMap<int> map;
  map.emplace("loom", 1);
  map.emplace(std::string(100, 'x'), 2);
  const std::string_view text = "the loom";
  REQUIRE(map.find(text.substr(4)) != map.end());
  CHECK(map.find(text.substr(4))->second == 1);
  CHECK(map.find(std::string(100, 'x'))->second == 2);
  CHECK(map.find(text) == map.end());
}
