// SPDX-License-Identifier: MIT
// Recurrent cells of your own: written, checked, trained. docs/adding_a_cell.md goes through it piece by piece.
#include <iostream>

#include <weft/testing/gradient_check.hpp>
#include <weft/weft.hpp>

#include "own_cells.hpp"

/// Sequences of 5 to 34 numbers; the label tells whether the first is greater than the last.
weft::Dataset<weft::IdLists> comparisons(int count, weft::Rng& rng) {
  weft::IdLists sequences;
  std::vector<int> labels;
  for (int k = 0; k < count; ++k) {
    std::vector<int> numbers(static_cast<std::size_t>(5 + rng.below(30)));
    for (int& number : numbers) number = 1 + static_cast<int>(rng.below(20));
    labels.push_back(numbers.front() > numbers.back() ? 1 : 0);
    sequences.push_back(numbers);
  }
  return {sequences, labels};
}

/// How far backward is from numerical derivatives at the worst, for two sequences of 4 and 7 steps.
template <class Cell> double worst_error(const Cell& cell, weft::Rng& rng) {
  weft::RNN<Cell, double> layer(cell);
  layer.build(3, rng);
  weft::RandomUniform{-0.5, 0.5}(layer.bias, rng);
  weft::PackedSequence<double> x;
  x.packing.assign(std::array<weft::Index, 2>{4, 7});
  x.values.resize(x.packing.rows(), 3);
  for (double& number : weft::testing::numbers(x)) number = rng.uniform(-1, 1);
  return weft::testing::check_gradient(layer, x, rng).worst_relative_error;
}

template <class Recurrent> double accuracy_after_training(const Recurrent& layer) {
  weft::Rng rng{7};
  const auto train = comparisons(2000, rng), test = comparisons(1000, rng);
  weft::Sequential model{rng, weft::Embedding{21, 16}, layer, weft::Dense{1, weft::sigmoid}};
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 5e-3}}, weft::BinaryCrossentropy{}, weft::Accuracy{}};
  trainer.fit(train, {.epochs = 20, .verbose = weft::Verbose::silent});
  return trainer.evaluate(test)["accuracy"];
}

int main() try {
  weft::Rng rng{42};
  const double update_gate = worst_error(UpdateGateCell{5}, rng), minimal_gated = worst_error(MinimalGatedCell{5}, rng);
  std::cout << weft::concat("worst derivative: UpdateGateCell off by ", update_gate, ", MinimalGatedCell by ",
                            minimal_gated, "\n");
  std::cout << weft::concat("accuracy: UpdateGateCell ", accuracy_after_training(weft::RNN{UpdateGateCell{16}}),
                            ", MinimalGatedCell ", accuracy_after_training(weft::RNN{MinimalGatedCell{16}}),
                            ", SimpleRNN ", accuracy_after_training(weft::SimpleRNN{16}), '\n');
  weft::flush_or_throw(std::cout);
  return update_gate < 1e-7 && minimal_gated < 1e-7 ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
