// SPDX-License-Identifier: MIT
// Runs the same work in weft and in its peers, in turns, and writes down how they compare.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <optional>
#include <thread>
#include <weft/system/output.hpp>
#include "config.hpp"
#include "peers/plan.hpp"

namespace {

namespace fs = std::filesystem;
using bench::Options, bench::Plan, bench::quoted;
using Json = nlohmann::json;

constexpr const char* usage = R"(usage: ./dev compare [OPTION...]
  --quick        an epoch is 320 + 80 reviews, not 4,000 + 1,000
  --rounds N     how often each contestant runs (default: 3; an epoch twice, PyTorch's packed one once)
  --only TEXT    only groups whose name holds TEXT: step, forward, frozen, stream, instruction, epoch, build;
                 the files are then left alone
  --print-only   leave docs/benchmarks.md and README.md alone
  --peers DIR    where the peers' virtual environments are (default: build/peers)
  --smoke        see that it runs, on next to nothing
)";

int number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) throw std::invalid_argument(usage);
  return value;
}

Options parse(const std::vector<std::string>& arguments) {
  Options options{.peers = fs::path(bench::config::source) / "build/peers"};
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    const std::string& option = arguments[k];
    const auto value = [&] { return k + 1 < arguments.size() ? arguments[++k] : throw std::invalid_argument(usage); };
    if (option == "--quick")
      options.train = 320, options.test = 80;
    else if (option == "--rounds")
      options.rounds = options.epoch_rounds = number(value());
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
  options.writes = options.writes && options.only.empty();
  return options;
}

/// Whether and why not a peer can run: its version, or the reason, by name.
std::map<std::string, Json> find_peers(const Options& options) {
  std::map<std::string, Json> found;
  for (const std::string peer : {"torch", "keras", "onnxruntime"}) {
    std::string reason;
    auto file = weft::in_classic_locale<std::ifstream>(options.peers / (peer + ".reason"));
    std::getline(file, reason);
    try {
      weft::throw_unless(fs::exists(options.peers / peer / "bin/python"), reason.empty() ? "not installed" : reason);
      found[peer] = bench::run_json(bench::peers_command(options, peer, "about"), 2);
    } catch (const std::exception& error) {
      found[peer] = {{"skipped", error.what()}};
    }
    std::cerr << peer << ": " << found[peer].begin().value().get<std::string>() << '\n';
  }
  if (const fs::path rtneural = options.peers / "RTNeural/work"; fs::exists(rtneural))
    found["RTNeural"] = bench::run_json(quoted(rtneural.string()) + " about", 1);
  return found;
}

/// Takes those out that cannot run, and those that were not asked for.
bench::Showings hold(const Plan& plan, const std::string& only, const std::map<std::string, Json>& peers) {
  bench::Showings skipped;
  std::vector<bench::Contestant> able;
  for (const bench::Contestant& contestant : plan.contestants) {
    const auto peer = peers.find(contestant.name.substr(0, contestant.name.find(' ')));
    if (contestant.group.find(only) == std::string::npos) continue;
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

/// The share of the multiply-add ceiling that the best round of a contestant reached, if it ran.
std::optional<double> share_of_ceiling(const bench::Showings& showings, const std::string& name) {
  const auto found = showings.find(name);
  if (found == showings.end() || !found->second.skipped.empty()) return {};
  const Json& json = found->second.rounds.front();
  return json["flop"].get<double>() / found->second.best() / json["ceiling"].get<double>();
}

void add_ceiling_and_memory(const bench::Showings& showings, Figures& figures) {
  for (const std::string threads : {"1", "2"}) {
    const std::string cores = threads == "1" ? "one core" : "two cores";
    if (const auto share = share_of_ceiling(showings, "weft step " + threads))
      figures.push_back({"training step, share of the multiply-add ceiling of " + cores, 100 * *share,
                         bench::Bound::at_least, 50, " %"});
  }
  if (const auto share = share_of_ceiling(showings, "weft epoch masked"))
    figures.push_back({"the masked epoch, times what its training's products take at the ceiling of two cores",
                       1 / *share, bench::Bound::at_most, 2.2, ""});
  const auto epoch = showings.find("weft epoch unmasked");
  if (epoch == showings.end() || !epoch->second.skipped.empty()) return;
  double peak = 0;
  for (const Json& round : epoch->second.rounds) peak = std::max(peak, round["peak_memory"].get<double>());
  figures.push_back(
      {"peak memory of the unmasked epoch, less the data", 1e-6 * peak, bench::Bound::at_most, 150, " MB"});
}

/// The geometric mean over all streams that ran beside RTNeural's.
void add_mean_of_streams(const bench::Plan& plan, const bench::Showings& showings, Figures& figures) {
  double logarithms = 0;
  int count = 0;
  for (const auto& comparison : plan.comparisons) {
    const auto ours = showings.find(comparison.ours), theirs = showings.find(comparison.theirs);
    const auto ran = [&](const auto& found) { return found != showings.end() && found->second.skipped.empty(); };
    if (!comparison.theirs.starts_with("RTNeural") || !ran(ours) || !ran(theirs)) continue;
    logarithms += std::log(theirs->second.best() / ours->second.best());
    ++count;
  }
  if (count > 0)
    figures.push_back({"streams, RTNeural's time over weft's, the geometric mean", std::exp(logarithms / count),
                       bench::Bound::at_least, 1.3, ""});
}

/// The least time of so many rounds to compile as a user would without CMake.
double seconds_to_compile(int rounds, const std::string& arguments) {
  const std::string command = weft::concat(quoted(bench::config::compiler), " -std=c++20 -O2 -I",
                                           quoted((fs::path(bench::config::source) / "include").string()), " -I ",
                                           bench::config::eigen, " -I ", bench::config::json, " ", arguments);
  std::cerr << "compiling: " << arguments << '\n';
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = bench::run(command, 1);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (outcome.status != 0) throw std::runtime_error(arguments + " does not compile: " + outcome.error);
  }
  return best;
}

/// What it costs to compile examples/quickstart.cpp, and one room's headers alone; and how large the program is.
void add_build(int rounds, Figures& figures) {
  const fs::path program = fs::temp_directory_path() / "weft_compare_quickstart";
  const std::string quickstart = quoted((fs::path(bench::config::source) / "examples/quickstart.cpp").string()),
                    output = " -o " + quoted(program.string());
  const auto add = [&](const std::string& what, const std::string& arguments, double most) {
    figures.push_back({what, seconds_to_compile(rounds, arguments + output), bench::Bound::at_most, most, " s"});
  };
  add("compiling `#include <weft/layers.hpp>` with -O2", "-include weft/layers.hpp -x c++ -c /dev/null", 2.5);
  add("compiling examples/quickstart.cpp for weft::compiled with -O2", "-DWEFT_COMPILED -c " + quickstart, 4);
  add("compiling examples/quickstart.cpp with -O2", quickstart + " -pthread", 9);
  bench::run("strip " + quoted(program.string()), 1);
  figures.push_back(
      {"its size, stripped", 1e-6 * static_cast<double>(fs::file_size(program)), bench::Bound::at_most, 1, " MB"});
  fs::remove(program);
}

std::string machine() {
  auto file = weft::in_classic_locale<std::ifstream>("/proc/cpuinfo");
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
    if (line.place == bench::Place::readme) headlines.push_back(line);
  std::cout << bench::markdown(lines, caption);
  if (!options.writes) return;
  const fs::path source = bench::config::source;
  for (const auto& [file, table] : {std::pair{source / "docs/benchmarks.md", bench::markdown(lines, caption)},
                                    {source / "README.md", bench::markdown(headlines, caption)}})
    std::cerr << file.string() << (bench::put_between_marks(file, table) ? ": written\n" : ": has no place for it\n");
}

void compare(const Options& options) {
  const fs::path ids = fs::path(bench::config::binaries) / "ids.bin";
  const Json about = bench::run_json(bench::our_command("about"), 1);
  const std::string task = weft::concat("ids ", quoted(ids.string()), " ", options.train, " ", options.test);
  const std::string source = bench::run_json(bench::our_command(task), 1)["source"];

  const Plan plan = bench::make_plan(options, ids);
  const auto peers = find_peers(options);
  const auto showings = hold(plan, options.only, peers);
  Figures figures;
  add_mean_of_streams(plan, showings, figures);
  add_ceiling_and_memory(showings, figures);
  if (options.builds && std::string("build").find(options.only) != std::string::npos)
    add_build(options.rounds, figures);

  std::vector<bench::Line> lines;
  for (const auto& comparison : plan.comparisons)
    if (showings.contains(comparison.ours)) lines.push_back(line_for(comparison, showings));
  for (const auto& figure : figures) lines.push_back(line_for(figure));
  report(lines, caption(about, peers, source), options);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (std::count(arguments.begin(), arguments.end(), "--help") > 0)
    std::cout << usage;
  else
    compare(parse(arguments));
  weft::flush_or_throw();
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
