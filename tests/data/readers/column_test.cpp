// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include <weft/data/readers/column.hpp>

#include "data/readers/complaint.hpp"

namespace {

using weft::Column;
using weft::Index;
using Strings = std::vector<std::string>;

static_assert(!std::is_convertible_v<bool, Column> && !std::is_convertible_v<char, Column> &&
              !std::is_convertible_v<double, Column>);

const Strings names = {"a", "b", "a", ""};

Index find(const Column& column) { return weft::detail::find_column(column, names, 4, "t.csv"); }
std::string complaint(const Column& column, const Strings& of = names) {
  const Index count = of.empty() ? 3 : static_cast<Index>(of.size());
  return weft::testing::complaint("t.csv", [&] { weft::detail::find_column(column, of, count, "t.csv"); });
}

}  // namespace

TEST_CASE("a column is a name or a place") {
  CHECK(find("b") == 1);
  CHECK(find(std::string{"b"}) == 1);
  CHECK(find(std::string_view{"b"}) == 1);
  CHECK(find("") == 3);
  CHECK(find(0) == 0);
  CHECK(find(std::size_t{2}) == 2);
  CHECK(find(Index{3}) == 3);
}

TEST_CASE("a column that is not there is refused with a list of those that are") {
  CHECK(complaint("c") == ": there is no column \"c\"; there are 4: \"a\", \"b\", \"a\", \"\"");
  CHECK(complaint("B") == ": there is no column \"B\"; there are 4: \"a\", \"b\", \"a\", \"\"");
  CHECK(complaint(4) == ": there is no column 4; there are 4: \"a\", \"b\", \"a\", \"\"");
  CHECK(complaint(-1) == ": there is no column -1; there are 4: \"a\", \"b\", \"a\", \"\"");
  CHECK(complaint(3, {}) == ": there is no column 3; there are 3, without names");
}

TEST_CASE("a name that two columns have, or that no header row gives, is refused") {
  CHECK(complaint("a") == ": two columns have the name \"a\"; expected a place, from 0");
  CHECK(complaint("a", {}) ==
        ": there is no column \"a\": the file is read without a header row; expected a place, from 0");
}
