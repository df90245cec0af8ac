// SPDX-License-Identifier: MIT
#include <weft/files/detail/state_numbers.hpp>

#include <doctest/doctest.h>

#include "files/thrown.hpp"

namespace {

using weft::detail::NumbersReader;
using weft::detail::NumbersWriter;

struct State {
  double a = 0;
  std::vector<double> v;
  double b = 0;

  static void for_each_state(auto&& visit, auto&... state) {
    visit(state.a...);
    visit(std::string_view("v"), state.v...);
    visit(state.b...);
  }
};

std::vector<double> written(const State& state) {
  NumbersWriter writer;
  State::for_each_state(writer, state);
  return writer.numbers;
}

/// What is wrong with the numbers for such a state.
template <class S> std::string problem(const std::vector<double>& numbers, S state) {
  return file_problem("c", [&] {
    NumbersReader reader("c", "row", numbers);
    State::for_each_state(reader, state);
    reader.end();
  });
}

}  // namespace

TEST_CASE("numbers and vectors of them come back") {
  const State state{1, {2, 3}, 4};
  CHECK(written(state) == std::vector<double>{1, 2, 2, 3, 4});
  State read;
  const std::vector<double> numbers = written(state);
  NumbersReader reader("c", "row", numbers);
  State::for_each_state(reader, read);
  reader.end();
  CHECK(read.a == 1);
  CHECK(read.v == state.v);
  CHECK(read.b == 4);
}

TEST_CASE("numbers that are too few or too many, and a vector of another size, are refused") {
  const State empty, three{0, {0, 0, 0}, 0};
  CHECK(problem(written(three), empty).empty());
  CHECK(problem({1, 0}, empty) == "'row' has too few numbers");
  CHECK(problem({1, 0, 1, 1}, empty) == "'row' has 1 numbers too many");
  CHECK(problem({1, 5, 1, 1}, empty) == "'row' has a vector of 5 numbers; there are 2");
  for (const double size : {-1.0, 0.5, std::numeric_limits<double>::quiet_NaN(), 1e300})
    CHECK(problem({1, size, 1, 1}, empty) == weft::concat("'row' has a vector of ", size, " numbers; there are 2"));
  CHECK(problem({1, 2, 1, 1, 1}, three) == "'row' has a vector of 2 numbers; there are 3; expected 3");
}

TEST_CASE("what is const is compared, and not changed") {
  const State fixed{9, {9}, 9};
  CHECK(problem<const State>({1, 1, 1, 1}, fixed).empty());
  CHECK(problem<const State>({1, 2, 1, 1, 1}, fixed) == "'row' has a vector of 2 numbers; there are 3; expected 1");
}
