// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/buffer.hpp>

/// How much work there is, by docs/benchmarks.md: a multiply-add is two, and only those of matrix products count.
namespace bench::flop {

using weft::Index;

/// [m x k] [k x n]
inline double product(Index m, Index k, Index n) { return 2.0 * static_cast<double>(m * k) * static_cast<double>(n); }

/// One LSTM forward over so many rows. Behind an Embedding, `input` is 0: its product is with distinct tokens only, and
/// is left out.
inline double lstm(Index rows, Index input, Index units) { return product(rows, input + units, 4 * units); }

/// Forward, and backward's two products for each of forward's.
inline double lstm_training(Index rows, Index input, Index units) { return 3 * lstm(rows, input, units); }

}  // namespace bench::flop
