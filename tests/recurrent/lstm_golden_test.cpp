// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/lstm.hpp>

#include "../golden/lstm.hpp"
#include "../golden/recurrent.hpp"

namespace {

using weft::Returns;
using weft::golden::RecurrentPass;

template <class Scalar, Returns returns> void check_passes(std::span<const RecurrentPass> passes) {
  REQUIRE(passes.size() == 4);
  for (const RecurrentPass& pass : passes) {
    CAPTURE(pass.masked);
    CAPTURE(static_cast<int>(pass.direction));
    weft::LSTM<Scalar, returns> lstm(weft::golden::units, pass.direction);
    weft::golden::set_weights(lstm, 10);
    const auto gradient = weft::golden::check_pass(lstm, pass);
    weft::golden::check_weights(gradient, pass.dkernel, pass.drecurrent_kernel, pass.dbias);
  }
}

}  // namespace

TEST_CASE_TEMPLATE("LSTM that returns its last state gives Keras's outputs and gradients", Scalar, double, float) {
  check_passes<Scalar, Returns::last_state>(weft::golden::lstm_last_state);
}

TEST_CASE_TEMPLATE("LSTM that returns sequences gives Keras's outputs and gradients", Scalar, double, float) {
  check_passes<Scalar, Returns::sequences>(weft::golden::lstm_sequences);
}
