// SPDX-License-Identifier: MIT
// RTNeural's side of a comparison; ./dev compare compiles it beside a copy of RTNeural, for this machine's processor.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <RTNeural/RTNeural.h>
#include <weft/core/output.hpp>

namespace {

using Matrix = std::vector<std::vector<float>>;

Matrix random_matrix(int rows, int columns, std::mt19937& generator) {
  std::uniform_real_distribution<float> any(-0.1F, 0.1F);
  Matrix matrix(static_cast<std::size_t>(rows), std::vector<float>(static_cast<std::size_t>(columns)));
  for (auto& row : matrix)
    for (float& x : row) x = any(generator);
  return matrix;
}

template <int input, int units>
using Model = RTNeural::ModelT<float, input, units, RTNeural::LSTMLayerT<float, input, units>>;

/// Seconds of a step, the best of 50 times 2,000 after some that are not counted.
template <int input, int units> double cell() {
  std::mt19937 generator(42);
  const auto model = std::make_unique<Model<input, units>>();
  auto& lstm = model->template get<0>();
  lstm.setWVals(random_matrix(input, 4 * units, generator));
  lstm.setUVals(random_matrix(units, 4 * units, generator));
  auto bias = random_matrix(1, 4 * units, generator);
  lstm.setBVals(bias[0]);
  model->reset();
  alignas(64) float x[input + 16] = {};
  std::fill_n(x, input, 0.25F);
  double best = std::numeric_limits<double>::infinity();
  volatile float seen = 0;
  for (int run = 0; run < 51; ++run) {
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < 2000; ++k) seen = model->forward(x);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 2000;
    if (run > 0) best = std::min(best, seconds);
  }
  return best + 0 * static_cast<double>(seen);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> a(argv + 1, argv + argc);
  if (a == std::vector<std::string>{"about"}) {
    std::cout << R"({"version": "RTNeural )" WEFT_RTNEURAL_VERSION R"( with Eigen, -O3 -march=native"})" << '\n';
    weft::flush_or_throw();
    return 0;
  }
  const auto is = [&](const char* input, const char* units) {
    return a == std::vector<std::string>{"cell", input, units};
  };
  const double seconds = is("1", "8")      ? cell<1, 8>()
                         : is("1", "16")   ? cell<1, 16>()
                         : is("1", "32")   ? cell<1, 32>()
                         : is("1", "64")   ? cell<1, 64>()
                         : is("16", "32")  ? cell<16, 32>()
                         : is("64", "64")  ? cell<64, 64>()
                         : is("64", "128") ? cell<64, 128>()
                                           : 0;
  if (seconds == 0) {
    std::cerr << "usage: rtneural_work about | cell INPUT UNITS, of sizes that were compiled\n";
    return 1;
  }
  std::cout << weft::concat(R"({"seconds": )", seconds, "}\n");
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
