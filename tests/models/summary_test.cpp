// SPDX-License-Identifier: MIT
#include <weft/models/summary.hpp>

#include <doctest/doctest.h>
#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

TEST_CASE("a whole number has a comma before every three digits") {
  CHECK(weft::detail::with_commas(0) == "0");
  CHECK(weft::detail::with_commas(999) == "999");
  CHECK(weft::detail::with_commas(1000) == "1,000");
  CHECK(weft::detail::with_commas(65) == "65");
  CHECK(weft::detail::with_commas(123456) == "123,456");
  CHECK(weft::detail::with_commas(598209) == "598,209");
  CHECK(weft::detail::with_commas(1234567890) == "1,234,567,890");
}

TEST_CASE("the summary of the experiment's network is the notebook's table") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Embedding{8185, 64}, weft::Bidirectional{weft::LSTM{64}},
                               weft::Dense{64, weft::relu}, weft::Dense{1, weft::sigmoid}};
  CHECK(weft::summary(model) ==
        "Model: \"sequential\"\n"
        "Layer (type)                    Output Shape       Param #\n"
        "=============================================================\n"
        "embedding (Embedding)           (None, None, 64)   523,840\n"
        "bidirectional (Bidirectional)   (None, 128)        66,048\n"
        "dense (Dense)                   (None, 64)         8,256\n"
        "dense_1 (Dense)                 (None, 1)          65\n"
        "=============================================================\n"
        "Total params: 598,209\n");
}

TEST_CASE("a layer that returns sequences has time in its output shape") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Input{3}, weft::LSTM{4, weft::return_sequences}, weft::LSTM{5}};
  const std::string text = weft::summary(model);
  CHECK(text.find("lstm (LSTM)     (None, None, 4)   128\n") != text.npos);
  CHECK(text.find("lstm_1 (LSTM)   (None, 5)         200\n") != text.npos);
  CHECK(text.find("Total params: 328\n") != text.npos);
}

TEST_CASE("a Bidirectional that merges nothing has two output shapes") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Input{3}, weft::Bidirectional{weft::LSTM{4}, weft::merge_mode_none}};
  CHECK(weft::summary(model).find("[(None, 4), (None, 4)]   256\n") != std::string::npos);
}
