// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <span>
#include <sstream>
#include <string>
#include <weft/weft.hpp>

#include "plot.hpp"

namespace imdb {

/// Writes a text file whole or not at all. Throws weft::FileError.
inline void write_file(const std::filesystem::path& path, const std::string& text) {
  weft::AtomicFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

/// epoch, loss, accuracy, val_loss, val_accuracy, seconds; a header line, then a line an epoch.
inline std::string history_csv(const weft::History& history) {
  auto csv = weft::in_classic_locale<std::ostringstream>();
  csv << "epoch,loss,accuracy,val_loss,val_accuracy,seconds\n" << std::setprecision(9);
  for (const auto& result : history.epochs) {
    csv << result.epoch << ',' << result.train.loss << ',' << result.train.accuracy << ',';
    if (result.validation)
      csv << result.validation->loss << ',' << result.validation->accuracy;
    else
      csv << ',';
    csv << ',' << result.seconds << '\n';
  }
  return csv.str();
}

/// A figure of every epoch, train and validation, as the two curves of a plot; `texts` says what was read.
inline Plot history_plot(const weft::History& history, const std::string& texts, const std::string& name,
                         double weft::Evaluation::*figure) {
  Curve train{name, {}}, validation{"val_" + name, {}};
  for (const auto& result : history.epochs) {
    train.values.push_back(result.train.*figure);
    if (result.validation) validation.values.push_back((*result.validation).*figure);
  }
  return {texts + ", one bidirectional LSTM: " + name, name, {train, validation}};
}

namespace detail {

inline const weft::EpochResult& lowest_val_loss(const weft::History& history) {
  return *std::min_element(history.epochs.begin(), history.epochs.end(),
                           [](const auto& a, const auto& b) { return a.validation->loss < b.validation->loss; });
}

inline std::string percent(double share) { return weft::fixed_text(100 * share, 1) + " %"; }
inline std::string four_digits(double figure) { return weft::fixed_text(figure, 4); }

}  // namespace detail

/// What a run says about the network, in a few sentences: its best epoch, and where it began to overfit.
inline std::string conclusions(const weft::History& history) {
  const weft::EpochResult* best = history.best();
  if (best == nullptr) return "Nothing was validated.\n";
  const auto& last = history.epochs.back();
  const auto& turn = detail::lowest_val_loss(history);
  const std::string lowest = detail::four_digits(turn.validation->loss);
  const std::string text = weft::concat("Best epoch: ", best->epoch, ", with a validation accuracy of ",
                                        detail::percent(best->validation->accuracy), ".\n");
  if (turn.epoch == last.epoch)
    return weft::concat(text, "No overfitting yet: the validation loss was lowest in the last epoch (", lowest,
                        "); more epochs may help.\n");
  return weft::concat(text, "Overfitting began after epoch ", turn.epoch, ": the validation loss was lowest there (",
                      lowest, ") and is ", detail::four_digits(last.validation->loss),
                      " now,\nwhile the train loss went on from ", detail::four_digits(turn.train.loss), " to ",
                      detail::four_digits(last.train.loss), " and the train accuracy to ",
                      detail::percent(last.train.accuracy), ".\n");
}

}  // namespace imdb
