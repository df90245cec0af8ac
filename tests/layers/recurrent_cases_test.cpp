// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string_view>
#include <weft/layers/lstm.hpp>

#include "../golden/recurrent_cases.hpp"

TEST_CASE_TEMPLATE("the cases of recurrent layers are those of an LSTM", Scalar, double, float) {
  const weft::golden::RecurrentCase& pass = weft::golden::recurrent_cases[0];
  REQUIRE(pass.name == std::string_view("lstm_sequences_backward_masked"));
  weft::LSTM<Scalar, weft::Returns::sequences> lstm(weft::golden::units, pass.direction);
  weft::golden::set_weights(lstm, weft::golden::case_weights);
  const auto gradient = weft::golden::check_pass(lstm, pass);
  weft::golden::check_weights(gradient, pass.dkernel, pass.drecurrent_kernel, pass.dbias);
}
