// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <iomanip>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/joined.hpp>
#include <weft/plots/chart_options.hpp>
#include <weft/training/figures.hpp>

namespace weft {

/// What one epoch of a training measured; train figures are means over the epoch's batches as they were trained on.
struct EpochResult {
  Index epoch = 0;  ///< counted from 1
  Figures train;
  std::optional<Figures> validation;
  double learning_rate = 0;  ///< of the epoch's last step
  double seconds = 0;
  bool replayed = false;  ///< whether a callback gets it once more, because resume has read it from a checkpoint

  /// Of a name as a History has it: "loss", "val_loss", "learning_rate"; none where it was not measured.
  [[nodiscard]] std::optional<double> figure(std::string_view name) const {
    constexpr std::string_view val = "val_";
    const auto found = [](const Figures& figures, std::string_view wanted) -> std::optional<double> {
      const double* value = figures.find(wanted);
      return value == nullptr ? std::nullopt : std::optional<double>(*value);
    };
    if (name == "learning_rate") return learning_rate;
    if (name == "seconds") return seconds;
    if (name.substr(0, val.size()) != val) return found(train, name);
    return validation ? found(*validation, name.substr(val.size())) : std::nullopt;
  }
};

class Chart;

/// Which of two figures is the better one.
enum class Best { least, most };

/// What fit returns: one result an epoch, and series of them: history["val_loss"].
struct History {
  std::vector<EpochResult> epochs;

  /// The names of all series: loss and metrics, the same with val_ if there was a validation, learning_rate, seconds.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    if (epochs.empty()) return names;
    for (const auto& figure : epochs.front().train) names.push_back(figure.first);
    for (const EpochResult& epoch : epochs) {
      if (!epoch.validation) continue;
      for (const auto& figure : *epoch.validation) names.push_back("val_" + figure.first);
      break;
    }
    names.insert(names.end(), {"learning_rate", "seconds"});
    return names;
  }

  /// One figure of every epoch; NaN for epochs without it. Throws std::invalid_argument, with the names there are, for
  /// another name.
  [[nodiscard]] std::vector<double> operator[](std::string_view name) const {
    check_name(name);
    std::vector<double> series;
    for (const EpochResult& epoch : epochs)
      series.push_back(epoch.figure(name).value_or(std::numeric_limits<double>::quiet_NaN()));
    return series;
  }

  /// The epoch whose figure is the best one, the first of equals; null if none has it. NaN is never the best.
  [[nodiscard]] const EpochResult* best(std::string_view name, Best wanted) const& {
    const EpochResult* best = nullptr;
    for (const EpochResult& epoch : epochs) {
      const std::optional<double> figure = epoch.figure(name);
      if (!figure || !(*figure >= 0 || *figure < 0)) continue;
      const double others = best == nullptr ? *figure : *best->figure(name);
      if (best == nullptr || (wanted == Best::least ? *figure < others : *figure > others)) best = &epoch;
    }
    return best;
  }
  /// It would be gone: keep what fit returns in a variable.
  [[nodiscard]] const EpochResult* best(std::string_view name, Best wanted) const&& = delete;

  /// The epochs as lines of figures with their digits, behind a line of names. An epoch that has not got one of them
  /// has an empty cell.
  [[nodiscard]] std::string csv() const { return csv(names()); }
  /// The same of chosen series, or of some that no epoch has.
  [[nodiscard]] std::string csv(const std::vector<std::string>& series) const {
    std::string text = "epoch";
    for (const std::string& name : series) text += ',' + name;
    for (const EpochResult& epoch : epochs) {
      text += '\n' + std::to_string(epoch.epoch);
      for (const std::string& name : series) {
        const std::optional<double> figure = epoch.figure(name);
        text += ',' + (figure ? detail::exact_text(*figure) : std::string());
      }
    }
    return text + '\n';
  }

  /// The same to be read: columns of four decimals, and learning rates of four digits.
  [[nodiscard]] std::string table() const {
    auto text = in_classic_locale<std::ostringstream>();
    text << std::setw(5) << "epoch";
    for (const std::string& name : names()) text << "  " << std::setw(width(name)) << name;
    for (const EpochResult& epoch : epochs) {
      text << '\n' << std::setw(5) << epoch.epoch;
      for (const std::string& name : names()) {
        const std::optional<double> figure = epoch.figure(name);
        text << "  " << std::setw(width(name)) << (figure ? number(name, *figure) : "");
      }
    }
    return text.str() + '\n';
  }

  /// A chart of the figure over the epochs, in training and, dashed, in validation: history.plot("loss").save("a.svg").
  /// Needs weft/plots/chart.hpp, which weft.hpp and weft/plots.hpp include.
  template <class ChartType = Chart> [[nodiscard]] ChartType plot(const std::string& name) const {
    ChartType chart{{.title = name, .x = "epoch", .y = name}};
    add_to(chart, name);
    return chart;
  }

  /// Adds these curves to a chart, under a name of the run if there are several in one picture: "dropout 0.3 loss".
  template <class ChartType> void add_to(ChartType& chart, const std::string& name, const std::string& run = "") const {
    std::vector<double> numbers;
    for (const EpochResult& epoch : epochs) numbers.push_back(static_cast<double>(epoch.epoch));
    const std::string before = run.empty() ? "" : run + ' ', val = "val_" + name;
    chart.add(before + name, ChartPoints{.x = numbers, .y = (*this)[name]});
    if (has_series(val))
      chart.add(before + val, ChartPoints{.x = numbers, .y = (*this)[val]}, SeriesStyle{.line = LineStyle::dashed});
  }

 private:
  /// Four digits, wherever the point stands.
  static std::string short_text(double figure) {
    auto text = in_classic_locale<std::ostringstream>();
    text << std::setprecision(4) << figure;
    return text.str();
  }
  static int width(const std::string& name) { return (std::max)(8, static_cast<int>(name.size())); }
  static std::string number(const std::string& name, double figure) {
    if (name == "learning_rate") return short_text(figure);
    return fixed_text(figure, name == "seconds" ? 1 : 4);
  }

  [[nodiscard]] bool has_series(std::string_view name) const {
    const std::vector<std::string> all = names();
    return std::find(all.begin(), all.end(), name) != all.end();
  }
  void check_name(std::string_view name) const {
    if (has_series(name)) return;
    throw std::invalid_argument(
        concat("History: there is no series '", name, "'; there are ", detail::joined(names())));
  }
};

}  // namespace weft
