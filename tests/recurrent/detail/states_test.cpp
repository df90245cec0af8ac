// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <weft/recurrent/detail/states.hpp>
#include <weft/recurrent/recurrent_state.hpp>

using weft::Index;

TEST_CASE("rows of all states are copied together") {
  weft::detail::States<double, 2> from, to;
  from.resize(3, 2);
  to.resize_zero(4, 2);
  for (std::size_t s = 0; s < 2; ++s)
    for (Index k = 0; k < 6; ++k) from.each[s].data()[k] = static_cast<double>(10 * s) + static_cast<double>(k);
  copy_states(from, 1, to, 2, 2);
  for (std::size_t s = 0; s < 2; ++s) {
    for (Index k = 0; k < 4; ++k) {
      CHECK(to.each[s].data()[k] == 0);
      CHECK(to.each[s].row(2)[k] == from.each[s].row(1)[k]);
    }
    CHECK(rows_of(from, 1)[s] == from.each[s].row(1));
    CHECK(rows_of(std::as_const(from), 2)[s] == std::as_const(from).each[s].row(2));
  }
  CHECK(&to.h() == &to.each[0]);
}

TEST_CASE("a recurrent state has h, and an LSTM's c; all have a row for each sequence") {
  weft::RecurrentState<float, 2> state;
  state.set_zero(3, 5);
  CHECK(state.batch() == 3);
  CHECK(&state.h() == &state.each[0]);
  CHECK(&state.c() == &state.each[1]);
  for (Index k = 0; k < 15; ++k) CHECK(state.c().data()[k] == 0);
}
