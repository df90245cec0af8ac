// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/training/progress.hpp>

namespace {

using weft::Figures;
using weft::Progress;
using weft::Verbose;

Figures figures(double loss, double accuracy) { return {{"loss", loss}, {"accuracy", accuracy}}; }

const weft::EpochResult epoch_two{
    .epoch = 2, .train = figures(0.12345, 0.75), .validation = figures(0.5, 0.25), .seconds = 12.34};

/// What two epochs of four batches print; the first is not validated.
std::string printed(Verbose verbose) {
  std::ostringstream out;
  Progress progress(verbose, out, 2);
  progress.begin_epoch(1, 4);
  for (weft::Index done = 1; done <= 4; ++done)
    progress.batch(done, 0.5 * static_cast<double>(done), figures(0.7, 0.5));
  progress.end_epoch({.epoch = 1, .train = figures(0.6, 0.625), .validation = {}, .seconds = 2});
  progress.begin_epoch(2, 4);
  progress.batch(1, 3.0, figures(0.2, 1));
  progress.end_epoch(epoch_two);
  return out.str();
}

}  // namespace

TEST_CASE("silent prints nothing") { CHECK(printed(Verbose::silent).empty()); }

TEST_CASE("lines prints one plain line an epoch") {
  CHECK(printed(Verbose::lines) ==
        "Epoch 1/2 - 2.0s 500ms/step - loss: 0.6000 - accuracy: 0.6250\n"
        "Epoch 2/2 - 12s 3085ms/step - loss: 0.1235 - accuracy: 0.7500 - val_loss: 0.5000 - val_accuracy: 0.2500\n");
}

TEST_CASE("automatic prints lines where the output is no terminal") {
  std::ostringstream out;
  CHECK_FALSE(weft::detail::is_terminal(out));
  CHECK(printed(Verbose::automatic) == printed(Verbose::lines));
}

TEST_CASE("bar moves in place and ends each epoch with its figures") {
  const std::string text = printed(Verbose::bar);
  CHECK(text.starts_with(
      "Epoch 1/2\n\r1/4 ━━━━━─────────────── 1.5s 500ms/step - loss: 0.7000 - accuracy: 0.5000\x1b[K"));
  CHECK(text.find("\r2/4 ━━━━━━━━━━────────── 1.0s 500ms/step - loss: 0.7000") != std::string::npos);
  CHECK(text.find("\r4/4 ━━━━━━━━━━━━━━━━━━━━ 2.0s 500ms/step - loss: 0.6000 - accuracy: 0.6250\x1b[K\nEpoch 2/2\n") !=
        std::string::npos);
  CHECK(
      text.ends_with("\r4/4 ━━━━━━━━━━━━━━━━━━━━ 12s 3085ms/step - loss: 0.1235 - accuracy: 0.7500 - val_loss: 0.5000 "
                     "- val_accuracy: 0.2500\x1b[K\n"));
}

TEST_CASE("bar writes a line feed only where an epoch begins and ends") {
  const std::string text = printed(Verbose::bar);
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
}

TEST_CASE("bar keeps its place while the number of batches grows by a digit") {
  std::ostringstream out;
  Progress progress(Verbose::bar, out, 1);
  progress.begin_epoch(1, 100);
  progress.batch(7, 1, {});
  CHECK(out.str().find("\r  7/100 ━─") != std::string::npos);
}

TEST_CASE("figures do not depend on how the stream was set up") {
  std::ostringstream out;
  out << std::hex << std::scientific << std::setprecision(1);
  Progress progress(Verbose::lines, out, 20);
  progress.begin_epoch(12, 1);
  progress.end_epoch({.epoch = 12, .train = figures(0.5, 1), .validation = {}, .seconds = 0.2});
  CHECK(out.str() == "Epoch 12/20 - 0.2s 200ms/step - loss: 0.5000 - accuracy: 1.0000\n");
}
