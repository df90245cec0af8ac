// SPDX-License-Identifier: MIT
// Sorts short reviews into three classes, by what they say: which words they use does not tell.
#include <iomanip>
#include <iostream>
#include <weft/weft.hpp>

struct Reviews {
  std::vector<std::string> texts;
  std::vector<int> classes;  // 0 negative, 1 mixed, 2 positive
};

// "the soup was not bad, but the waiter was very rude" is mixed. One class in twenty is drawn at random.
Reviews make_reviews(int count, weft::Rng& rng) {
  const std::vector<std::string> things{"soup", "bread", "wine", "waiter", "music", "room"}, links{" and ", ", but "},
      modifiers{"", "very ", "not ", "not very "}, good{"good", "great", "lovely"}, bad{"bad", "awful", "rude"};
  const auto one_of = [&](const auto& all) { return all[rng.below(all.size())]; };
  Reviews reviews;
  for (int k = 0; k < count; ++k) {
    int praised = 0;
    const auto statement = [&] {
      const bool is_good = rng.below(2) == 1;
      const std::string thing = one_of(things), modifier = one_of(modifiers);
      praised += is_good != modifier.starts_with("not") ? 1 : 0;
      return "the " + thing + " was " + modifier + one_of(is_good ? good : bad);
    };
    const std::string first = statement(), second = statement();
    reviews.texts.push_back(first + one_of(links) + second);
    reviews.classes.push_back(rng.below(20) == 0 ? static_cast<int>(rng.below(3)) : praised);
  }
  return reviews;
}

int main() try {
  weft::Rng rng{42};
  const Reviews reviews = make_reviews(4000, rng);
  weft::TextVectorization words_to_ids;
  words_to_ids.adapt(reviews.texts);
  const weft::Dataset train{words_to_ids(reviews.texts), reviews.classes};

  weft::Sequential model{rng, weft::Embedding{words_to_ids.vocab_size(), 16}, weft::Bidirectional{weft::GRU{16}},
                         weft::Dense{3, weft::softmax}};
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 5e-3}}, weft::SparseCategoricalCrossentropy{},
                        weft::Accuracy{}};
  weft::EarlyStopping stop_early{{.patience = 3, .restore_best_weights = true}};
  trainer.fit(train, {.epochs = 30, .validation_split = 0.2}, stop_early);
  std::cout << "The weights are those of epoch " << stop_early.best_epoch() << ".\n\n";

  // "cold" is in none of the reviews.
  const std::vector<std::string> texts{"The room was lovely and the wine was great!", "Not bad, but the soup was cold.",
                                       "The music was not very good and the waiter was rude."};
  const auto answers = trainer.predict(words_to_ids(texts));  // a probability for each class
  std::cout << "negative  mixed  positive\n" << std::fixed << std::setprecision(2);
  for (weft::Index k = 0; k < answers.dimension(0); ++k)
    std::cout << std::setw(8) << answers(k, 0) << std::setw(7) << answers(k, 1) << std::setw(10) << answers(k, 2)
              << "  " << texts[static_cast<std::size_t>(k)] << '\n';
  weft::flush_or_throw(std::cout);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
