// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <imdb/report.hpp>

namespace {

weft::Figures figures(double loss, double accuracy) { return {{"loss", loss}, {"accuracy", accuracy}}; }

weft::EpochResult epoch(weft::Index number, const weft::Figures& train, const std::optional<weft::Figures>& validation,
                        double seconds) {
  return {.epoch = number, .train = train, .validation = validation, .learning_rate = 1e-3, .seconds = seconds};
}

/// The notebook's first epochs: it overfits from the third on.
weft::History overfitting() {
  return {{epoch(1, figures(0.7, 0.5), figures(0.68, 0.62), 2), epoch(2, figures(0.5, 0.77), figures(0.54, 0.75), 1.5),
           epoch(3, figures(0.2, 0.91), figures(0.62, 0.752), 1.5),
           epoch(4, figures(0.1, 0.967), figures(0.92, 0.751), 1.5)}};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the history's file has a header and a line an epoch, all figures in full") {
  const weft::History history{
      {epoch(1, figures(0.123456789, 0.5), figures(1, 0.25), 2), epoch(2, figures(0.5, 1), std::nullopt, 3)}};
  CHECK(imdb::history_csv(history) ==
        "epoch,loss,accuracy,val_loss,val_accuracy,seconds\n1,0.123456789,0.5,1,0.25,2\n2,0.5,1,,,3\n");
}

TEST_CASE("the conclusions name the best epoch and where overfitting began") {
  const std::string text = imdb::conclusions(overfitting());
  CHECK(contains(text, "Best epoch: 3, with a validation accuracy of 75.2 %."));
  CHECK(contains(text,
                 "Overfitting began after epoch 2: the validation loss was lowest there (0.5400) and is 0.9200 now"));
  CHECK(contains(text, "the train accuracy to 96.7 %"));
}

TEST_CASE("the conclusions do not speak of overfitting that has not begun, or of what was not measured") {
  weft::History history = overfitting();
  history.epochs.resize(2);
  CHECK(contains(imdb::conclusions(history), "No overfitting yet: the validation loss was lowest in the last epoch"));
  for (auto& epoch : history.epochs) epoch.validation.reset();
  CHECK(imdb::conclusions(history) == "Nothing was validated.\n");
}

TEST_CASE("the plot of a figure has two curves, one of them of the validation") {
  const std::string svg = imdb::history_plot(overfitting(), "IMDB reviews", "loss").svg();
  CHECK(contains(svg, ">loss<"));
  CHECK(contains(svg, ">val_loss<"));
}
