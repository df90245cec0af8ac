// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "load.hpp"
#include "network.hpp"
#include "report.hpp"
#include "vocabulary.hpp"

/// What the program's three commands do.
namespace imdb {

struct TrainOptions {
  std::optional<std::filesystem::path> data, vocabulary;
  std::filesystem::path data_directory = "data", output = "output";
  std::size_t train_reviews = 4000, test_reviews = 1000;
  weft::Index epochs = 10, batch_size = 64, units = 64, threads = 1;
  bool mask = false;
  std::uint64_t seed = 42;
};

struct EvaluateOptions {
  std::filesystem::path model;
  std::optional<std::filesystem::path> data, vocabulary;
  std::filesystem::path data_directory = "data";
  weft::Index threads = 1;
};

struct PredictOptions {
  std::filesystem::path model;
  std::optional<std::filesystem::path> vocabulary;
  std::vector<std::string> texts;
};

namespace internal {

constexpr weft::Index batch_of_notebook = 64;

inline void say_where_from(const Reviews& reviews) {
  if (reviews.origin == Origin::generator)
    std::cout
        << "THESE ARE NOT IMDB'S REVIEWS: the texts are made up by a generator, and so are the figures they give.\n";
  std::cout << "Reviews from " << reviews.source << '\n';
}

/// The first `count` reviews; a number larger than there are is an error.
inline std::vector<Review> take(const std::vector<Review>& reviews, std::size_t count, const std::string& part) {
  weft::require(count <= reviews.size(), "--", part, "-reviews is ", count, "; there are ", reviews.size());
  return {reviews.begin(), reviews.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// The vocabulary that was saved beside a model, unless another one is named.
inline weft::SubwordTextEncoder vocabulary_of(const std::filesystem::path& model,
                                              const std::optional<std::filesystem::path>& named,
                                              const NetworkOptions& network) {
  const auto path = named.value_or(model.parent_path() / "vocabulary.subwords");
  auto encoder = weft::SubwordTextEncoder::load(path);
  if (encoder.vocab_size() != network.vocab_size)
    throw weft::FileError(
        path, weft::concat("it has ", encoder.vocab_size(), " ids; the model was trained with ", network.vocab_size));
  return encoder;
}

/// Train texts are all read when the vocabulary has to be built from them, as TensorFlow Datasets did.
inline Reviews reviews_for(const TrainOptions& options) {
  Wanted wanted{.data = options.data, .directory = options.data_directory, .seed = options.seed};
  wanted.limits = {options.vocabulary ? options.train_reviews : all_reviews, options.test_reviews};
  return load_reviews(wanted, std::cout);
}

inline void save_run(const TrainOptions& options, const weft::History& history) {
  write_file(options.output / "history.csv", history_csv(history));
  write_file(options.output / "accuracy.svg", history_plot(history, "accuracy", &weft::Evaluation::accuracy).svg());
  write_file(options.output / "loss.svg", history_plot(history, "loss", &weft::Evaluation::loss).svg());
}

}  // namespace internal

/// Trains the notebook's network; leaves the model, the vocabulary, the history and its plots in the output folder.
inline void train(const TrainOptions& options) {
  const Reviews reviews = internal::reviews_for(options);
  internal::say_where_from(reviews);
  const auto encoder = options.vocabulary ? weft::SubwordTextEncoder::load(*options.vocabulary)
                                          : vocabulary_for(reviews.train, options.data_directory, std::cout);
  const auto train = encoded(internal::take(reviews.train, options.train_reviews, "train"), encoder);
  const auto test = encoded(internal::take(reviews.test, options.test_reviews, "test"), encoder);

  std::filesystem::create_directories(options.output);
  encoder.save(options.output / "vocabulary.subwords");
  const NetworkOptions network{encoder.vocab_size(), options.units,
                               options.mask ? weft::Padding::masked : weft::Padding::unmasked};
  weft::Rng rng(options.seed);
  Network model = make_network(network, rng);
  std::cout << weft::summary(model) << "Training on " << train.size() << " reviews, validating on " << test.size()
            << "; padding is " << (options.mask ? "masked" : "not masked, as in the notebook") << ".\n"
            << std::flush;

  weft::ThreadPool pool(options.threads);
  const auto model_file = options.output / "imdb.safetensors";
  const auto history = weft::fit(model, train,
                                 {.epochs = options.epochs,
                                  .batch_size = options.batch_size,
                                  .validation = &test,
                                  .padding = network.padding,
                                  .shuffle_buffer = 1000,
                                  .seed = options.seed,
                                  .pool = &pool});
  save_network(model, network, model_file);
  internal::save_run(options, history);
  std::cout << conclusions(history) << "Left in " << options.output.string()
            << ": imdb.safetensors, vocabulary.subwords, history.csv, accuracy.svg, loss.svg\n";
}

/// Loss and accuracy of a saved network on the whole test part.
inline void evaluate(const EvaluateOptions& options) {
  const SavedNetwork saved = load_network(options.model);
  const auto encoder = internal::vocabulary_of(options.model, options.vocabulary, saved.options);
  const Reviews reviews =
      load_reviews({.data = options.data, .directory = options.data_directory, .limits = {1, all_reviews}}, std::cout);
  internal::say_where_from(reviews);
  weft::ThreadPool pool(options.threads);
  const auto result =
      weft::evaluate(saved.network, encoded(reviews.test, encoder),
                     {.batch_size = internal::batch_of_notebook, .padding = saved.options.padding, .pool = &pool});
  std::cout << reviews.test.size() << " reviews - loss: " << result.loss << " - accuracy: " << result.accuracy << '\n';
}

/// A line for each text: positive or negative, and the probability that it is positive.
inline void predict(const PredictOptions& options) {
  const SavedNetwork saved = load_network(options.model);
  const auto encoder = internal::vocabulary_of(options.model, options.vocabulary, saved.options);
  const auto say = [&](const std::string& text) {
    const float p = weft::predict(saved.network, weft::IdLists{encoder.encode(text)})(0, 0);
    std::cout << (p > 0.5F ? "positive " : "negative ") << std::fixed << std::setprecision(4) << p << std::endl;
  };
  for (const std::string& text : options.texts) say(text);
  if (options.texts.empty())
    for (std::string line; std::getline(std::cin, line);) say(line);
}

}  // namespace imdb
