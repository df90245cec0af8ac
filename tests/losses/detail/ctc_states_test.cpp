// SPDX-License-Identifier: MIT
#include <weft/losses/detail/ctc_states.hpp>

#include <doctest/doctest.h>

#include <vector>

using weft::Index;
using weft::detail::CTCStates;

namespace {

std::vector<int> classes_of(const CTCStates& states) {
  std::vector<int> classes;
  for (Index s = 0; s < states.count(); ++s) classes.push_back(states.class_of(states.slot(s)));
  return classes;
}

std::vector<Index> skips_of(const CTCStates& states) {
  std::vector<Index> skips;
  for (Index s = 0; s < states.count(); ++s)
    if (states.may_skip(s)) skips.push_back(s);
  return skips;
}

}  // namespace

TEST_CASE("the states of labels are these with blanks around, and each class has one slot") {
  CTCStates states;
  states.assign(std::vector<int>{7, 2, 2, 7, 5}, 3);
  CHECK(classes_of(states) == std::vector<int>{3, 7, 3, 2, 3, 2, 3, 7, 3, 5, 3});
  CHECK(states.moments() == 4);
  CHECK(states.class_of(0) == 3);
  CHECK(states.slot(1) == states.slot(7));
  CHECK(skips_of(states) == std::vector<Index>{3, 7, 9});  // not to 5, which is the same label as 3
}

TEST_CASE("states are those of the last labels alone") {
  CTCStates states;
  states.assign(std::vector<int>{1, 2, 3, 4}, 0);
  states.assign(std::vector<int>{2, 2}, 0);
  CHECK(classes_of(states) == std::vector<int>{0, 2, 0, 2, 0});
  CHECK(skips_of(states).empty());
  CHECK(states.moments() == 2);
  states.assign({}, 6);
  CHECK(classes_of(states) == std::vector<int>{6});
  CHECK(states.moments() == 1);
}
