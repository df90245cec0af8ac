// SPDX-License-Identifier: MIT
// Forecasts a series: from the temperatures of two days, hour by hour, the one that comes six hours later.
#include <array>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <numbers>
#include <weft/weft.hpp>

constexpr weft::Index window = 48, ahead = 6;

// Hourly temperatures [hours x 1]: a wave of a day on one of a week, and some chance.
weft::Tensor<float, 2> make_temperatures(weft::Index hours, weft::Rng& rng) {
  weft::Tensor<float, 2> degrees(hours, 1);
  for (weft::Index t = 0; t < hours; ++t) {
    const double day = 2 * std::numbers::pi * static_cast<double>(t) / 24;
    degrees(t, 0) = static_cast<float>(12 + 6 * std::sin(day) + 4 * std::sin(day / 7) + 0.5 * rng.normal());
  }
  return degrees;
}

// All windows of the series, [windows x 48 x 1], and for each what is measured 6 hours after its last hour.
weft::Dataset<weft::Tensor<float, 3>> make_windows(const weft::Tensor<float, 2>& series) {
  const std::array<weft::Index, 2> first{window - 1 + ahead, 0}, size{series.dimension(0) - first[0], 1};
  const weft::Tensor<float, 2> later = series.slice(first, size);
  const auto [inputs, targets] = weft::timeseries_dataset_from_array(series, later, {.sequence_length = window});
  return {inputs, targets};
}

int main() try {
  weft::Rng rng{42};
  const auto past = make_temperatures(2000, rng), future = make_temperatures(500, rng);
  const weft::Normalization scale{past};  // to mean 0 and variance 1, which is what networks learn best from
  const auto train = make_windows(scale.apply(past)), test = make_windows(scale.apply(future));

  weft::Sequential model{rng, weft::Input{1}, weft::LSTM{16}, weft::Dense{1}};
  constexpr int epochs = 10, batch_size = 32;
  const weft::CosineDecay rate{.initial_learning_rate = 0.01, .decay_steps = epochs * train.size() / batch_size};
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = rate}}, weft::MeanSquaredError{},
                        weft::MeanOf{weft::MeanAbsoluteError{}, "mae"}, weft::R2Score{}};
  trainer.fit(train, {.epochs = epochs, .batch_size = batch_size, .validation = &test});

  std::cout << "\nhour  forecast  measured\n" << std::fixed << std::setprecision(1);
  const auto forecasts = scale.inverse(trainer.predict(test.inputs));
  for (weft::Index k = 0; k < 24; k += 4) {
    const weft::Index hour = k + window - 1 + ahead;
    std::cout << std::setw(4) << hour << std::setw(10) << forecasts(k, 0) << std::setw(10) << future(hour, 0) << '\n';
  }
  weft::flush_or_throw(std::cout);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
