// SPDX-License-Identifier: MIT
#include <exception>
#include <iostream>
#include <string>
#include <benchmark/benchmark.h>
#include <weft/system/output.hpp>
#include "config.hpp"
#include "support/ceiling.hpp"

namespace {

/// Google Benchmark does not look whether the file of --benchmark_out took what was written to it.
class CheckedReporter : public benchmark::JSONReporter {
 public:
  void Finalize() override {
    JSONReporter::Finalize();
    weft::flush_or_throw(GetOutputStream(), "the file of --benchmark_out");
  }
};

/// Whether the figures go to a file in JSON, which is what Google Benchmark writes unless it is told otherwise.
bool writes_json(int argc, char** argv) {
  bool to_file = false, json = true;
  for (int k = 1; k < argc; ++k) {
    const std::string_view word = argv[k];
    if (word.starts_with("--benchmark_out=")) to_file = word != "--benchmark_out=";
    if (word.starts_with("--benchmark_out_format=")) json = word == "--benchmark_out_format=json";
  }
  return to_file && json;
}

}  // namespace

/// Google Benchmark's own, which also says what the figures depend on and fails if they cannot be written.
int main(int argc, char** argv) try {
  CheckedReporter json;
  benchmark::BenchmarkReporter* const to_file = writes_json(argc, argv) ? &json : nullptr;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::AddCustomContext("compiler", bench::config::compiler_name);
  benchmark::AddCustomContext("flags", bench::config::flags);
  benchmark::AddCustomContext("instruction_set", bench::instruction_set_name());
  benchmark::AddCustomContext("ceiling_of_one_core", weft::fixed_text(1e-9 * bench::ceiling(1), 6) + " GFLOP/s");
  benchmark::RunSpecifiedBenchmarks(nullptr, to_file);
  benchmark::Shutdown();
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
