// SPDX-License-Identifier: MIT
#include "peers/table.hpp"

#include <algorithm>
#include <fstream>
#include <span>
#include <sstream>
#include <weft/core/text.hpp>
#include <weft/files/atomic_file.hpp>

namespace bench {
namespace {

/// Three significant digits, and all of a large number.
std::string digits(double value) {
  return weft::fixed_text(value, value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
}

/// "12 (11 - 13)"; without the rounds where there was but one.
std::string ratio_text(const Showing& ours, const Showing& theirs) {
  double least = theirs.best() / ours.best(), most = least;
  for (std::size_t round = 0; round < std::max(ours.rounds.size(), theirs.rounds.size()); ++round) {
    const double ratio = theirs.seconds(round) / ours.seconds(round);
    least = std::min(least, ratio), most = std::max(most, ratio);
  }
  const std::string best = digits(theirs.best() / ours.best());
  return least < most ? best + " (" + digits(least) + " - " + digits(most) + ")" : best;
}

std::string yes_or_no(bool reached) { return reached ? "yes" : "no"; }

const Showing& showing_of(const std::string& name, const Showings& showings) {
  static const Showing nothing{.skipped = "not run"};
  const auto found = showings.find(name);
  return found == showings.end() ? nothing : found->second;
}

/// A reason, fit to stand in a table.
std::string in_a_cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return text.size() > 100 ? text.substr(0, 97) + "..." : text;
}

std::string time_of(const Showing& showing) {
  return showing.skipped.empty() ? time_text(showing.best()) : "skipped: " + in_a_cell(showing.skipped);
}

}  // namespace

std::string time_text(double seconds) {
  if (seconds < 1e-6) return digits(1e9 * seconds) + " ns";
  if (seconds < 1e-3) return digits(1e6 * seconds) + " us";
  if (seconds < 1) return digits(1e3 * seconds) + " ms";
  return seconds < 120 ? digits(seconds) + " s" : digits(seconds / 60) + " min";
}

Line line_for(const Comparison& c, const Showings& showings) {
  const Showing &ours = showing_of(c.ours, showings), &theirs = showing_of(c.theirs, showings);
  Line line{c.place, c.work, c.against, time_of(ours), time_of(theirs), "", "at least " + digits(c.target), ""};
  if (!ours.skipped.empty() || !theirs.skipped.empty()) return line;
  line.ratio = ratio_text(ours, theirs);
  line.reached = yes_or_no(theirs.best() / ours.best() >= c.target);
  if (theirs.rounds.front().contains("cited")) line.reached += ", by a figure of another machine";
  return line;
}

Line line_for(const Figure& f) {
  const bool reached = f.bound == Bound::at_least ? f.value >= f.target : f.value <= f.target;
  const std::string target = (f.bound == Bound::at_least ? "at least " : "at most ") + digits(f.target) + f.unit;
  return {Place::docs, f.work, "", digits(f.value) + f.unit, "", "", target, yes_or_no(reached)};
}

std::string markdown(const std::vector<Line>& lines, const std::string& caption) {
  auto text = weft::in_classic_locale<std::ostringstream>();
  text << caption << "\n\n| work | against | weft | they | ratio (by rounds) | target | reached |\n"
       << "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const Line& line : lines)
    text << "| " << line.work << " | " << line.against << " | " << line.ours << " | " << line.theirs << " | "
         << line.ratio << " | " << line.target << " | " << line.reached << " |\n";
  return text.str();
}

bool put_between_marks(const std::filesystem::path& path, const std::string& text) {
  auto content = weft::in_classic_locale<std::ostringstream>();
  content << weft::in_classic_locale<std::ifstream>(path).rdbuf();
  const std::string before = content.str(), begin_mark = "<!-- compare:begin -->", end_mark = "<!-- compare:end -->";
  const auto begin = before.find(begin_mark), end = before.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return false;
  const std::string after = before.substr(0, begin + begin_mark.size()) + "\n" + text + before.substr(end);
  weft::AtomicFile file(path);
  file.write(std::as_bytes(std::span(after)));
  file.commit();
  return true;
}

}  // namespace bench
