// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

#include "../golden/lstm.hpp"
#include "../golden/recurrent.hpp"

namespace {

using weft::Returns;
using weft::golden::RecurrentPass;

template <class Scalar, Returns returns> void check_passes(std::span<const RecurrentPass> passes) {
  REQUIRE(passes.size() == 2);
  for (const RecurrentPass& pass : passes) {
    CAPTURE(pass.masked);
    weft::Bidirectional both{weft::LSTM<Scalar, returns>(weft::golden::units)};
    weft::golden::set_weights(both.forward_layer, 10);
    weft::golden::set_weights(both.backward_layer, 20);
    const auto gradient = weft::golden::check_pass(both, pass);
    weft::golden::check_weights(gradient.forward_layer, pass.dkernel, pass.drecurrent_kernel, pass.dbias);
    weft::golden::check_weights(gradient.backward_layer, pass.dkernel_2, pass.drecurrent_kernel_2, pass.dbias_2);
  }
}

}  // namespace

TEST_CASE_TEMPLATE("Bidirectional LSTM gives Keras's last states and gradients", Scalar, double, float) {
  check_passes<Scalar, Returns::last_state>(weft::golden::bidirectional_last_state);
}

TEST_CASE_TEMPLATE("Bidirectional LSTM gives Keras's sequences and gradients", Scalar, double, float) {
  check_passes<Scalar, Returns::sequences>(weft::golden::bidirectional_sequences);
}
