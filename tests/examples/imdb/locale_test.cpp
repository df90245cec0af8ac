// SPDX-License-Identifier: MIT
// What is written, to files and to the terminal, is the same byte for byte wherever a program runs.

#include <map>
#include <regex>

#include <imdb/commands.hpp>
#include <doctest/doctest.h>

#include "core/detail/foreign_locale.hpp"
#include "examples/imdb/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using imdb::testing::TemporaryFolder;
using Texts = std::map<std::string, std::string>;  // what was written, by its name

/// What is written to std::cout while it lives, by a stream that would like numbers to have commas.
class Captured {
 public:
  Captured() = default;
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;
  ~Captured() {
    std::cout.rdbuf(before_);
    std::cout.imbue(locale_);
  }
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::streambuf* before_ = std::cout.rdbuf(text_.rdbuf());
  std::locale locale_ = std::cout.imbue(std::locale());
};

/// A text without the times in it, which are never twice the same.
std::string timeless(const std::string& text) {
  return std::regex_replace(text, std::regex(R"(\d+(\.\d)?s \d+[mu]s/step)"), "TIME");
}

/// Enough reviews for four digits.
void write_reviews(const fs::path& root) {
  for (const std::string part : {"train", "test"})
    for (int k = 0; k < 600; ++k) {
      const std::string number = std::to_string(k);
      imdb::testing::write_file(root / part / "pos" / (number + "_9.txt"), "I liked film number " + number);
      imdb::testing::write_file(root / part / "neg" / (number + "_2.txt"), "I left film number " + number);
    }
}

/// Lets the example train, evaluate and predict, and gathers all that it leaves and prints.
Texts written_by_example(const fs::path& reviews) {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  Texts texts;
  {
    const Captured out;
    imdb::TrainOptions options;
    options.data = reviews, options.output = "run";
    options.train_reviews = options.test_reviews = 1200;
    options.epochs = 2, options.batch_size = 1, options.units = 1;
    imdb::train(options);
    imdb::resume("run", 1, 2);
    imdb::evaluate({.model = "run/imdb.safetensors", .data = reviews, .vocabulary = {}});
    imdb::predict({.model = "run/imdb.safetensors", .vocabulary = {}, .texts = {"A film"}});
    texts["output"] = timeless(out.text());
  }
  fs::current_path(before);
  for (const std::string name : {"imdb.safetensors", "vocabulary.subwords", "accuracy.svg", "loss.svg"})
    texts[name] = folder.read("run/" + name);
  texts["history.csv"] = std::regex_replace(folder.read("run/history.csv"), std::regex(R"([^,\n]+\n)"), "SECONDS\n");
  for (const auto& [key, text] : weft::read_metadata(folder / "run/checkpoint.safetensors"))
    if (key != "crc32" && key != "imdb/data_directory") texts["checkpoint: " + key] = text;
  return texts;
}

weft::Figures figures(double loss, double accuracy) { return {{"loss", loss}, {"accuracy", accuracy}}; }

weft::History long_history() {
  weft::History history;
  for (weft::Index k = 1; k <= 1200; ++k) {
    const double x = static_cast<double>(k);
    history.epochs.push_back({.epoch = k,
                              .train = figures(1234.5 / x, 0.5),
                              .validation = figures(2345.25 + x, 1 / x),
                              .learning_rate = 0.0015 / x,
                              .seconds = 1000.5 * x});
  }
  return history;
}

std::string progress(weft::Verbose verbose) {
  std::ostringstream out;
  weft::Progress progress(verbose, out, 2000);
  progress.begin_epoch(1234, 1500);
  progress.batch(1100, 2200.5, figures(1234.5, 0.25));
  progress.end_epoch(
      {.epoch = 1234, .train = figures(1234.5, 0.25), .validation = figures(0.5, 0.125), .seconds = 5432.1});
  progress.end_epoch({.epoch = 1234, .train = figures(0.5, 0.25), .validation = {}, .seconds = 0.25});
  return out.str();
}

template <class Call> std::string message_of(const Call& call) try {
  call();
  return "nothing was thrown";
} catch (const std::exception& error) {
  return error.what();
}

/// What the library writes of large and broken numbers.
Texts written_by_library() {
  const TemporaryFolder folder;
  Texts texts;
  weft::Rng rng(7);
  const weft::Sequential model{rng, weft::Embedding{2000, 4}, weft::LSTM{50}, weft::Dense{1, weft::sigmoid}};
  weft::save(model, folder / "model", {{"key", "text"}});
  texts["model"] = folder.read("model");
  texts["summary"] = weft::summary(model);
  texts["random numbers"] = rng.state();
  texts["lines"] = progress(weft::Verbose::lines);
  texts["bar"] = progress(weft::Verbose::bar);
  texts["history"] = long_history().csv();
  texts["table"] = long_history().table();
  texts["history of the example"] = imdb::history_csv(long_history());
  texts["conclusions"] = imdb::conclusions(long_history());
  texts["plot"] = imdb::history_plot(long_history(), "", "loss").svg();
  return texts;
}

Texts errors() {
  const TemporaryFolder folder;
  weft::Rng rng(7);
  std::string vocabulary = "### SubwordTextEncoder\n### Metadata: {}\n";
  for (int k = 0; k < 1500; ++k) vocabulary += "'" + std::to_string(k) + "'\n";
  folder.write("vocabulary", vocabulary + "no quotes\n");
  folder.write("model", std::string("\xFF\xFF\0\0\0\0\0\0{}", 10));
  weft::Embedding<> embedding{2000, 4};
  embedding.build(0, rng);
  weft::Embedding<>::Tape tape;
  weft::Tokens tokens;
  tokens.packing.assign(std::vector<weft::Index>{1});
  tokens.ids = {12345};
  return {
      {"vocabulary", message_of([&] {
                       weft::SubwordTextEncoder::load(folder / "vocabulary");
                     }).substr(folder.path().string().size())},
      {"model", message_of([&] { weft::read_metadata(folder / "model"); }).substr(folder.path().string().size())},
      {"token", message_of([&] { embedding.forward(tokens, tape); })},
      {"learning rate", message_of([&] { weft::Adam({.learning_rate = -1234.5}); })},
      {"reviews", message_of([&] { imdb::detail::take({}, 4000, "train"); })},
  };
}

}  // namespace

TEST_CASE("all that the library writes is the same in a locale with decimal commas") {
  const Texts expected = written_by_library(), expected_errors = errors();
  CHECK(expected_errors.at("vocabulary").starts_with("/vocabulary: line 1503: "));
  const weft::testing::ForeignLocale foreign;
  CHECK(written_by_library() == expected);
  CHECK(errors() == expected_errors);
}

TEST_CASE("all that the imdb example writes and prints is the same in a locale with decimal commas") {
  const TemporaryFolder folder;
  write_reviews(folder / "reviews");
  const Texts expected = written_by_example(folder / "reviews");
  CHECK(expected.at("output").find("from 1200 train texts") != std::string::npos);
  CHECK(expected.at("output").find("Epoch 2/2 - TIME - loss: 0.") != std::string::npos);
  const weft::testing::ForeignLocale foreign;
  const Texts given = written_by_example(folder / "reviews");
  for (const auto& written : expected) {
    CAPTURE(written.first);
    CHECK((given.at(written.first) == written.second));
  }
  const std::string c_locale = weft::testing::ForeignLocale::also_of_c() ? "had decimal commas too" : "was its own";
  MESSAGE("C's locale ", c_locale);
}
