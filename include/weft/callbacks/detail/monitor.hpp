// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include <weft/callbacks/callback.hpp>
#include <weft/core/detail/joined.hpp>

namespace weft {

/// Whether less or more of a figure is better. automatic: less of a loss, and what a metric says of itself.
enum class Mode { automatic, min, max };

namespace detail {

/// A figure that is looked at epoch after epoch, and the best of it so far. Source: keras's MonitorCallback.
struct Monitor {
  std::string name;
  Mode mode = Mode::automatic;
  double min_delta = 0;  ///< by how much a figure must be better to count as better
  double best = 0;       ///< if there is one
  double has_best = 0;   ///< 1 if so

  /// Throws std::invalid_argument, in a callback's name, where the training has no such figure, or where nobody says
  /// what is better.
  template <class Run> void validate(std::string_view callback, const Run& run) const {
    throw_unless(std::find(run.figures.begin(), run.figures.end(), name) != run.figures.end(), callback,
                 ": the monitor is '", name, "'; expected one of the training's figures, ", joined(run.figures));
    throw_unless(mode != Mode::automatic || run.directions.contains(figure_name()), callback, ": the monitor '", name,
                 "' does not say whether less or more of it is better; expected Mode::min or Mode::max");
  }

  /// What is better, of a monitor that is valid.
  template <class Run> [[nodiscard]] Best wanted(const Run& run) const {
    if (mode != Mode::automatic) return mode == Mode::min ? Best::least : Best::most;
    return run.directions.at(figure_name());
  }

  /// Whether the figure is better than another one by more than min_delta. NaN never is.
  [[nodiscard]] bool is_better(double figure, double other, Best wanted) const {
    if (!is_finite(figure) && !(figure < 0 || figure > 0)) return false;
    return wanted == Best::least ? figure < other - min_delta : figure > other + min_delta;
  }

  /// Whether the epoch is the best so far, which it then becomes. One without the figure, as it was not validated, is
  /// not.
  template <class Run> bool improves(const EpochResult& epoch, const Run& run) {
    const std::optional<double> now = epoch.figure(name);
    const double worst =
        wanted(run) == Best::least ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    if (!now || !is_better(*now, has_best > 0 ? best : worst, wanted(run))) return false;
    best = *now;
    has_best = 1;
    return true;
  }

  static void for_each_state(auto&& visit, auto&... monitor) {
    visit(monitor.best...);
    visit(monitor.has_best...);
  }

 private:
  /// Of val_loss, loss.
  [[nodiscard]] std::string figure_name() const {
    constexpr std::string_view val = "val_";
    return name.substr(0, val.size()) == val ? name.substr(val.size()) : name;
  }
};

}  // namespace detail

}  // namespace weft
