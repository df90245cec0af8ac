// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <weft/system/output.hpp>

#include "interruption.hpp"
#include "load.hpp"
#include "network.hpp"
#include "report.hpp"
#include "train_options.hpp"
#include "vocabulary.hpp"

/// What the program's three commands do.
namespace imdb {

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

namespace detail {

constexpr weft::Index batch_of_notebook = 64;

inline void say_where_from(const Reviews& reviews) {
  if (reviews.origin == Origin::generator)
    std::cout
        << "THESE ARE NOT IMDB'S REVIEWS: the texts are made up by a generator, and so are the figures they give.\n";
  std::cout << "Reviews from " << reviews.source << '\n';
}

/// The first `count` reviews; a number larger than there are is an error.
inline std::vector<Review> take(const std::vector<Review>& reviews, std::size_t count, const std::string& part) {
  weft::throw_unless(count <= reviews.size(), "--", part, "-reviews is ", count, "; there are ", reviews.size());
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

/// What is trained on, as ids.
struct Task {
  std::string texts;  ///< what they are, for the plots
  weft::SubwordTextEncoder encoder;
  weft::Dataset<weft::IdLists> train, test;
};

inline void save_run(const TrainOptions& options, const Task& task, const weft::History& history) {
  weft::write_atomically(options.output / "history.csv", history_csv(history));
  for (const std::string name : {"accuracy", "loss"})
    history_plot(history, task.texts, name).save(options.output / (name + ".svg"));
}

inline Task load_task(const TrainOptions& options) {
  const Reviews reviews = reviews_for(options);
  say_where_from(reviews);
  auto encoder = options.vocabulary ? weft::SubwordTextEncoder::load(*options.vocabulary)
                                    : vocabulary_for(reviews.train, options.data_directory, std::cout);
  auto train = encoded(take(reviews.train, options.train_reviews, "train"), encoder);
  auto test = encoded(take(reviews.test, options.test_reviews, "test"), encoder);
  const bool made_up = reviews.origin == Origin::generator;
  return {made_up ? "Made-up reviews" : "IMDB reviews", std::move(encoder), std::move(train), std::move(test)};
}

inline std::filesystem::path checkpoint_in(const std::filesystem::path& folder) {
  return folder / "checkpoint.safetensors";
}

/// Makes the output folder, without what a run that was killed while it wrote a file may have left there.
inline void make_folder(const std::filesystem::path& output) {
  std::filesystem::create_directories(output);
  for (const char* file : {"imdb.safetensors", "vocabulary.subwords", "history.csv", "accuracy.svg", "loss.svg"})
    weft::remove_partial_files(output / file);
}

inline weft::Padding padding_of(const TrainOptions& options) {
  return options.mask ? weft::Padding::masked : weft::Padding::unmasked;
}

/// Whether a run begins, or goes on from its checkpoint.
enum class Start { anew, from_checkpoint };

/// Trains until all epochs are done or a signal comes; what the last batch gave is left in `last`.
inline weft::History fit_network(Network& model, const Task& task, const TrainOptions& options, Start start,
                                 const Interruption& interruption, weft::BatchResult& last) {
  weft::ThreadPool pool(options.threads);
  const auto proceed = [&] { return interruption.signal() == 0 ? weft::Proceed::go_on : weft::Proceed::stop; };
  const weft::FitOptions<weft::IdLists> fit_options{.epochs = options.epochs,
                                                    .batch_size = options.batch_size,
                                                    .validation = &task.test,
                                                    .shuffle_buffer = 1000,
                                                    .seed = options.seed,
                                                    .pool = &pool};
  const weft::LambdaCallback stop_by_signal{
      .epoch_end = [&](const weft::EpochResult&) { return proceed(); },
      .batch_end = [&](const weft::BatchResult& result) { return last = result, proceed(); }};
  const weft::Checkpoints checkpoints{.path = checkpoint_in(options.output),
                                      .every_batches = options.checkpoint_every,
                                      .metadata = to_metadata(options)};
  return start == Start::anew ? weft::fit(model, task.train, fit_options, checkpoints, stop_by_signal)
                              : weft::resume(model, task.train, fit_options, checkpoints, stop_by_signal);
}

inline void announce(const Network& model, const Task& task, const TrainOptions& options) {
  std::cout << weft::concat(weft::summary(model), "Training on ", task.train.size(), " reviews, validating on ",
                            task.test.size(), "; padding is ",
                            options.mask ? "masked" : "not masked, as in the notebook", ".\n");
  weft::flush_or_throw();
}

/// Returns what the program's exit status is to be: 128 and the signal if one has stopped it.
inline int train(const TrainOptions& options, Start start) {
  const Task task = load_task(options);
  make_folder(options.output);
  task.encoder.save(options.output / "vocabulary.subwords");
  const NetworkOptions network{task.encoder.vocab_size(), options.units, padding_of(options)};
  weft::Rng rng(options.seed);
  Network model = make_network(network, rng);
  announce(model, task, options);

  const Interruption interruption;
  weft::BatchResult last;
  const auto history = fit_network(model, task, options, start, interruption, last);
  if (interruption.signal() != 0 && std::ssize(history.epochs) < options.epochs) {
    std::cerr << weft::concat("imdb: interrupted in epoch ", last.epoch, ", after batch ", last.batch, " of ",
                              last.batches, ". Go on with: imdb train --resume ", options.output, '\n');
    return 128 + interruption.signal();
  }
  save_network(model, network, options.output / "imdb.safetensors");
  save_run(options, task, history);
  std::cout << conclusions(history) << "Left in " << options.output.string()
            << ": imdb.safetensors, vocabulary.subwords, history.csv, accuracy.svg, loss.svg\n";
  return 0;
}

}  // namespace detail

/// Trains the notebook's network; leaves the model, the vocabulary, the history and its plots in the output folder, and
/// as long as it runs a checkpoint. Returns the program's exit status: 130 or 143 when SIGINT or SIGTERM stopped it.
inline int train(const TrainOptions& options) { return detail::train(options, detail::Start::anew); }

/// Goes on with a run from the checkpoint in its output folder, with the options that it had; other epochs may be
/// asked for. Returns the program's exit status. Throws weft::FileError when the checkpoint is not there, is damaged,
/// or the reviews are no longer those that it was trained on.
inline int resume(const std::filesystem::path& output, weft::Index threads, std::optional<weft::Index> epochs) {
  const auto checkpoint = detail::checkpoint_in(output);
  TrainOptions options = options_from(weft::read_checkpoint_metadata(checkpoint), checkpoint);
  options.output = output;
  options.threads = threads;
  options.epochs = epochs.value_or(options.epochs);
  std::cout << "Going on with the run in " << output.string() << '\n';
  return detail::train(options, detail::Start::from_checkpoint);
}

/// Loss and accuracy of a saved network on the whole test part.
inline void evaluate(const EvaluateOptions& options) {
  const SavedNetwork saved = load_network(options.model);
  const auto encoder = detail::vocabulary_of(options.model, options.vocabulary, saved.options);
  const Reviews reviews =
      load_reviews({.data = options.data, .directory = options.data_directory, .limits = {1, all_reviews}}, std::cout);
  detail::say_where_from(reviews);
  weft::ThreadPool pool(options.threads);
  const auto result = weft::evaluate(saved.network, encoded(reviews.test, encoder),
                                     {.batch_size = detail::batch_of_notebook, .pool = &pool});
  std::cout << weft::concat(reviews.test.size(), " reviews - loss: ", result["loss"],
                            " - accuracy: ", result["accuracy"], '\n');
}

/// A line for each text: positive or negative, and the probability that it is positive. It is there before the next
/// text is read, and whoever no longer takes the lines ends the program.
inline void predict(const PredictOptions& options) {
  const SavedNetwork saved = load_network(options.model);
  const auto encoder = detail::vocabulary_of(options.model, options.vocabulary, saved.options);
  const auto say = [&](std::string_view text) {
    const float p = weft::predict(saved.network, weft::IdLists{ids_of(text, encoder)})(0, 0);
    std::cout << weft::concat(p > 0.5F ? "positive " : "negative ", weft::fixed_text(static_cast<double>(p), 4), '\n');
    weft::flush_or_throw();
  };
  for (const std::string& text : options.texts) say(text);
  if (options.texts.empty()) for_each_line(std::cin, "standard input", say);
}

}  // namespace imdb
