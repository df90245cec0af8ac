// SPDX-License-Identifier: MIT
// Says which of three things a dish contains. A dish may contain several of them, or none: each is a yes or no.
#include <array>
#include <iomanip>
#include <iostream>
#include <weft/weft.hpp>

struct Ingredient {
  std::string name;
  std::array<int, 3> contains;  // gluten, milk, nuts
};
// Two words can mean what neither of them does: a model has to read them in their order.
const std::vector<Ingredient> ingredients{
    {"flour", {1, 0, 0}},  {"almond flour", {0, 0, 1}},  {"rice flour", {0, 0, 0}}, {"bread", {1, 0, 0}},
    {"milk", {0, 1, 0}},   {"almond milk", {0, 0, 1}},   {"rice milk", {0, 0, 0}},  {"cheese", {0, 1, 0}},
    {"butter", {0, 1, 0}}, {"peanut butter", {0, 0, 1}}, {"walnuts", {0, 0, 1}},    {"apples", {0, 0, 0}},
    {"sugar", {0, 0, 0}},  {"salt", {0, 0, 0}},          {"eggs", {0, 0, 0}},       {"potatoes", {0, 0, 0}}};

struct Dishes {
  std::vector<std::string> texts;
  weft::Tensor<int, 2> labels;  // [dishes x 3]
};

// Two to five ingredients, "sugar, almond milk, eggs, ", and what the dish contains then.
Dishes make_dishes(int count, weft::Rng& rng) {
  Dishes dishes{std::vector<std::string>(static_cast<std::size_t>(count)), weft::Tensor<int, 2>(count, 3)};
  dishes.labels.setZero();
  for (weft::Index k = 0; k < count; ++k)
    for (auto left = 2 + rng.below(4); left > 0; --left) {
      const auto& [name, contains] = ingredients[rng.below(ingredients.size())];
      dishes.texts[static_cast<std::size_t>(k)] += name + ", ";
      for (weft::Index c = 0; c < 3; ++c) dishes.labels(k, c) |= contains[static_cast<std::size_t>(c)];
    }
  return dishes;
}

int main() try {
  weft::Rng rng{42};
  const Dishes dishes = make_dishes(3000, rng);
  weft::TextVectorization words_to_ids;
  words_to_ids.adapt(dishes.texts);
  const weft::Dataset train{words_to_ids(dishes.texts), dishes.labels};

  weft::Sequential model{rng, weft::Embedding{words_to_ids.vocab_size(), 16}, weft::GRU{32},
                         weft::Dense{3, weft::sigmoid}};
  weft::Trainer trainer{model, weft::Adam{{.learning_rate = 5e-3}}, weft::BinaryCrossentropy{}, weft::BinaryAccuracy{},
                        weft::F1Score{{.threshold = 0.5}}};
  const auto history = trainer.fit(train, {.epochs = 6, .validation_split = 0.2, .verbose = weft::Verbose::silent});
  const std::vector<std::string> texts{"bread, cheese, walnuts", "almond milk, rice flour, sugar",
                                       "peanut butter, bread", "potatoes, butter, salt"};
  const auto answers = trainer.predict(words_to_ids(texts));  // three probabilities for each dish
  std::cout << history.table() << "\ngluten   milk   nuts\n" << std::fixed << std::setprecision(2);
  for (weft::Index k = 0; k < answers.dimension(0); ++k)
    std::cout << std::setw(6) << answers(k, 0) << std::setw(7) << answers(k, 1) << std::setw(7) << answers(k, 2) << "  "
              << texts[static_cast<std::size_t>(k)] << '\n';
  weft::flush_or_throw(std::cout);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
