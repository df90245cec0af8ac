// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <weft/text/alphanumeric_table.hpp>

TEST_CASE("the table of alphanumeric characters is pairs of rising bounds within Unicode") {
  const auto& table = weft::unicode::alphanumeric_table;
  CHECK(table.size() % 2 == 0);
  CHECK(std::adjacent_find(table.begin(), table.end(), std::greater_equal<>{}) == table.end());
  CHECK(table.back() <= 0x110000);
}

TEST_CASE("the table has as many characters as Python 3.11 counts: 133,547") {
  const auto& table = weft::unicode::alphanumeric_table;
  long count = 0;
  for (std::size_t k = 0; k < table.size(); k += 2) count += static_cast<long>(table[k + 1] - table[k]);
  CHECK(count == 133547);
}
