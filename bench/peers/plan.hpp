// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "peers/contest.hpp"
#include "peers/table.hpp"

namespace bench {

/// What ./dev compare was asked for.
struct Options {
  std::filesystem::path peers;  ///< where the peers' virtual environments are
  std::string only = {};        ///< a part of the names of the groups that run
  int rounds = 3, epoch_rounds = 2, train = 4000, test = 1000;
  bool writes = true, builds = true;
};

/// What is run, and what is read from it. An epoch's examples are in the file `ids`.
struct Plan {
  std::vector<Contestant> contestants = {};
  std::vector<Comparison> comparisons = {};
};
Plan make_plan(const Options& options, const std::filesystem::path& ids);

/// The command for a task of weft_work.cpp, or of a peer's program beside it.
std::string our_command(const std::string& task);
std::string peers_command(const Options& options, const std::string& peer, const std::string& task);

}  // namespace bench
