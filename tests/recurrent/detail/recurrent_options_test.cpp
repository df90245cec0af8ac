// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/recurrent/lstm.hpp>
#include <weft/recurrent/simple_rnn.hpp>

TEST_CASE("a layer's options become what all recurrent layers may be told") {
  const auto lstm = weft::detail::recurrent_options(weft::LSTMOptions{.activation = weft::relu,
                                                                      .recurrent_activation = weft::hard_sigmoid,
                                                                      .use_bias = false,
                                                                      .dropout = 0.25,
                                                                      .recurrent_dropout = 0.5,
                                                                      .seed = 7,
                                                                      .go_backwards = true});
  CHECK(lstm.functions.activation == weft::relu);
  CHECK(lstm.functions.recurrent_activation == weft::hard_sigmoid);
  CHECK_FALSE(lstm.use_bias);
  CHECK(lstm.dropout.input == 0.25);
  CHECK(lstm.dropout.state == 0.5);
  CHECK(lstm.dropout.seed == 7);
  CHECK(lstm.direction == weft::Direction::backward);
  const auto rnn = weft::detail::recurrent_options(weft::SimpleRNNOptions{});
  CHECK(rnn.functions.are_default());
  CHECK(rnn.use_bias);
  CHECK_FALSE(rnn.dropout.seed.has_value());
  CHECK(rnn.direction == weft::Direction::forward);
}
