// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#include <weft/core/error.hpp>
#include <weft/system/system.hpp>
#include <weft/training/history.hpp>

namespace weft {

/// How fit shows its progress. automatic: a bar that moves in place if the output is a terminal, else a line an epoch.
enum class Verbose { automatic, silent, bar, lines };

namespace detail {

/// Whether the stream is std::cout or std::cerr on a terminal.
inline bool is_terminal(const std::ostream& out) {
  return (&out == &std::cout && is_terminal(stdout)) || (&out == &std::cerr && is_terminal(stderr));
}

}  // namespace detail

/// Prints an epoch's progress as Keras does.
class Progress {
 public:
  Progress(Verbose verbose, std::ostream& out, Index epochs)
      : verbose_(verbose == Verbose::automatic ? (detail::is_terminal(out) ? Verbose::bar : Verbose::lines) : verbose),
        out_(&out),
        epochs_(epochs) {}

  /// An epoch of so many batches.
  void begin_epoch(Index epoch, Index batches) {
    epoch_ = epoch;
    batches_ = batches;
    if (verbose_ == Verbose::bar) *out_ << heading() << '\n' << std::flush;
  }

  /// After a batch, with the figures so far.
  void batch(Index done, double seconds, const Figures& train) {
    if (verbose_ != Verbose::bar) return;
    const double left = seconds / static_cast<double>(done) * static_cast<double>(batches_ - done);
    *out_ << '\r' << bar(done) << ' ' << timing(left, done, seconds) << figures("", train) << "\x1b[K" << std::flush;
  }

  void end_epoch(const EpochResult& result) {
    if (verbose_ == Verbose::silent) return;
    if (verbose_ == Verbose::bar)
      *out_ << '\r' << bar(batches_) << ' ';
    else
      *out_ << heading() << " - ";
    *out_ << timing(result.seconds, batches_, result.seconds) << figures("", result.train);
    if (result.validation) *out_ << figures("val_", *result.validation);
    *out_ << (verbose_ == Verbose::bar ? "\x1b[K\n" : "\n") << std::flush;
  }

 private:
  [[nodiscard]] std::string heading() const { return concat("Epoch ", epoch_, '/', epochs_); }

  [[nodiscard]] std::string bar(Index done) const {
    constexpr Index width = 20;
    const Index filled = batches_ == 0 ? width : width * done / batches_;
    auto text = in_classic_locale<std::ostringstream>();
    text << std::setw(static_cast<int>(std::to_string(batches_).size())) << done << '/' << batches_ << ' ';
    for (Index k = 0; k < width; ++k) text << (k < filled ? "━" : "─");
    return text.str();
  }

  /// "12s 190ms/step": time that is left or was taken, and time a batch.
  static std::string timing(double shown_seconds, Index batches, double seconds) {
    const double milliseconds = 1000 * seconds / static_cast<double>(std::max<Index>(batches, 1));
    return fixed_text(shown_seconds, shown_seconds < 10 ? 1 : 0) + "s " +
           (milliseconds < 1 ? fixed_text(1000 * milliseconds, 0) + "us/step"
                             : fixed_text(milliseconds, 0) + "ms/step");
  }

  static std::string figures(const std::string& prefix, const Figures& figures) {
    std::string text;
    for (const auto& figure : figures) text += concat(" - ", prefix, figure.first, ": ", fixed_text(figure.second, 4));
    return text;
  }

  Verbose verbose_;
  std::ostream* out_;
  Index epochs_, epoch_ = 0, batches_ = 0;
};

}  // namespace weft
