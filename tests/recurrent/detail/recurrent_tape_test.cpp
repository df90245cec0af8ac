// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "built_cell.hpp"

namespace {

using weft::Index;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::SimpleRNNLayer;

const std::vector<Index> lengths{4, 2, 1};

/// How many numbers a unit and token the steps keep beside the states.
template <class L> Index numbers_kept() {
  weft::Rng rng(1);
  const auto layer = weft::testing::with_biases(L(16), 2, rng);
  typename L::Tape tape;
  layer.forward(weft::testing::random_sequence(lengths, 2, rng), tape);
  const auto& kept = tape.unroll.kept;
  CHECK(kept.gates.count() == 7);
  CHECK(kept.extra.count() == 7);
  CHECK(kept.h_previous.count() == 0);
  return (kept.gates.features() + kept.extra.features()) / 16;
}

}  // namespace

TEST_CASE("a tape keeps a cell's gates for each token, and no others") {
  CHECK(numbers_kept<LSTMLayer>() == 4);
  CHECK(numbers_kept<GRULayer>() == 4);
  CHECK(numbers_kept<GRUResetBeforeLayer>() == 3);
  CHECK(numbers_kept<SimpleRNNLayer>() == 1);
}

TEST_CASE_TEMPLATE("padded units stay zero on the tape, forward and backward", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(2);
  const auto layer = weft::testing::with_biases(L(3), 2, rng);
  typename L::Tape tape;
  weft::testing::Pass<L>(layer, weft::testing::random_sequence(lengths, 2, rng), tape);
  CHECK(tape.cell.weights.padded_units == 8);
  for (std::size_t s = 0; s < L::State::count; ++s)
    for (Index k = 0; k < 3; ++k)
      for (Index unit = 3; unit < 8; ++unit) {
        CHECK(tape.unroll.end.each[s].row(k)[unit] == 0);
        CHECK(tape.unroll.gradient.each[s].row(k)[unit] == 0);
      }
}
