// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "peers/contest.hpp"

namespace bench {

/// "12.3 ms", and the like from ns to min.
std::string time_text(double seconds);

/// One line of the table. Some are kept out of the README, which has room for the headlines alone.
enum class Place { readme, docs };
struct Line {
  Place place;
  std::string work, against, ours, theirs, ratio, target, reached;
};

/// How many times as fast weft is as a peer, or as itself in another way: the best of all rounds, and in brackets the
/// least and the greatest of the rounds taken one by one. `reached` at `target` or more.
struct Comparison {
  Place place;
  std::string work, against;  ///< in words
  std::string ours, theirs;   ///< contestants' names
  double target;
};
Line line_for(const Comparison& comparison, const Showings& showings);

/// A figure of ours that has a bound of its own.
enum class Bound { at_least, at_most };
struct Figure {
  std::string work;
  double value;
  Bound bound;
  double target;
  std::string unit;
};
Line line_for(const Figure& figure);

std::string markdown(const std::vector<Line>& lines, const std::string& caption);

/// Puts the text between the file's lines <!-- compare:begin --> and <!-- compare:end -->. Returns whether it has them.
bool put_between_marks(const std::filesystem::path& file, const std::string& text);

}  // namespace bench
