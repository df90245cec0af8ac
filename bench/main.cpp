// SPDX-License-Identifier: MIT
#include <string>
#include <benchmark/benchmark.h>
#include "config.hpp"
#include "support/ceiling.hpp"

/// Google Benchmark's own, which also says what the figures depend on.
int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::AddCustomContext("compiler", bench::config::compiler_name);
  benchmark::AddCustomContext("flags", bench::config::flags);
  benchmark::AddCustomContext("instruction_set", bench::instruction_set_name());
  benchmark::AddCustomContext("ceiling_of_one_core", std::to_string(1e-9 * bench::ceiling(1)) + " GFLOP/s");
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
