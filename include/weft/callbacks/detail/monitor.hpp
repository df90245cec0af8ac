// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <weft/callbacks/callback.hpp>

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

  /// Throws std::invalid_argument where nobody says what is better.
  template <class Run> [[nodiscard]] Best wanted(const Run& run) const {
    if (mode != Mode::automatic) return mode == Mode::min ? Best::least : Best::most;
    constexpr std::string_view val = "val_";
    const std::string of = name.substr(0, val.size()) == val ? name.substr(val.size()) : name;
    const auto found = run.directions.find(of);
    throw_unless(found != run.directions.end(), "the monitor '", name,
                 "' does not say whether less or more of it is better; expected Mode::min or Mode::max");
    return found->second;
  }

  /// The epoch's figure. Throws std::invalid_argument, with the names there are, where there is none.
  template <class Run> [[nodiscard]] double figure(const EpochResult& epoch, const Run& run) const {
    const std::optional<double> figure = epoch.figure(name);
    if (!figure) static_cast<void>(run.history[name]);  // says which there are
    throw_unless(figure.has_value(), "the monitor '", name, "': epoch ", epoch.epoch, " was not validated");
    return *figure;
  }

  /// Whether the figure is better than another one by more than min_delta. NaN never is.
  [[nodiscard]] bool is_better(double figure, double other, Best wanted) const {
    if (!is_finite(figure) && !(figure < 0 || figure > 0)) return false;
    return wanted == Best::least ? figure < other - min_delta : figure > other + min_delta;
  }

  /// Whether the epoch is the best so far, which it then becomes.
  template <class Run> bool improves(const EpochResult& epoch, const Run& run) {
    const double now = figure(epoch, run);
    const double worst =
        wanted(run) == Best::least ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    if (!is_better(now, has_best > 0 ? best : worst, wanted(run))) return false;
    best = now;
    has_best = 1;
    return true;
  }

  static void for_each_state(auto&& visit, auto&... monitor) {
    visit(monitor.best...);
    visit(monitor.has_best...);
  }
};

}  // namespace detail

}  // namespace weft
