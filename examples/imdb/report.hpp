// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <weft/weft.hpp>

namespace imdb {

/// epoch, loss, accuracy, val_loss, val_accuracy, seconds; a header line, then a line an epoch.
inline std::string history_csv(const weft::History& history) {
  return history.csv({"loss", "accuracy", "val_loss", "val_accuracy", "seconds"});
}

/// A figure of every epoch, train and validation, as the two curves of a plot; `texts` says what was read.
inline weft::Chart history_plot(const weft::History& history, const std::string& texts, const std::string& name) {
  weft::Chart chart{{.title = texts + ", one bidirectional LSTM: " + name, .x = "epoch", .y = name}};
  history.add_to(chart, name);
  return chart;
}

namespace detail {

inline std::string percent(double share) { return weft::fixed_text(100 * share, 1) + " %"; }
inline std::string four_digits(double figure) { return weft::fixed_text(figure, 4); }

}  // namespace detail

/// What a run says about the network, in a few sentences: its best epoch, and where it began to overfit.
inline std::string conclusions(const weft::History& history) {
  const weft::EpochResult* best = history.best("val_accuracy", weft::Best::most);
  const weft::EpochResult* turn = history.best("val_loss", weft::Best::least);
  if (best == nullptr || turn == nullptr) return "Nothing was validated.\n";
  const auto& last = history.epochs.back();
  const std::string lowest = detail::four_digits((*turn->validation)["loss"]);
  const std::string text = weft::concat("Best epoch: ", best->epoch, ", with a validation accuracy of ",
                                        detail::percent((*best->validation)["accuracy"]), ".\n");
  if (turn->epoch == last.epoch)
    return weft::concat(text, "No overfitting yet: the validation loss was lowest in the last epoch (", lowest,
                        "); more epochs may help.\n");
  return weft::concat(text, "Overfitting began after epoch ", turn->epoch, ": the validation loss was lowest there (",
                      lowest, ") and is ", detail::four_digits((*last.validation)["loss"]),
                      " now,\nwhile the train loss went on from ", detail::four_digits(turn->train["loss"]), " to ",
                      detail::four_digits(last.train["loss"]), " and the train accuracy to ",
                      detail::percent(last.train["accuracy"]), ".\n");
}

}  // namespace imdb
