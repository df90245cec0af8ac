// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>

#include <weft/core/touched_rows.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::Index;

std::vector<Index> rows_of(const weft::TouchedRows& touched) {
  std::vector<Index> rows;
  touched.for_each([&](Index row) { rows.push_back(row); });
  return rows;
}

}  // namespace

TEST_CASE("TouchedRows gives each touched row once, in their order, for tables of any size") {
  weft::Rng rng(1);
  for (const Index size : {1, 2, 63, 64, 65, 128, 1000}) {
    weft::TouchedRows touched;
    touched.begin(size);
    std::set<Index> expected;
    for (Index k = 0; k < size; ++k) {
      const auto row = static_cast<Index>(rng.below(static_cast<std::uint64_t>(size)));
      touched.touch(row);
      expected.insert(row);
    }
    CHECK(rows_of(touched) == std::vector<Index>(expected.begin(), expected.end()));
    touched.touch(size - 1);
    CHECK(rows_of(touched).back() == size - 1);
    touched.clear();
    CHECK(touched.are_known());
    CHECK(rows_of(touched).empty());
  }
}

TEST_CASE("TouchedRows remember nothing until they are asked to, nor after they are told to forget") {
  weft::TouchedRows touched;
  CHECK_FALSE(touched.are_known());
  touched.touch(7);
  touched.begin(10);
  CHECK(touched.are_known());
  CHECK(rows_of(touched).empty());
  touched.forget();
  CHECK_FALSE(touched.are_known());
}

TEST_CASE("TouchedRows take over those of another, and know no longer which they are where the other does not") {
  weft::TouchedRows some, others, unknown;
  some.begin(100), others.begin(100);
  some.touch(3), others.touch(3), others.touch(99);
  some.touch(others);
  CHECK(rows_of(some) == std::vector<Index>{3, 99});
  CHECK(rows_of(others) == std::vector<Index>{3, 99});
  unknown.touch(some);
  CHECK_FALSE(unknown.are_known());
  some.touch(unknown);
  CHECK_FALSE(some.are_known());
}
