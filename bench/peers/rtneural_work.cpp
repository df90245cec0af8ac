// SPDX-License-Identifier: MIT
// RTNeural's side of a comparison; ./dev compare compiles it beside a copy of RTNeural, for this machine's processor.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <RTNeural/RTNeural.h>
#include <weft/system/output.hpp>

namespace {

using Matrix = std::vector<std::vector<float>>;

Matrix random_matrix(int rows, int columns, std::mt19937& generator) {
  std::uniform_real_distribution<float> any(-0.1F, 0.1F);
  Matrix matrix(static_cast<std::size_t>(rows), std::vector<float>(static_cast<std::size_t>(columns)));
  for (auto& row : matrix)
    for (float& x : row) x = any(generator);
  return matrix;
}

/// Random weights for an LSTM or a GRU of so many gates; a GRU has two biases.
template <int input, int units> void fill(RTNeural::LSTMLayerT<float, input, units>& layer, std::mt19937& generator) {
  layer.setWVals(random_matrix(input, 4 * units, generator));
  layer.setUVals(random_matrix(units, 4 * units, generator));
  auto bias = random_matrix(1, 4 * units, generator);
  layer.setBVals(bias[0]);
}
template <int input, int units> void fill(RTNeural::GRULayerT<float, input, units>& layer, std::mt19937& generator) {
  layer.setWVals(random_matrix(input, 3 * units, generator));
  layer.setUVals(random_matrix(units, 3 * units, generator));
  layer.setBVals(random_matrix(2, 3 * units, generator));
}

/// Seconds of a step, the best of 50 times 2,000 after some that are not counted.
template <int input, int units, class... Layers> double seconds_of_step() {
  std::mt19937 generator(42);
  const auto model = std::make_unique<RTNeural::ModelT<float, input, units, Layers...>>();
  fill(model->template get<0>(), generator);
  if constexpr (sizeof...(Layers) == 2) fill(model->template get<1>(), generator);
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

template <int input, int units> double lstm() {
  return seconds_of_step<input, units, RTNeural::LSTMLayerT<float, input, units>>();
}
template <int units> double two_lstms() {
  return seconds_of_step<1, units, RTNeural::LSTMLayerT<float, 1, units>, RTNeural::LSTMLayerT<float, units, units>>();
}
template <int units> double gru() { return seconds_of_step<1, units, RTNeural::GRULayerT<float, 1, units>>(); }

/// By what the command line says.
const std::map<std::string, double (*)()> tasks{
    {"lstm 1 1 8", lstm<1, 8>},     {"lstm 1 1 12", lstm<1, 12>},   {"lstm 1 1 16", lstm<1, 16>},
    {"lstm 1 1 24", lstm<1, 24>},   {"lstm 1 1 32", lstm<1, 32>},   {"lstm 1 1 64", lstm<1, 64>},
    {"lstm 2 1 8", two_lstms<8>},   {"lstm 2 1 12", two_lstms<12>}, {"lstm 2 1 16", two_lstms<16>},
    {"lstm 1 16 32", lstm<16, 32>}, {"lstm 1 64 64", lstm<64, 64>}, {"lstm 1 64 128", lstm<64, 128>},
    {"gru 1 1 16", gru<16>},        {"gru 1 1 32", gru<32>}};

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> a(argv + 1, argv + argc);
  if (a == std::vector<std::string>{"about"}) {
    std::cout << R"({"version": "RTNeural )" WEFT_RTNEURAL_VERSION R"( with Eigen, -O3 -march=native"})" << '\n';
    weft::flush_or_throw();
    return 0;
  }
  const auto task =
      a.size() == 5 && a[0] == "stream" ? tasks.find(a[1] + " " + a[2] + " " + a[3] + " " + a[4]) : tasks.end();
  if (task == tasks.end()) {
    std::cerr << "usage: rtneural_work about | stream CELL LAYERS INPUT UNITS, of sizes that were compiled\n";
    return 1;
  }
  const double seconds = task->second();
  std::cout << weft::concat(R"({"seconds": )", seconds, "}\n");
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
