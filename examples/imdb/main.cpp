// SPDX-License-Identifier: MIT
// The notebook's experiment on IMDB's film reviews: `imdb train`, then `imdb predict --model output/imdb.safetensors`.
// A run that was interrupted goes on with `imdb train --resume output`.

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <thread>
#include <vector>
#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace {

weft::Index processors() { return std::max<weft::Index>(1, std::thread::hardware_concurrency()); }

void add_data_options(CLI::App& command, auto& options) {
  command.add_option("--data", options.data,
                     "Folder aclImdb of the Large Movie Review Dataset, or its archive (default: download it)");
  command.add_option("--data-directory", options.data_directory, "Where downloads and vocabularies are kept")
      ->capture_default_str();
  command.add_option("--vocabulary", options.vocabulary, "File of subwords (default: the one of the train texts)");
}

/// --resume stands for all the options that the run had; only a few may be given with it.
void refuse_others(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_name();
    const bool fits = name == "--resume" || name == "--epochs" || name == "--threads";
    if (option->count() > 0 && !fits) throw CLI::ExcludesError("--resume", name);
  }
}

void add_train(CLI::App& program, imdb::TrainOptions& options, int& status) {
  CLI::App& command = *program.add_subcommand("train", "Train the network and plot how it went");
  add_data_options(command, options);
  const CLI::Validator positive = CLI::Range(1, 1'000'000);
  command.add_option("--train-reviews", options.train_reviews)->check(positive)->capture_default_str();
  command.add_option("--test-reviews", options.test_reviews)->check(positive)->capture_default_str();
  command.add_option("--epochs", options.epochs)->check(positive)->capture_default_str();
  command.add_option("--batch-size", options.batch_size)->check(positive)->capture_default_str();
  command.add_option("--units", options.units, "Units of the LSTM, each way")->check(positive)->capture_default_str();
  command.add_flag("--mask", options.mask, "Mask the padding, which the notebook does not: 5 points more accuracy");
  command.add_option("--seed", options.seed, "Of the weights and the shuffles")->capture_default_str();
  command.add_option("--threads", options.threads, "The result does not depend on it")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command.add_option("--output", options.output, "Folder for the model, its vocabulary, the history and the plots")
      ->capture_default_str();
  command
      .add_option("--checkpoint-every", options.checkpoint_every, "Batches between checkpoints; 0: only after epochs")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  CLI::Option& resume = *command.add_option("--resume", "Go on with the run that left its checkpoint in this folder");
  resume.type_name("TEXT");
  const CLI::Option& epochs = *command.get_option("--epochs");
  command.callback([&] {
    if (resume.count() == 0) {
      status = imdb::train(options);
      return;
    }
    refuse_others(command);
    std::optional<weft::Index> more;
    if (epochs.count() > 0) more = options.epochs;
    status = imdb::resume(resume.as<std::string>(), options.threads, more);
  });
}

void add_evaluate(CLI::App& program, imdb::EvaluateOptions& options) {
  CLI::App& command = *program.add_subcommand("evaluate", "Loss and accuracy of a model on all test reviews");
  command.add_option("--model", options.model, "A file that train left")->required();
  add_data_options(command, options);
  command.add_option("--threads", options.threads)->check(CLI::Range(1, 1024))->capture_default_str();
  command.callback([&] { imdb::evaluate(options); });
}

void add_predict(CLI::App& program, imdb::PredictOptions& options) {
  CLI::App& command = *program.add_subcommand("predict", "Say of texts whether they are positive, and how likely");
  command.add_option("--model", options.model, "A file that train left")->required();
  command.add_option("--vocabulary", options.vocabulary, "File of subwords (default: the one beside the model)");
  command.add_option("texts", options.texts, "Texts; without any, one a line from standard input");
  command.callback([&] { imdb::predict(options); });
}

/// The program's arguments, last one first as CLI11 takes them. It would take a text "[one, two]" for a list of two; a
/// space behind it, which is no part of a text, makes it one.
std::vector<std::string> words_of(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  for (std::size_t k = 0; k < words.size(); ++k) {
    const bool is_value = k > 0 && words[k - 1].starts_with("--") && words[k - 1] != "--";
    if (!is_value && words[k].starts_with('[') && words[k].ends_with(']')) words[k] += ' ';
  }
  std::reverse(words.begin(), words.end());
  return words;
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App program("Film reviews, read by one bidirectional LSTM.", "imdb");
  program.require_subcommand(1);
  imdb::TrainOptions train;
  imdb::EvaluateOptions evaluate;
  train.threads = evaluate.threads = processors();
  imdb::PredictOptions predict;
  int status = 0;
  add_train(program, train, status);
  add_evaluate(program, evaluate);
  add_predict(program, predict);
  try {
    program.parse(words_of(argc, argv));
  } catch (const CLI::ParseError& error) {  // --help is one of these
    status = program.exit(error);
  }
  weft::flush_or_throw();
  return status;
} catch (const std::exception& error) {
  std::cerr << "imdb: " << error.what() << '\n';
  return 1;
}
