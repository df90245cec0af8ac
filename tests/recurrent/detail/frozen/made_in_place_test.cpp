// SPDX-License-Identifier: MIT
#include <weft/recurrent/detail/frozen/made_in_place.hpp>

#include <doctest/doctest.h>

#include <utility>

namespace {

struct Holder {
  int number = 0;
  weft::detail::MadeInPlace<int*> place;
};

}  // namespace

TEST_CASE("a value that points at what lies beside it is missing in a copy, and stays in the original") {
  Holder original;
  CHECK(original.place.is_missing());
  original.place.set(&original.number);
  CHECK(*original.place == &original.number);
  Holder copy = original, assigned;
  assigned.place.set(&assigned.number);
  assigned = original;
  CHECK(copy.place.is_missing());
  CHECK(assigned.place.is_missing());
  CHECK(*original.place == &original.number);
  const Holder moved = std::move(original);
  CHECK(moved.place.is_missing());
}
