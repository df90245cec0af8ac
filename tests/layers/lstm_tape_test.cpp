// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/lstm.hpp>

#include "laws.hpp"

TEST_CASE("an LSTM's tape keeps five numbers a unit and token, and a batch of spare rows") {
  weft::Rng rng(1);
  weft::LSTM lstm{16};
  lstm.build(2, rng);
  weft::Sequence<float> x;
  x.packing = weft::Packing(std::vector<weft::Index>{3, 2});
  x.values.resize_zero(5, 2);
  decltype(lstm)::Tape tape;
  lstm.forward(x, tape);
  CHECK(tape.walk.cells.gates.count() * tape.walk.cells.gates.features() == 5 * 4 * 16);
  CHECK(tape.walk.cells.c_previous.count() * tape.walk.cells.c_previous.features() == (5 + 2) * 16);
}

TEST_CASE("padded units stay zero on the tape, forward and backward") {
  weft::Rng rng(2);
  weft::LSTM<double> lstm{3};
  lstm.build(2, rng);
  const std::vector<weft::Index> lengths{4, 2, 1};
  const auto x = weft::testing::random_sequence(lengths, 2, rng);
  weft::LSTM<double>::Tape tape;
  weft::testing::Pass<weft::LSTM<double>>(lstm, x, tape);
  CHECK(tape.weights.padded_units == 8);
  for (weft::Index r = 0; r < x.packing.rows(); ++r)
    for (weft::Index unit = 3; unit < 8; ++unit) CHECK(tape.walk.cells.c_previous.row(r)[unit] == 0);
  for (weft::Index k = 0; k < 3; ++k)
    for (weft::Index unit = 3; unit < 8; ++unit) {
      CHECK(tape.walk.end.h.row(k)[unit] == 0);
      CHECK(tape.walk.gradient.c.row(k)[unit] == 0);
    }
}
