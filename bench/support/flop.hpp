// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/buffer.hpp>

/// How much work there is, by docs/benchmarks.md: a multiply-add is two, and only those of matrix products count.
namespace bench::flop {

using weft::Index;

/// [m x k] [k x n]
inline double product(Index m, Index k, Index n) { return 2.0 * static_cast<double>(m * k) * static_cast<double>(n); }

/// A recurrent layer with so many gates forward over so many rows. Behind an Embedding, `input` is 0: its product is
/// with distinct tokens only, and is left out.
inline double recurrent(Index rows, Index input, Index units, Index gates) {
  return product(rows, input + units, gates * units);
}
inline double lstm(Index rows, Index input, Index units) { return recurrent(rows, input, units, 4); }

/// Forward, and backward's two products for each of forward's.
inline double recurrent_training(Index rows, Index input, Index units, Index gates) {
  return 3 * recurrent(rows, input, units, gates);
}
inline double lstm_training(Index rows, Index input, Index units) { return recurrent_training(rows, input, units, 4); }

}  // namespace bench::flop
