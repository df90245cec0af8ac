// SPDX-License-Identifier: MIT
// Trains a small network to tell which of two words comes first in a sentence, saves it, and asks it.
#include <filesystem>
#include <iostream>
#include <weft/weft.hpp>

// Sentences of words 3 to 99 with the words 1 and 2 somewhere; the label is 1 if word 1 comes first.
weft::Dataset<weft::IdLists> make_sentences(int count, weft::Rng& rng) {
  weft::IdLists sentences;
  std::vector<int> labels;
  const auto below = [&](std::size_t most) { return static_cast<std::size_t>(rng.below(most)); };
  for (int k = 0; k < count; ++k) {
    std::vector<int> words(5 + below(30));
    for (int& word : words) word = 3 + static_cast<int>(below(97));
    const std::size_t a = below(words.size() - 1), b = a + 1 + below(words.size() - 1 - a);
    const int label = static_cast<int>(below(2));
    words[a] = label == 1 ? 1 : 2;
    words[b] = label == 1 ? 2 : 1;
    sentences.push_back(words);
    labels.push_back(label);
  }
  return {sentences, labels};
}

int main() try {
  weft::Rng rng{42};
  const auto train = make_sentences(2000, rng), test = make_sentences(500, rng);

  weft::Sequential model{rng, weft::Embedding{100, 16}, weft::Bidirectional{weft::LSTM{16}},
                         weft::Dense{16, weft::relu}, weft::Dense{1, weft::sigmoid}};
  std::cout << weft::summary(model);
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 5e-3}}, weft::BinaryCrossentropy{}, weft::Accuracy{}};
  trainer.fit(train, {.epochs = 5, .batch_size = 32, .validation = &test});

  const auto file = std::filesystem::temp_directory_path() / "weft_quickstart.safetensors";
  weft::save(model, file);  // Python reads it: safetensors.numpy.load_file
  std::cout << "Saved as " << file.string() << '\n';

  weft::load(model, file);
  const auto answers = weft::predict(model, weft::IdLists{{50, 1, 60, 2, 70}, {50, 2, 60, 1}});
  std::cout << weft::concat("50 1 60 2 70: word 1 comes first with probability ", answers(0, 0), '\n',
                            "50 2 60 1:    word 1 comes first with probability ", answers(1, 0), '\n');
  weft::flush_or_throw(std::cout);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
