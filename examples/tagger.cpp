// SPDX-License-Identifier: MIT
// Tells each word's part of speech. Most words here can be more than one: only their neighbours tell which.
#include <algorithm>
#include <iostream>
#include <weft/weft.hpp>

const std::vector<std::string> names{"PRON", "VERB", "DET", "ADJ", "NOUN"};  // tags 0 to 4
const std::vector<std::vector<std::string>> words{{"they", "we", "you"},
                                                  {"watch", "play", "light", "open", "cook"},
                                                  {"the", "my", "her"},
                                                  {"old", "red", "light", "cold", "open"},
                                                  {"dog", "watch", "play", "light", "cold", "cook"}};
struct Sentences {
  std::vector<std::string> texts;
  std::vector<std::vector<int>> tags;  // one for each word
};

// "they light the cold light": a pronoun or none, a verb, a determiner, up to two adjectives, a noun.
Sentences make_sentences(int count, weft::Rng& rng) {
  const auto one_of = [&](const auto& all) { return all[rng.below(all.size())]; };
  Sentences sentences;
  for (int k = 0; k < count; ++k) {
    std::vector<int> tags{1, 2, 4};
    if (rng.below(2) == 1) tags.insert(tags.begin(), 0);
    tags.insert(tags.end() - 1, rng.below(3), 3);
    std::string& text = sentences.texts.emplace_back();
    for (const int tag : tags) text += one_of(words[static_cast<std::size_t>(tag)]) + ' ';
    sentences.tags.push_back(tags);
  }
  return sentences;
}

int main() try {
  weft::Rng rng{42};
  const Sentences sentences = make_sentences(2000, rng);
  weft::TextVectorization words_to_ids;
  words_to_ids.adapt(sentences.texts);
  const weft::Dataset train{words_to_ids(sentences.texts), sentences.tags};
  weft::Sequential model{rng, weft::Embedding{words_to_ids.vocab_size(), 16},
                         weft::Bidirectional{weft::LSTM{16, weft::return_sequences}}, weft::Dense{5, weft::softmax}};
  weft::Trainer trainer{model, weft::Adam{}, weft::SparseCategoricalCrossentropy{}, weft::Accuracy{}};
  const auto until_all_are_right = [](const weft::EpochResult& epoch) {
    return (*epoch.validation)["accuracy"] < 1 ? weft::Proceed::go_on : weft::Proceed::stop;
  };
  trainer.fit(train, {.epochs = 20, .validation_split = 0.2}, until_all_are_right);

  const std::vector<std::string> texts{"they light the open light", "watch my light cold cook",
                                       "we open her open play"};
  const auto answers = trainer.predict(words_to_ids(texts));  // [words x tags] for each text
  for (std::size_t k = 0; k < texts.size(); ++k) {
    std::cout << '\n' << texts[k] << ':';
    for (const float* p = answers[k].data(); p < answers[k].data() + answers[k].size(); p += 5)
      std::cout << ' ' << names[static_cast<std::size_t>(std::max_element(p, p + 5) - p)];
  }
  weft::flush_or_throw(std::cout << '\n');
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
