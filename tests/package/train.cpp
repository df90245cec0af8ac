// SPDX-License-Identifier: MIT
// What a consumer of weft may write: it trains a small network to tell whether the word 1 is in a sentence.
#include <iostream>
#include <weft/weft.hpp>

int main() {
  weft::IdLists sentences;
  std::vector<int> labels;
  for (int k = 0; k < 64; ++k) {
    sentences.push_back({2 + k % 5, k % 2 == 0 ? 1 : 7, 2 + k % 3});
    labels.push_back(k % 2 == 0 ? 1 : 0);
  }
  const weft::Dataset<weft::IdLists> train{sentences, labels};

  weft::Rng rng{1};
  weft::Sequential model{rng, weft::Embedding{8, 4}, weft::Bidirectional{weft::LSTM{4}}, weft::Dense{1, weft::sigmoid}};
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 0.05}}, weft::BinaryCrossentropy{}, weft::Accuracy{}};
  const auto history = trainer.fit(train, {.epochs = 30, .batch_size = 16, .verbose = weft::Verbose::silent});
  std::cout << "accuracy " << history.epochs.back().train["accuracy"] << '\n';
}
