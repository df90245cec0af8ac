// SPDX-License-Identifier: MIT
#include "peers/plan.hpp"

#include <tuple>
#include <utility>

#include <weft/core/error.hpp>
#include "config.hpp"

namespace bench {
namespace {

void plan_step(const Options& options, Plan& plan) {
  for (const int threads : {1, 2}) {
    const std::string n = std::to_string(threads), suffix = threads == 1 ? ", 1 thread" : ", 2 threads";
    const auto add = [&](const std::string& name, const std::string& command) {
      plan.contestants.push_back({"training step" + suffix, name + n, command, threads, options.rounds});
    };
    add("weft step ", our_command("step " + n + " lstm"));
    add("torch step ", peers_command(options, "torch", "step " + n + " lstm"));
    plan.comparisons.push_back({Place::readme, "training step, embedding + BiLSTM(64), B=64, T=500" + suffix, "PyTorch",
                                "weft step " + n, "torch step " + n, 3.5});
  }
  plan.comparisons.push_back(
      {Place::docs, "the same, 2 threads", "weft on 1 thread", "weft step 2", "weft step 1", 1.85});
}

/// The same step with another layer in the LSTM's place; `share` is the most of the LSTM's time that it may take.
void plan_other_cells(const Options& options, Plan& plan) {
  const std::string group = "training step of other cells, 1 thread";
  const auto add = [&](const std::string& name, const std::string& command) {
    plan.contestants.push_back({group, name, command, 1, options.rounds});
  };
  add("weft lstm", our_command("step 1 lstm"));
  for (const auto& [cell, name, share] : {std::tuple("gru", "GRU", 0.8), {"simple_rnn", "SimpleRNN", 0.4}}) {
    const std::string task = weft::concat("step 1 ", cell), work = weft::concat("the same with a ", name, ", 1 thread");
    add(weft::concat("weft ", cell), our_command(task));
    add(weft::concat("torch ", cell), peers_command(options, "torch", task));
    plan.comparisons.push_back({Place::docs, work, "weft's LSTM", weft::concat("weft ", cell), "weft lstm", 1 / share});
    plan.comparisons.push_back(
        {Place::readme, work, "PyTorch", weft::concat("weft ", cell), weft::concat("torch ", cell), 3.5});
  }
}

/// Layers whose directions, if there are two, are not what threads share.
void plan_layers(const Options& options, Plan& plan) {
  struct Model {
    const char *task, *name;
    double target;
  };
  for (const Model& model :
       {Model{"lstm64", "LSTM(64)", 1.4}, {"lstm256", "LSTM(256)", 1.25}, {"stacked", "two BiLSTM(64)", 2}}) {
    const std::string work = weft::concat("training step, ", model.name, ", B=64, T=100, I=64"),
                      group = work + ", 2 threads";
    const auto task = [&](const char* threads) { return weft::concat("train ", threads, " ", model.task, " 64"); };
    const auto add = [&](const std::string& name, const std::string& command, int threads) {
      plan.contestants.push_back({group, name, command, threads, options.rounds});
    };
    for (const auto& [threads, count] : {std::pair("1", 1), {"2", 2}, {"whole", 1}})
      add("weft " + task(threads), our_command(task(threads)), count);
    add("torch " + task("2"), peers_command(options, "torch", task("2")), 2);
    const std::string one = "weft " + task("1"), two = "weft " + task("2");
    plan.comparisons.push_back({Place::readme, group, "PyTorch", two, "torch " + task("2"), model.target});
    plan.comparisons.push_back({Place::docs, group, "weft on 1 thread", two, one, 1.85});
    plan.comparisons.push_back(
        {Place::docs, work + ", 1 thread", "weft without shards", one, "weft " + task("whole"), 0.95});
  }
}

/// One sequence, with weights that are packed once; of a long one also with weights in half as many bits.
void plan_frozen(const Options& options, Plan& plan) {
  for (const int steps : {500, 10}) {
    const std::string group = weft::concat("BiLSTM forward, frozen, T=", steps, ", I=H=64, B=1, 1 thread"),
                      theirs = weft::concat("onnxruntime frozen ", steps);
    const auto add = [&](const std::string& weights, const std::string& work, double target) {
      const std::string task = weft::concat("frozen ", steps, " ", weights), ours = "weft " + task;
      plan.contestants.push_back({group, ours, our_command(task), 1, options.rounds});
      plan.comparisons.push_back({Place::readme, group + work, "onnxruntime", ours, theirs, target});
    };
    add("float", "", steps == 500 ? 1.3 : 3.0);
    if (steps == 500) add("bfloat16", ", weights as bfloat16", 1.8);
    plan.contestants.push_back({group, theirs,
                                peers_command(options, "onnxruntime", weft::concat("forward 1 1 last ", steps)), 1,
                                options.rounds});
  }
}

void plan_forward(const Options& options, Plan& plan) {
  struct Size {
    int batch, threads;
    double target;
  };
  for (const Size& size : {Size{64, 2, 1.25}, Size{1, 1, 2}})
    for (const std::string returns : {"last", "sequences"}) {
      const std::string task = weft::concat("forward ", size.batch, " ", size.threads, " ", returns);
      const std::string work = weft::concat("BiLSTM forward, T=500, I=H=64, B=", size.batch, ", ", size.threads,
                                            size.threads == 1 ? " thread" : " threads",
                                            returns == "last" ? ", last states" : ", all states");
      const auto add = [&](const std::string& name, const std::string& command) {
        plan.contestants.push_back({work, name + task, command, size.threads, options.rounds});
      };
      add("weft ", our_command(task));
      add("torch ", peers_command(options, "torch", task));
      add("onnxruntime ", peers_command(options, "onnxruntime", task));
      const Place place = returns == "last" ? Place::readme : Place::docs;
      plan.comparisons.push_back({place, work, "PyTorch", "weft " + task, "torch " + task, size.target});
      plan.comparisons.push_back({place, work, "onnxruntime", "weft " + task, "onnxruntime " + task, size.target});
    }
}

/// One step of a stream. Where RTNeural is not there, the figures that are known of it are cited: docs/benchmarks.md
/// says how they came about.
void plan_stream(const Options& options, Plan& plan) {
  struct Size {
    const char* cell;
    int layers, input, units;
    double cited_ns;
  };
  const auto program = options.peers / "RTNeural/work";
  const bool runs = std::filesystem::exists(program);
  for (const auto& [cell, layers, input, units, cited_ns] : {Size{"lstm", 1, 1, 8, 55},
                                                             {"lstm", 1, 1, 12, 0},
                                                             {"lstm", 1, 1, 16, 72},
                                                             {"lstm", 1, 1, 24, 0},
                                                             {"lstm", 1, 1, 32, 150},
                                                             {"lstm", 1, 1, 64, 700},
                                                             {"lstm", 2, 1, 8, 0},
                                                             {"lstm", 2, 1, 12, 0},
                                                             {"lstm", 2, 1, 16, 0},
                                                             {"lstm", 1, 16, 32, 190},
                                                             {"lstm", 1, 64, 64, 1280},
                                                             {"lstm", 1, 64, 128, 3830},
                                                             {"gru", 1, 1, 16, 0},
                                                             {"gru", 1, 1, 32, 0}}) {
    const std::string task = weft::concat("stream ", cell, " ", layers, " ", input, " ", units), ours = "weft " + task,
                      theirs = "RTNeural " + task;
    plan.contestants.push_back({"stream", ours, our_command(task + " float"), 1, options.rounds});
    if (runs)
      plan.contestants.push_back({"stream", theirs, quoted(program.string()) + " " + task, 1, options.rounds});
    else if (cited_ns > 0)
      plan.contestants.push_back({"stream", theirs, "", 1, 1, 1e-9 * cited_ns});
    if (!runs && cited_ns <= 0) continue;
    const std::string name =
        weft::concat(std::string_view(cell) == "lstm" ? "LSTM" : "GRU", layers == 2 ? ", two of them" : "");
    const std::string work = weft::concat("stream, one step, ", name, ", ", input, " -> ", units);
    plan.comparisons.push_back({Place::docs, work, runs ? "RTNeural" : "RTNeural (cited, Zen 4)", ours, theirs, 1});
    if (units < 64) continue;
    const std::string half = ours + " bfloat16";
    plan.contestants.push_back({"stream", half, our_command(task + " bfloat16"), 1, options.rounds});
    plan.comparisons.push_back({Place::docs, work + ", weights as bfloat16", "weft with float", half, ours, 1});
  }
}

void plan_instruction_sets(const Options& options, Plan& plan) {
  for (const std::string set : {"avx512", "avx2", "baseline"})
    plan.contestants.push_back({"instruction sets", "weft " + set,
                                "env WEFT_INSTRUCTION_SET=" + set + " " + our_command("step 1 lstm"), 1,
                                options.rounds});
  const std::string work = "training step, 1 thread, on ";
  plan.comparisons.push_back({Place::docs, work + "AVX2", "weft on AVX-512", "weft avx2", "weft avx512", 0.7});
  plan.comparisons.push_back(
      {Place::docs, work + "the baseline", "weft on AVX-512", "weft baseline", "weft avx512", 0.3});
}

void plan_epoch(const Options& options, const std::filesystem::path& ids, Plan& plan) {
  const std::string group =
                        "an epoch of " + weft::concat(options.train, " + ", options.test, " reviews") + ", 2 threads",
                    file = quoted(ids.string());
  const auto add = [&](const std::string& peer, const std::string& padding, int rounds) {
    const std::string task = "epoch " + file + " 2 " + padding;
    const std::string command = peer == "weft" ? our_command(task) : peers_command(options, peer, task);
    plan.contestants.push_back({group, peer + " epoch " + padding, command, 2, rounds});
  };
  const int rounds = options.epoch_rounds;
  plan.contestants.push_back(
      {group, "weft epoch unmasked, 1 thread", our_command("epoch " + file + " 1 unmasked"), 1, rounds});
  for (const std::string padding : {"unmasked", "masked"}) add("weft", padding, rounds);
  add("torch", "padded", rounds), add("torch", "packed", 1);
  for (const std::string padding : {"padded", "masked"}) add("keras", padding, rounds);

  const auto compare = [&](const std::string& padding, const std::string& against, const std::string& theirs,
                           double target) {
    plan.comparisons.push_back(
        {Place::readme, group + ", " + padding, against, "weft epoch " + padding, theirs, target});
  };
  compare("unmasked", "PyTorch", "torch epoch padded", 10);
  compare("unmasked", "Keras", "keras epoch padded", 10);
  plan.comparisons.push_back({Place::docs, group + ", unmasked", "weft on 1 thread", "weft epoch unmasked",
                              "weft epoch unmasked, 1 thread", 1.85});
  compare("masked", "PyTorch, padded", "torch epoch padded", 18);
  compare("masked", "PyTorch, packed", "torch epoch packed", 100);
  compare("masked", "Keras, masked", "keras epoch masked", 20);
}

}  // namespace

std::string our_command(const std::string& task) {
  return quoted(config::binaries + std::string("/weft_work")) + " " + task;
}

std::string peers_command(const Options& options, const std::string& peer, const std::string& task) {
  const auto script = std::filesystem::path(config::source) / "bench/peers" / (peer + "_work.py");
  return quoted((options.peers / peer / "bin/python").string()) + " " + quoted(script.string()) + " " + task;
}

Plan make_plan(const Options& options, const std::filesystem::path& ids) {
  Plan plan;
  plan_step(options, plan);
  plan_other_cells(options, plan);
  plan_layers(options, plan);
  plan_forward(options, plan);
  plan_frozen(options, plan);
  plan_stream(options, plan);
  plan_instruction_sets(options, plan);
  plan_epoch(options, ids, plan);
  return plan;
}

}  // namespace bench
