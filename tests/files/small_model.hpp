// SPDX-License-Identifier: MIT
#pragma once

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

/// The experiment's network, small.
template <class Scalar> auto small_model(std::uint64_t seed) {
  weft::Rng rng(seed);
  return weft::Sequential{rng, weft::Embedding<Scalar>{5, 3}, weft::Bidirectional{weft::LSTM<Scalar>{2}},
                          weft::Dense<Scalar>{4, weft::relu}, weft::Dense<Scalar>{1, weft::sigmoid}};
}
