// SPDX-License-Identifier: MIT
// What a training step would take on more threads than this machine may have.
#include <iomanip>
#include <iostream>
#include <weft/system/denormals.hpp>
#include <weft/system/output.hpp>
#include "support/layer_models.hpp"
#include "support/training_step.hpp"
#include "threads/step_times.hpp"

namespace {

using weft::Index;

constexpr const char* heading = R"(A training step on more threads: predicted, not measured.

From the times of each shard, each sum of two gradients, the optimizer and the rest, measured on one thread of this
machine; the threads take shards by list scheduling. That threads wait for memory or slow each other down is not in it.
The measured column is the same step on as many threads as this machine has, up to two.

| step | shards | 1 thread | speed-up on 2, measured | on 2 | on 4 | on 8 | on 16 |
| --- | --- | --- | --- | --- | --- | --- | --- |
)";

template <class Model, class Inputs>
void print_row(const std::string& name, Model model, const weft::Dataset<Inputs>& data) {
  bench::BatchTraining alone(model, data, 1), both(model, data, 2);
  alone.run(), both.run();
  const double one = bench::least_seconds(5, [&] { alone.run(); }), two = bench::least_seconds(5, [&] { both.run(); });
  const bench::StepTimes step = bench::measure_step(model, data);
  std::cout << "| " << name << " | " << step.shards.size() << " | " << std::setprecision(3) << 1e3 * one << " ms | "
            << one / two;
  for (const Index threads : {2, 4, 8, 16})
    std::cout << " | " << bench::predicted_seconds(step, 1) / bench::predicted_seconds(step, threads);
  std::cout << " |\n";
}

void print_rows(Index batch) {
  weft::Rng rng(42);
  const auto data = bench::labelled_sequences(batch, rng);
  for (const std::string name : {"lstm64", "lstm256", "stacked"})
    bench::with_layer_model(name, batch, [&](auto model, double) {
      print_row(weft::concat(name, ", B=", batch, ", T=100, I=64"), std::move(model), data);
    });
  const auto reviews = bench::generated(batch, 1);
  print_row(weft::concat("the experiment's network, masked, B=", batch), bench::make_network(rng), reviews.train);
}

}  // namespace

int main() try {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  std::cout << heading;
  for (const Index batch : {64, 256}) print_rows(batch);
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
