// SPDX-License-Identifier: MIT
#include "peers/contest.hpp"

#include <sched.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <weft/core/error.hpp>

namespace bench {
namespace {

using Json = nlohmann::json;

std::string last_line(const std::string& text) {
  auto lines = weft::in_classic_locale<std::istringstream>(text);
  std::string last;
  for (std::string line; std::getline(lines, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
  return last;
}

/// "taskset -c 0,2 " for the first two of the processors 0, 2 and 3.
std::string pinned_to(int threads) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  static const bool can = std::system("taskset -V >/dev/null 2>&1") == 0;
  if (!can || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return "";
  std::string list;
  for (std::size_t cpu = 0; cpu < CPU_SETSIZE && threads > 0; ++cpu)
    if (CPU_ISSET(cpu, &allowed)) list += (list.empty() ? "" : ",") + std::to_string(cpu), --threads;
  return "taskset -c " + list + " ";
}

std::string read_and_remove(const std::filesystem::path& path) {
  auto text = weft::in_classic_locale<std::ostringstream>();
  text << weft::in_classic_locale<std::ifstream>(path).rdbuf();
  std::filesystem::remove(path);
  return text.str();
}

void take_turn(const Contestant& contestant, Showing& showing) try {
  if (contestant.cited_seconds) {
    showing.rounds.push_back({{"seconds", *contestant.cited_seconds}, {"cited", true}});
    return;
  }
  std::cerr << "  " << contestant.name << std::flush;
  showing.rounds.push_back(run_json(contestant.command, contestant.threads));
  std::cerr << ": " << showing.rounds.back()["seconds"] << " s\n";
} catch (const std::exception& error) {
  showing.skipped = error.what();
  std::cerr << ": " << error.what() << '\n';
}

/// The contestants from `first` on that are in its group.
std::size_t group_end(const std::vector<Contestant>& contestants, std::size_t first) {
  std::size_t end = first;
  while (end < contestants.size() && contestants[end].group == contestants[first].group) ++end;
  return end;
}

}  // namespace

double Showing::best() const {
  double least = seconds(0);
  for (std::size_t k = 1; k < rounds.size(); ++k) least = std::min(least, seconds(k));
  return least;
}

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

Outcome run(const std::string& command, int threads) {
  const auto error_file = std::filesystem::temp_directory_path() / weft::concat("weft_compare_", getpid());
  const std::string line = pinned_to(threads) + command + " 2>" + quoted(error_file.string());
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no process could be started");
  Outcome outcome;
  char part[4096];
  for (std::size_t size; (size = fread(part, 1, sizeof part, pipe)) > 0;) outcome.output.append(part, size);
  outcome.status = pclose(pipe);
  outcome.error = read_and_remove(error_file);
  return outcome;
}

Json run_json(const std::string& command, int threads) {
  const Outcome outcome = run(command, threads);
  const Json json = Json::parse(last_line(outcome.output), nullptr, false);
  if (outcome.status != 0 || !json.is_object())
    throw std::runtime_error(outcome.error.empty() ? "it failed without a word" : last_line(outcome.error));
  return json;
}

Showings hold(const std::vector<Contestant>& contestants) {
  Showings showings;
  for (std::size_t first = 0, end; first < contestants.size(); first = end) {
    end = group_end(contestants, first);
    int rounds = 0;
    for (std::size_t k = first; k < end; ++k) rounds = std::max(rounds, contestants[k].rounds);
    for (int round = 0; round < rounds; ++round) {
      std::cerr << weft::concat(contestants[first].group, ", round ", round + 1, " of ", rounds, '\n');
      for (std::size_t k = first; k < end; ++k) {
        Showing& showing = showings[contestants[k].name];
        if (showing.skipped.empty() && round < contestants[k].rounds) take_turn(contestants[k], showing);
      }
    }
  }
  return showings;
}

}  // namespace bench
