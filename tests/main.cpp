// SPDX-License-Identifier: MIT
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>
#include <stdexcept>

#include <weft/kernels/dispatch.hpp>

/// What CTest counts as skipped: the kernels are to run on an instruction set that this processor has not got.
constexpr int skipped = 77;

int main(int argc, char** argv) {
  try {
    weft::kernels::instruction_set();
  } catch (const std::invalid_argument& error) {
    std::cerr << error.what() << '\n';
    return skipped;
  }
  return doctest::Context(argc, argv).run();
}
