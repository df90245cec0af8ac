// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>
#include <nlohmann/json.hpp>

namespace bench {

/// Somebody's way of doing a piece of work: a command that prints a line of JSON in which "seconds" says how long it
/// took, or a figure that was measured elsewhere.
struct Contestant {
  std::string group;  ///< contestants of a group do the same work, and run in turns
  std::string name;
  std::string command = {};
  int threads = 1;
  int rounds = 1;
  std::optional<double> cited_seconds = {};
};

/// What one has shown: a result for each round, or the reason why there is none.
struct Showing {
  std::vector<nlohmann::json> rounds = {};
  std::string skipped = {};

  double seconds(std::size_t round) const { return rounds[std::min(round, rounds.size() - 1)]["seconds"]; }
  double best() const;
};

using Showings = std::map<std::string, Showing>;

/// What a command wrote, and its exit status. It runs on the first `threads` processors this process may use, where
/// taskset is there to see to it; what it says on its standard error is in `error`.
struct Outcome {
  int status;
  std::string output, error;
};
Outcome run(const std::string& command, int threads);

/// The same, read as JSON. Throws std::runtime_error with the last line of what the command complained of.
nlohmann::json run_json(const std::string& command, int threads);

/// Lets the contestants of each group run in turns, A B A B; who fails once is skipped from there on. Says on standard
/// error what is running.
Showings hold(const std::vector<Contestant>& contestants);

/// A word that the shell takes as it is.
std::string quoted(const std::string& word);

}  // namespace bench
