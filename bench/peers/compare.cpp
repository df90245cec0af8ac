// SPDX-License-Identifier: MIT
// Runs the same work in weft and in its peers, in turns, and writes down how they compare.
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>
#include <weft/core/error.hpp>
#include "config.hpp"
#include "peers/contest.hpp"
#include "peers/table.hpp"

namespace {

namespace fs = std::filesystem;
using bench::Comparison, bench::Contestant, bench::Place, bench::quoted;
using Json = nlohmann::json;

constexpr const char* usage = R"(usage: ./dev compare [OPTION...]
  --quick        an epoch is 320 + 80 reviews, not 4,000 + 1,000
  --rounds N     how often each contestant runs (default: 3; an epoch twice, PyTorch's packed one once)
  --only TEXT    only groups whose name holds TEXT: step, forward, cell, instruction, epoch, build
  --print-only   leave docs/benchmarks.md and README.md alone
  --peers DIR    where the peers' virtual environments are (default: build/peers)
  --smoke        see that it runs, on next to nothing
)";

struct Options {
  fs::path peers = fs::path(bench::config::source) / "build/peers";
  std::string only;
  int rounds = 3, epoch_rounds = 2, train = 4000, test = 1000;
  bool writes = true, builds = true;
};

Options parse(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    const std::string& option = arguments[k];
    const auto value = [&] { return k + 1 < arguments.size() ? arguments[++k] : throw std::invalid_argument(usage); };
    if (option == "--quick")
      options.train = 320, options.test = 80;
    else if (option == "--rounds")
      options.rounds = options.epoch_rounds = std::max(1, std::stoi(value()));
    else if (option == "--only")
      options.only = value();
    else if (option == "--print-only")
      options.writes = false;
    else if (option == "--peers")
      options.peers = value();
    else if (option == "--smoke")
      options = {options.peers, options.only, 1, 1, 64, 16, false, false};
    else
      throw std::invalid_argument(usage);
  }
  return options;
}

/// What is run, and what is read from it.
struct Plan {
  const Options& options;
  fs::path ids;
  std::vector<Contestant> contestants = {};
  std::vector<Comparison> comparisons = {};

  std::string ours(const std::string& task) const {
    return quoted(bench::config::binaries + std::string("/weft_work")) + " " + task;
  }
  std::string theirs(const std::string& peer, const std::string& task) const {
    const auto script = fs::path(bench::config::source) / "bench/peers" / (peer + "_work.py");
    return quoted((options.peers / peer / "bin/python").string()) + " " + quoted(script.string()) + " " + task;
  }
  std::string reviews() const { return weft::concat(options.train, " + ", options.test, " reviews"); }
};

void plan_step(Plan& plan) {
  for (const int threads : {1, 2}) {
    const std::string n = std::to_string(threads), suffix = threads == 1 ? ", 1 thread" : ", 2 threads";
    const auto add = [&](const std::string& name, const std::string& command) {
      plan.contestants.push_back({"training step" + suffix, name + n, command, threads, plan.options.rounds});
    };
    add("weft step ", plan.ours("step " + n));
    add("torch step ", plan.theirs("torch", "step " + n));
    plan.comparisons.push_back({Place::readme, "training step, embedding + BiLSTM(64), B=64, T=500" + suffix, "PyTorch",
                                "weft step " + n, "torch step " + n, 3.5});
  }
  plan.comparisons.push_back(
      {Place::docs, "the same, 2 threads", "weft on 1 thread", "weft step 2", "weft step 1", 1.8});
}

void plan_forward(Plan& plan) {
  struct Size {
    int batch, threads;
    double target;
  };
  for (const auto& [batch, threads, target] : {Size{64, 2, 1.25}, Size{1, 1, 2}})
    for (const std::string returns : {"last", "sequences"}) {
      const std::string task = weft::concat("forward ", batch, " ", threads, " ", returns);
      const std::string work =
          weft::concat("BiLSTM forward, T=500, I=H=64, B=", batch, ", ", threads, threads == 1 ? " thread" : " threads",
                       returns == "last" ? ", last states" : ", all states");
      const auto add = [&](const std::string& name, const std::string& command) {
        plan.contestants.push_back({work, name + task, command, threads, plan.options.rounds});
      };
      add("weft ", plan.ours(task));
      add("torch ", plan.theirs("torch", task));
      add("onnxruntime ", plan.theirs("onnxruntime", task));
      const Place place = returns == "last" ? Place::readme : Place::docs;
      plan.comparisons.push_back({place, work, "PyTorch", "weft " + task, "torch " + task, target});
      plan.comparisons.push_back({place, work, "onnxruntime", "weft " + task, "onnxruntime " + task, target});
    }
}

/// RTNeural's figures are cited: docs/benchmarks.md says how they came about.
void plan_cell(Plan& plan) {
  struct Size {
    int input, units;
    double rtneural_ns;
  };
  for (const auto& [input, units, ns] : {Size{1, 8, 55}, Size{1, 16, 72}, Size{1, 32, 150}, Size{1, 64, 700},
                                         Size{16, 32, 190}, Size{64, 64, 1280}, Size{64, 128, 3830}}) {
    const std::string size = weft::concat(input, " -> ", units), task = weft::concat("cell ", input, " ", units);
    plan.contestants.push_back({"LSTM cell", "weft " + task, plan.ours(task), 1, plan.options.rounds});
    plan.contestants.push_back({"LSTM cell", "RTNeural " + task, "", 1, 1, 1e-9 * ns});
    plan.comparisons.push_back({Place::docs, "LSTM cell, one step, B=1, " + size, "RTNeural (cited)", "weft " + task,
                                "RTNeural " + task, 1.5});
  }
}

void plan_instruction_sets(Plan& plan) {
  for (const std::string set : {"avx512", "avx2", "baseline"})
    plan.contestants.push_back({"instruction sets", "weft " + set,
                                "env WEFT_INSTRUCTION_SET=" + set + " " + plan.ours("step 1"), 1, plan.options.rounds});
  const std::string work = "training step, 1 thread, on ";
  plan.comparisons.push_back({Place::docs, work + "AVX2", "weft on AVX-512", "weft avx2", "weft avx512", 0.7});
  plan.comparisons.push_back(
      {Place::docs, work + "the baseline", "weft on AVX-512", "weft baseline", "weft avx512", 0.3});
}

void plan_epoch(Plan& plan) {
  const std::string group = "an epoch of " + plan.reviews() + ", 2 threads", file = quoted(plan.ids.string());
  const auto add = [&](const std::string& peer, const std::string& padding, int rounds) {
    const std::string task = "epoch " + file + " 2 " + padding;
    const std::string command = peer == "weft" ? plan.ours(task) : plan.theirs(peer, task);
    plan.contestants.push_back({group, peer + " epoch " + padding, command, 2, rounds});
  };
  const int rounds = plan.options.epoch_rounds;
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
  compare("masked", "PyTorch, padded", "torch epoch padded", 18);
  compare("masked", "PyTorch, packed", "torch epoch packed", 100);
  compare("masked", "Keras, masked", "keras epoch masked", 20);
}

/// Whether and why not a peer can run: its version, or the reason, by name.
std::map<std::string, Json> find_peers(const Plan& plan) {
  std::map<std::string, Json> found;
  for (const std::string peer : {"torch", "keras", "onnxruntime"}) {
    std::string reason;
    std::getline(std::ifstream(plan.options.peers / (peer + ".reason")), reason);
    try {
      weft::require(fs::exists(plan.options.peers / peer / "bin/python"), reason.empty() ? "not installed" : reason);
      found[peer] = bench::run_json(plan.theirs(peer, "about"), 2);
    } catch (const std::exception& error) {
      found[peer] = {{"skipped", error.what()}};
    }
    std::cerr << peer << ": " << found[peer].begin().value().get<std::string>() << '\n';
  }
  return found;
}

/// Takes those out that cannot run, and those that were not asked for.
bench::Showings hold(const Plan& plan, const std::map<std::string, Json>& peers) {
  bench::Showings skipped;
  std::vector<Contestant> able;
  for (const Contestant& contestant : plan.contestants) {
    const auto peer = peers.find(contestant.name.substr(0, contestant.name.find(' ')));
    if (contestant.group.find(plan.options.only) == std::string::npos) continue;
    if (peer != peers.end() && peer->second.contains("skipped"))
      skipped[contestant.name].skipped = peer->second["skipped"];
    else
      able.push_back(contestant);
  }
  auto showings = bench::hold(able);
  showings.merge(skipped);
  return showings;
}

using Figures = std::vector<bench::Figure>;

void add_ceiling_and_memory(const bench::Showings& showings, Figures& figures) {
  for (const std::string threads : {"1", "2"}) {
    const auto step = showings.find("weft step " + threads);
    if (step == showings.end() || !step->second.skipped.empty()) continue;
    const Json& json = step->second.rounds.front();
    const double share = json["flop"].get<double>() / step->second.best() / json["ceiling"].get<double>();
    figures.push_back({"training step, share of the multiply-add ceiling of " + threads + " cores", 100 * share,
                       bench::Bound::at_least, 50, " %"});
  }
  const auto epoch = showings.find("weft epoch unmasked");
  if (epoch == showings.end() || !epoch->second.skipped.empty()) return;
  double peak = 0;
  for (const Json& round : epoch->second.rounds) peak = std::max(peak, round["peak_memory"].get<double>());
  figures.push_back(
      {"peak memory of the unmasked epoch, less the data", 1e-6 * peak, bench::Bound::at_most, 150, " MB"});
}

/// Compiles and strips examples/quickstart.cpp, as a user would without CMake.
void add_build(Figures& figures) {
  const fs::path source = bench::config::source, program = fs::temp_directory_path() / "weft_compare_quickstart";
  const std::string command = weft::concat(
      quoted(bench::config::compiler), " -std=c++20 -O2 -I", quoted((source / "include").string()), " -I ",
      bench::config::eigen, " -I ", bench::config::json, " ",
      quoted((source / "examples/quickstart.cpp").string()), " -o ", quoted(program.string()), " -pthread");
  std::cerr << "build of quickstart.cpp\n";
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = bench::run(command, 1);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (outcome.status != 0) throw std::runtime_error("quickstart.cpp does not compile: " + outcome.error);
  bench::run("strip " + quoted(program.string()), 1);
  figures.push_back({"compiling examples/quickstart.cpp with -O2", seconds.count(), bench::Bound::at_most, 10, " s"});
  figures.push_back(
      {"its size, stripped", 1e-6 * static_cast<double>(fs::file_size(program)), bench::Bound::at_most, 1, " MB"});
  fs::remove(program);
}

std::string machine() {
  std::ifstream file("/proc/cpuinfo");
  std::string name = "unknown processor";
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) name = line.substr(line.find(':') + 2);
  return weft::concat(name, " (", std::thread::hardware_concurrency(), " processors)");
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::localtime(&now));
  return text;
}

std::string caption(const Json& about, const std::map<std::string, Json>& peers, const std::string& source) {
  std::string text = weft::concat(
      "Measured on ", today(), ", ", machine(), ", instruction set ", about["instruction_set"].get<std::string>(),
      ", multiply-add ceiling of a core ", static_cast<int>(1e-9 * about["ceiling"].get<double>()),
      " GFLOP/s; weft compiled by ", about["compiler"].get<std::string>(), " with ", about["flags"].get<std::string>());
  for (const auto& [peer, json] : peers)
    text += json.contains("version") ? "; " + json["version"].get<std::string>()
                                     : "; " + peer + " skipped: " + json["skipped"].get<std::string>();
  return text + ". An epoch's examples: " + source + ".";
}

void report(const std::vector<bench::Line>& lines, const std::string& caption, const Options& options) {
  std::vector<bench::Line> headlines;
  for (const auto& line : lines)
    if (line.place == Place::readme) headlines.push_back(line);
  std::cout << bench::markdown(lines, caption);
  if (!options.writes) return;
  const fs::path source = bench::config::source;
  for (const auto& [file, table] : {std::pair{source / "docs/benchmarks.md", bench::markdown(lines, caption)},
                                    {source / "README.md", bench::markdown(headlines, caption)}})
    std::cerr << file.string() << (bench::put_between_marks(file, table) ? ": written\n" : ": has no place for it\n");
}

void compare(const Options& options) {
  Plan plan{options, fs::path(bench::config::binaries) / "ids.bin"};
  const Json about = bench::run_json(plan.ours("about"), 1);
  const Json ids = bench::run_json(
      plan.ours(weft::concat("ids ", quoted(plan.ids.string()), " ", options.train, " ", options.test)), 1);
  plan_step(plan), plan_forward(plan), plan_cell(plan), plan_instruction_sets(plan), plan_epoch(plan);

  const auto peers = find_peers(plan);
  const auto showings = hold(plan, peers);
  Figures figures;
  add_ceiling_and_memory(showings, figures);
  if (options.builds && std::string("build").find(options.only) != std::string::npos) add_build(figures);

  std::vector<bench::Line> lines;
  for (const auto& comparison : plan.comparisons)
    if (showings.contains(comparison.ours)) lines.push_back(line_for(comparison, showings));
  for (const auto& figure : figures) lines.push_back(line_for(figure));
  report(lines, caption(about, peers, ids["source"].get<std::string>()), options);
}

}  // namespace

int main(int argc, char** argv) try {
  compare(parse({argv + 1, argv + argc}));
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
