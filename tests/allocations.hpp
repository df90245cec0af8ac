// SPDX-License-Identifier: MIT
#pragma once

namespace weft::testing {

/// How often this process has asked for memory. Counted where the C library is glibc and no sanitizer has taken its
/// place; elsewhere it stays 0, and allocations_are_counted() is false.
long allocation_count();
bool allocations_are_counted();

}  // namespace weft::testing
