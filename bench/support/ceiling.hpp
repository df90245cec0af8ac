// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <weft/core/buffer.hpp>

namespace bench {

using weft::Index;

/// What this machine's multiply-adds reach on the chosen instruction set, in flop/s: the best of several runs of a loop
/// that touches registers alone, on so many threads at the same time. Measured at the first call for a number of
/// threads, and remembered.
double ceiling(Index threads);

/// "baseline", "avx2" or "avx512": what the kernels run on.
std::string instruction_set_name();

}  // namespace bench
