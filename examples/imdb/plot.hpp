// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include <weft/core/text.hpp>

namespace imdb {

/// A named line of a plot; its k-th value is that of epoch k + 1.
struct Curve {
  std::string name;
  std::vector<double> values;
};

/// Draws curves over epochs as SVG: axes with round numbers, a grid, a legend beside it.
class Plot {
 public:
  Plot(std::string title, std::string value_name, std::vector<Curve> curves)
      : title_(std::move(title)), value_name_(std::move(value_name)), curves_(std::move(curves)) {
    for (const Curve& curve : curves_) epochs_ = std::max(epochs_, curve.values.size());
    choose_scale();
  }

  [[nodiscard]] std::string svg() const {
    auto out = weft::in_classic_locale<std::ostringstream>();
    out << std::setprecision(6);
    out << R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 440" width="720" height="440" )"
        << "font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n"
        << "<rect width=\"720\" height=\"440\" fill=\"white\"/>\n";
    text(out, (left + right) / 2, 28, "middle", title_, "font-size=\"17\"");
    value_axis(out);
    epoch_axis(out);
    for (std::size_t k = 0; k < curves_.size(); ++k) curve(out, k);
    out << "</svg>\n";
    return out.str();
  }

 private:
  static constexpr double left = 82, right = 560, top = 50, bottom = 380;
  static constexpr std::array colours{"#1f5fa8", "#d9662b", "#3a8f4d", "#8a4fa3"};

  /// The smallest of 1, 2, 5, 10, 20, ... times a power of ten that cuts the range into at most 8 parts.
  static double round_step(double range) {
    const double decade = std::pow(10, std::floor(std::log10(range / 8)));
    for (const double factor : {1.0, 2.0, 5.0})
      if (range <= 8 * factor * decade) return factor * decade;
    return 10 * decade;
  }

  void choose_scale() {
    std::vector<double> all;
    for (const Curve& curve : curves_)
      std::copy_if(curve.values.begin(), curve.values.end(), std::back_inserter(all),
                   [](double v) { return std::isfinite(v); });
    if (all.empty()) return;
    const auto [low, high] = std::minmax_element(all.begin(), all.end());
    step_ = round_step(std::max(*high - *low, 1e-6));
    lowest_ = std::floor(*low / step_) * step_;
    highest_ = std::max(std::ceil(*high / step_) * step_, lowest_ + step_);
  }

  [[nodiscard]] double x(std::size_t epoch) const {
    return epochs_ < 2 ? (left + right) / 2
                       : left + (right - left) * static_cast<double>(epoch - 1) / static_cast<double>(epochs_ - 1);
  }
  [[nodiscard]] double y(double value) const {
    return bottom - (bottom - top) * (value - lowest_) / (highest_ - lowest_);
  }

  static void line(std::ostream& out, double x1, double y1, double x2, double y2, const char* colour) {
    out << "<line x1=\"" << x1 << "\" y1=\"" << y1 << "\" x2=\"" << x2 << "\" y2=\"" << y2 << "\" stroke=\"" << colour
        << "\"/>\n";
  }
  static void text(std::ostream& out, double x, double y, const char* anchor, const std::string& label,
                   const std::string& more = "") {
    out << "<text x=\"" << x << "\" y=\"" << y << "\" text-anchor=\"" << anchor << "\" " << more << '>' << label
        << "</text>\n";
  }

  [[nodiscard]] std::string number(double value) const {
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step_) + 1e-9)));
    return weft::fixed_text(std::abs(value) < step_ / 2 ? 0.0 : value, decimals);
  }

  void value_axis(std::ostream& out) const {
    const long parts = std::lround((highest_ - lowest_) / step_);
    for (long part = 0; part <= parts; ++part) {
      const double value = lowest_ + static_cast<double>(part) * step_;
      line(out, left, y(value), right, y(value), "#ddd");
      text(out, left - 8, y(value) + 4, "end", number(value));
    }
    line(out, left, top, left, bottom, "#222");
    text(out, 18, (top + bottom) / 2, "middle", value_name_, "transform=\"rotate(-90 18 215)\"");
  }

  void epoch_axis(std::ostream& out) const {
    const std::size_t every = std::max<std::size_t>(1, (epochs_ + 14) / 15);
    for (std::size_t epoch = 1; epoch <= epochs_; epoch += every) {
      line(out, x(epoch), bottom, x(epoch), bottom + 5, "#222");
      text(out, x(epoch), bottom + 20, "middle", std::to_string(epoch));
    }
    line(out, left, bottom, right, bottom, "#222");
    text(out, (left + right) / 2, bottom + 44, "middle", "epoch");
  }

  void curve(std::ostream& out, std::size_t k) const {
    const std::string colour = colours.at(k % colours.size());
    auto points = weft::in_classic_locale<std::ostringstream>(), dots = weft::in_classic_locale<std::ostringstream>();
    for (std::size_t n = 0; n < curves_[k].values.size(); ++n) {
      const double value = curves_[k].values[n];
      if (!std::isfinite(value)) continue;
      points << x(n + 1) << ',' << y(value) << ' ';
      dots << "<circle cx=\"" << x(n + 1) << "\" cy=\"" << y(value) << "\" r=\"3\" fill=\"" << colour << "\"/>\n";
    }
    out << "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" << colour << "\" points=\"" << points.str()
        << "\"/>\n"
        << dots.str();
    const double legend = top + 14 + 24 * static_cast<double>(k);
    out << "<line x1=\"" << right + 18 << "\" y1=\"" << legend << "\" x2=\"" << right + 46 << "\" y2=\"" << legend
        << "\" stroke-width=\"2\" stroke=\"" << colour << "\"/>\n";
    text(out, right + 52, legend + 4, "start", curves_[k].name);
  }

  std::string title_, value_name_;
  std::vector<Curve> curves_;
  std::size_t epochs_ = 1;
  double lowest_ = 0, highest_ = 1, step_ = 0.2;
};

}  // namespace imdb
