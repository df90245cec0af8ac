// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <utility>

#include <weft/kernels/dispatch.hpp>

namespace {

using weft::kernels::best_instruction_set;
using weft::kernels::instruction_set_named;
using weft::kernels::InstructionSet;

struct WidthKernel {
  template <class Isa> static void run(int* const& bytes) { *bytes = Isa::bytes; }
};

std::string environment() {
  const char* named = std::getenv("WEFT_INSTRUCTION_SET");
  return named != nullptr ? named : "";
}

}  // namespace

TEST_CASE("instruction sets have names") {
  CHECK(instruction_set_named("baseline") == InstructionSet::baseline);
  for (const auto& [name, set] : {std::pair("avx2", InstructionSet::avx2), {"avx512", InstructionSet::avx512}}) {
    if (set <= best_instruction_set())
      CHECK(instruction_set_named(name) == set);
    else
      CHECK_THROWS_WITH_AS(
          instruction_set_named(name),
          ("WEFT_INSTRUCTION_SET is \"" + std::string(name) + "\"; this processor has not got it").c_str(),
          std::invalid_argument);
  }
}

TEST_CASE("an unknown instruction set is refused with the names there are") {
  CHECK_THROWS_WITH_AS(instruction_set_named("sse9"),
                       "WEFT_INSTRUCTION_SET is \"sse9\"; expected baseline, avx2 or avx512", std::invalid_argument);
  CHECK_THROWS_AS(instruction_set_named(""), std::invalid_argument);
  CHECK_THROWS_AS(instruction_set_named("AVX2"), std::invalid_argument);
}

TEST_CASE("the environment names the instruction set, and else the best is taken") {
  const std::string named = environment();
  CHECK(weft::kernels::instruction_set() == (named.empty() ? best_instruction_set() : instruction_set_named(named)));
}

TEST_CASE("dispatch runs a kernel with the chosen vectors") {
  int bytes = 0;
  weft::kernels::dispatch<WidthKernel>(&bytes);
  const InstructionSet chosen = weft::kernels::instruction_set();
  CHECK(bytes == (chosen == InstructionSet::avx512 ? 64 : chosen == InstructionSet::avx2 ? 32 : 16));
}
