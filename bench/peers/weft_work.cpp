// SPDX-License-Identifier: MIT
// weft's side of a comparison: does one piece of work, and says in a line of JSON how long it took.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <weft/recurrent/stream.hpp>
#include <weft/system/output.hpp>
#include <weft/training/fit.hpp>
#include "config.hpp"
#include "support/ceiling.hpp"
#include "support/flop.hpp"
#include "support/layer_models.hpp"
#include "support/training_step.hpp"

namespace {

using Json = nlohmann::json;
using weft::Index;
using Arguments = std::vector<std::string>;

constexpr const char* usage = R"(usage: weft_work TASK
  about                                    what this was built with and runs on
  step THREADS lstm|gru|simple_rnn         a training step: embedding + bidirectional layer of 64 + Dense, B=64, T=500
  train THREADS|whole lstm64|lstm256|stacked BATCH  a training step of an LSTM of 64 or 256 or of two BiLSTMs of 64, and a
                                           Dense, T=100, I=64; `whole`: on one thread, the batch in one piece
  forward BATCH THREADS last|sequences     BiLSTM on dense input, T=500, I=H=64
  frozen STEPS WEIGHTS                     the same with last states and weights packed once, B=1, one thread
  stream lstm|gru LAYERS INPUT UNITS WEIGHTS  one step of a stream through one layer or two
                                           WEIGHTS are stored as float, float16 or bfloat16
  difference lstm|gru float16|bfloat16     of h from that with float weights: 64 units, 64 inputs, 10,000 steps
  ids FILE TRAIN TEST                      write the experiment's ids for the other tasks
  epoch FILE THREADS masked|unmasked       one epoch of the experiment, with its validation
)";

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The best of so many runs, after one that is not counted.
double best_of(int runs, const auto& work) {
  work();
  double best = std::numeric_limits<double>::infinity();
  for (int run = 0; run < runs; ++run) best = std::min(best, seconds_of(work));
  return best;
}

Json result(double seconds, double flop, Index threads) {
  return {{"seconds", seconds}, {"flop", flop}, {"ceiling", bench::ceiling(threads)}};
}

Json about() {
  return {{"compiler", bench::config::compiler_name},
          {"flags", bench::config::flags},
          {"instruction_set", bench::instruction_set_name()},
          {"ceiling", bench::ceiling(1)}};
}

template <class L> Json step(Index threads) {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  bench::TrainingStep<L> training(64, 500, threads);
  const double flop = 2 * bench::flop::recurrent_training(64 * 500, 0, 64, L::Units::keras_gates);
  return result(best_of(8, [&] { training.run(); }), flop, threads);
}

/// The whole number a text begins with.
Index leading_number(const std::string& text) {
  Index value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc())
    throw std::invalid_argument("expected a whole number, given \"" + text + '"');
  return value;
}

/// In shards on so many threads, or in one piece on one.
Json train(const std::string& name, const std::string& threads, Index batch) {
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  weft::Rng rng(42);
  const auto data = bench::labelled_sequences(batch, rng);
  return bench::with_layer_model(name, batch, [&](auto model, double flop) {
    if (threads == "whole") {
      bench::WholeBatchTraining training(model, data);
      return result(best_of(8, [&] { training.run(); }), flop, 1);
    }
    bench::BatchTraining training(model, data, leading_number(threads));
    return result(best_of(8, [&] { training.run(); }), flop, leading_number(threads));
  });
}

template <class L> Json forward(L layer, Index batch, Index threads) {
  weft::Rng rng(42);
  layer.build(64, rng);
  // Threads have parts of the batch, as predict cuts it.
  const Index parts = batch == 1 ? 1 : batch / weft::detail::ShardPlan::least_examples;
  std::vector<weft::PackedSequence<float>> x;
  for (Index k = 0; k < parts; ++k) x.push_back(bench::sequence(batch / parts, 500, 64, rng));
  auto tapes = std::vector(static_cast<std::size_t>(parts), make_tape(layer, weft::Purpose::inference));
  weft::ThreadPool pool(threads);
  const auto forward_part = [&](Index k) {
    layer.forward(x[static_cast<std::size_t>(k)], tapes[static_cast<std::size_t>(k)]);
  };
  const double flop = 2 * bench::flop::lstm(batch * 500, 64, 64);
  return result(best_of(20, [&] { run_all(&pool, parts, forward_part); }), flop, threads);
}

template <class Stored> Json frozen(Index steps) {
  weft::Rng rng(42);
  weft::Bidirectional layer{weft::LSTM(64)};
  layer.build(64, rng);
  const auto x = bench::sequence(1, steps, 64, rng);
  const auto model = weft::freeze<Stored>(layer);
  typename decltype(model)::Tape tape;
  return result(best_of(200, [&] { model.forward(x, tape); }), 2 * bench::flop::lstm(steps, 64, 64), 1);
}

/// Denormal numbers count as zero throughout, as they do in a thread for audio.
template <class Stored, class Model> Json stream(Model model, Index input) {
  constexpr int steps = 2000;
  const weft::ScopedDenormals flush(weft::Denormals::flushed());
  weft::Rng rng(42);
  model.build(input, rng);
  weft::Stream one{weft::freeze<Stored>(model)};
  const std::vector<float> x(static_cast<std::size_t>(input), 0.25F);
  std::vector<float> y(static_cast<std::size_t>(one.output_features()));
  const double seconds = best_of(50, [&] {
    for (int k = 0; k < steps; ++k) one.step(x, y);
  });
  return {{"seconds", seconds / steps}};
}

template <class Stored, class L> Json stream(Index layers, Index input, Index units) {
  const L layer(units, weft::return_sequences);
  return layers == 1 ? stream<Stored>(weft::Sequential(layer), input)
                     : stream<Stored>(weft::Sequential(layer, layer), input);
}
template <class L> Json stream(const std::string& weights, Index layers, Index input, Index units) {
  if (weights == "float16") return stream<weft::float16, L>(layers, input, units);
  if (weights == "bfloat16") return stream<weft::bfloat16, L>(layers, input, units);
  return stream<float, L>(layers, input, units);
}

/// How far a stream whose weights are stored otherwise is from the layer's own.
template <class Stored, class L> Json difference(L layer) {
  constexpr int steps = 10000;
  weft::Rng rng(42);
  layer.build(64, rng);
  weft::Stream exact{layer};
  weft::Stream rounded{weft::freeze<Stored>(layer)};
  std::vector<float> x(64), expected(64), given(64);
  double sum = 0, worst = 0;
  for (int k = 0; k < steps; ++k) {
    for (float& each : x) each = static_cast<float>(rng.uniform(-1, 1));
    exact.step(x, expected);
    rounded.step(x, given);
    for (std::size_t unit = 0; unit < 64; ++unit) {
      const double distance = std::abs(static_cast<double>(given[unit]) - static_cast<double>(expected[unit]));
      sum += distance;
      worst = std::max(worst, distance);
    }
  }
  return {{"mean", sum / (steps * 64)}, {"worst", worst}};
}

Json write_ids(const std::string& file, Index train_count, Index test_count) {
  const auto data = bench::experiment(train_count, test_count);
  bench::write(data, file);
  return {{"source", data.source}};
}

/// The most memory this process has had, in bytes; 0 where the system does not say.
double peak_memory() {
  auto status = weft::in_classic_locale<std::ifstream>("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:"))
      return 1024 * static_cast<double>(leading_number(line.substr(line.find_first_of("0123456789"))));
  return 0;
}

Json epoch(const std::string& file, Index threads, weft::Padding padding) {
  const auto data = bench::read(file);
  weft::ThreadPool pool(threads);
  weft::Rng rng(42);
  auto network = bench::make_network(rng);
  network.layer<0>().set_padding(padding);
  const double seconds = seconds_of([&] {
    weft::fit(network, data.train,
              {.batch_size = 64,
               .validation = &data.test,
               .shuffle_buffer = 1,  // the file has them shuffled, for every peer alike
               .pool = &pool,
               .verbose = weft::Verbose::silent});
  });
  const double flop = 2 * bench::flop::lstm_training(bench::tokens_in(data.train), 0, 64);
  return {{"seconds", seconds},
          {"peak_memory", peak_memory() - static_cast<double>(data.bytes())},
          {"flop", flop},
          {"ceiling", bench::ceiling(threads)}};
}

Json work(const Arguments& a) {
  const auto is = [&](const char* task, std::size_t count) { return a.size() == count && a[0] == task; };
  const auto number = [&](std::size_t k) { return leading_number(a[k]); };
  if (is("about", 1)) return about();
  if (is("step", 3) && a[2] == "lstm") return step<weft::LSTM<>>(number(1));
  if (is("step", 3) && a[2] == "gru") return step<weft::GRU<>>(number(1));
  if (is("step", 3) && a[2] == "simple_rnn") return step<weft::SimpleRNN<>>(number(1));
  if (is("train", 4)) return train(a[2], a[1], number(3));
  if (is("forward", 4) && a[3] == "last") return forward(weft::Bidirectional(weft::LSTM(64)), number(1), number(2));
  if (is("forward", 4) && a[3] == "sequences")
    return forward(weft::Bidirectional(weft::LSTM(64, weft::return_sequences)), number(1), number(2));
  if (is("frozen", 3) && a[2] == "float") return frozen<float>(number(1));
  if (is("frozen", 3) && a[2] == "float16") return frozen<weft::float16>(number(1));
  if (is("frozen", 3) && a[2] == "bfloat16") return frozen<weft::bfloat16>(number(1));
  if (is("stream", 6) && a[1] == "lstm")
    return stream<weft::LSTM<float, weft::Returns::sequences>>(a[5], number(2), number(3), number(4));
  if (is("stream", 6) && a[1] == "gru")
    return stream<weft::GRU<float, weft::Returns::sequences>>(a[5], number(2), number(3), number(4));
  if (is("difference", 3) && a[1] == "lstm" && a[2] == "float16") return difference<weft::float16>(weft::LSTM(64));
  if (is("difference", 3) && a[1] == "lstm" && a[2] == "bfloat16") return difference<weft::bfloat16>(weft::LSTM(64));
  if (is("difference", 3) && a[1] == "gru" && a[2] == "float16") return difference<weft::float16>(weft::GRU(64));
  if (is("difference", 3) && a[1] == "gru" && a[2] == "bfloat16") return difference<weft::bfloat16>(weft::GRU(64));
  if (is("ids", 4)) return write_ids(a[1], number(2), number(3));
  if (is("epoch", 4) && a[3] == "masked") return epoch(a[1], number(2), weft::Padding::masked);
  if (is("epoch", 4) && a[3] == "unmasked") return epoch(a[1], number(2), weft::Padding::unmasked);
  throw std::invalid_argument(usage);
}

}  // namespace

int main(int argc, char** argv) try {
  std::cout << work(Arguments(argv + 1, argv + argc)).dump() << '\n';
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
