// SPDX-License-Identifier: MIT
// What the examples' programs make of texts, wherever those come from, and of output that goes nowhere.

#include <doctest/doctest.h>
#include <weft/text/subword_encoder.hpp>

#include "examples/imdb/program.hpp"
#include "examples/imdb/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using imdb::testing::example;
using imdb::testing::Program;
using imdb::testing::Words;

/// A model in a folder of its own, trained on three reviews.
class Workshop {
 public:
  Workshop() {
    imdb::testing::write_acl_imdb(path("reviews"));
    weft::SubwordTextEncoder({"film_", "good_", "dull"}).save(path("words.subwords"));
    REQUIRE(run(train_words()) == 0);
  }

  fs::path path(const std::string& name) const { return folder_ / name; }
  fs::path model() const { return path("run") / "imdb.safetensors"; }

  Words train_words() const {
    return {"train",
            "--data",
            path("reviews"),
            "--vocabulary",
            path("words.subwords"),
            "--data-directory",
            path("data"),
            "--train-reviews",
            "3",
            "--test-reviews",
            "3",
            "--units",
            "3",
            "--epochs",
            "3",
            "--threads",
            "1",
            "--output",
            path("run")};
  }
  Words evaluate_words() const {
    return {"evaluate", "--model", model(), "--data", path("reviews"), "--data-directory", path("data")};
  }
  Words predict_words(const Words& texts) const {
    Words words{"predict", "--model", model()};
    words.insert(words.end(), texts.begin(), texts.end());
    return words;
  }

  /// What the program imdb, or another one, ends with; what it wrote is in output() and errors().
  int run(const Words& words, const fs::path& input = "/dev/null") const { return run(example("imdb"), words, input); }
  int run(const fs::path& program, const Words& words, const fs::path& input) const {
    return Program(program, words, {.input = input, .output = path("output"), .errors = path("errors")}).wait();
  }
  /// The same, with its output to a disk that is full.
  int run_full(const fs::path& program, const Words& words) const {
    return Program(program, words, {.output = "/dev/full", .errors = path("errors")}).wait();
  }
  std::string output() const { return folder_.read("output"); }
  std::string errors() const { return folder_.read("errors"); }

  /// The lines that come for texts as arguments, and for an input of lines.
  std::string answers(const Words& texts) const {
    REQUIRE_MESSAGE(run(predict_words(texts)) == 0, errors());
    return output();
  }
  std::string answers_to_input(const std::string& input) const {
    REQUIRE_MESSAGE(run(predict_words({}), folder_.write("input", input)) == 0, errors());
    return output();
  }

 private:
  imdb::testing::TemporaryFolder folder_;
};

constexpr const char* full_disk = "standard output: cannot be written: No space left on device\n";
const bool no_full_disk = !fs::exists("/dev/full");

}  // namespace

TEST_CASE("a text has one answer, as an argument and as a line, whatever white space or byte order mark is around it") {
  const Workshop workshop;
  const std::string answer = workshop.answers({"a good film"});
  CHECK(answer != workshop.answers({"a good film."}));  // or what follows would say nothing
  for (const std::string text : {"a good film\n", "a good film", "a good film\r\n", " \ta good film \n",
                                 "\xEF\xBB\xBF"
                                 "a good film\n",
                                 "\xEF\xBB\xBF a good film\r\n"}) {
    CAPTURE(text);
    CHECK(workshop.answers_to_input(text) == answer);
  }
  for (const std::string text : {"a good film\r\n", "\v\f a good film\t"}) CHECK(workshop.answers({text}) == answer);
}

TEST_CASE("a review is predicted as it was evaluated, white space and all") {
  const Workshop workshop;
  REQUIRE(workshop.run(workshop.evaluate_words()) == 0);
  const std::string evaluated = workshop.output();
  imdb::testing::write_file(workshop.path("reviews/test/pos/4792_9.txt"), "\n second: bright \r\n");
  REQUIRE(workshop.run(workshop.evaluate_words()) == 0);
  CHECK(workshop.output() == evaluated);
}

TEST_CASE("every line has its answer, also one of nothing, one that is not UTF-8, and the last without a line feed") {
  const Workshop workshop;
  const auto one = [&](const std::string& text) { return workshop.answers({text}); };
  const std::string odd = "good \xFF\xC3 film \xEF\xBB";
  CHECK(workshop.answers_to_input("\n \r\n" + odd + "\n\nfilm") ==
        one("") + one("") + one(odd) + one("") + one("film"));
  CHECK(workshop.answers_to_input("").empty());
  CHECK(workshop.answers({"film", odd, ""}) == one("film") + one(odd) + one(""));
}

TEST_CASE("a text in brackets is one text, with or without commas") {
  const Workshop workshop;
  for (const std::string text : {"[a good film, dull]", "[]", "[film]"}) {
    CAPTURE(text);
    CHECK(workshop.answers({text}) == workshop.answers_to_input(text + "\n"));
    CHECK(workshop.answers({"film", text}) == workshop.answers_to_input("film\n" + text));
    CHECK(workshop.answers({"--", text}) == workshop.answers({text}));
  }
}

TEST_CASE("an input that cannot be read is an error") {
  const Workshop workshop;
  CHECK(workshop.run(workshop.predict_words({}), workshop.path("reviews")) == 1);
  CHECK(workshop.errors() == "imdb: standard input: cannot be read: Is a directory\n");
}

TEST_CASE("output to a full disk is an error, for every command and for help" * doctest::skip(no_full_disk)) {
  const Workshop workshop;
  fs::remove_all(workshop.path("run/checkpoint.safetensors"));
  for (const Words& words : {Words{"--help"}, Words{"predict", "--help"}, workshop.train_words(),
                             workshop.evaluate_words(), workshop.predict_words({"film"})}) {
    CAPTURE(words[0]);
    CHECK(workshop.run_full(example("imdb"), words) == 1);
    CHECK(workshop.errors() == std::string("imdb: ") + full_disk);
  }
}

TEST_CASE("a run whose output goes to a full disk ends before it trains" * doctest::skip(no_full_disk)) {
  const Workshop workshop;
  fs::remove_all(workshop.path("run"));
  CHECK(workshop.run_full(example("imdb"), workshop.train_words()) == 1);
  CHECK_FALSE(fs::exists(workshop.path("run/checkpoint.safetensors")));
}

TEST_CASE("the other examples fail when their output goes to a full disk" * doctest::skip(no_full_disk)) {
  const Workshop workshop;
  for (const std::string name :
       {"quickstart", "regression", "text_classifier", "tagger", "multi_label", "custom_layer", "custom_cell"}) {
    CAPTURE(name);
    CHECK(workshop.run_full(example(name), {}) == 1);
    CHECK(workshop.errors() == full_disk);
  }
}

TEST_CASE("predict answers before it reads on, and ends when nobody takes its lines any more") {
  const Workshop workshop;
  const std::string predict = "'" + example("imdb").string() + "' predict --model '" + workshop.model().string() + "'";
  const auto shell = [&](const std::string& script) { return workshop.run("/bin/sh", {"-c", script}, "/dev/null"); };
  const std::string first = workshop.answers({"film"});
  CHECK(shell("yes film | " + predict + " | head -n 1") == 0);
  CHECK(workshop.output() == first);
  CHECK(workshop.errors().empty());

  CHECK(shell("trap '' PIPE; yes film 2>/dev/null | " + predict + " | head -n 1") == 0);
  CHECK(workshop.output() == first);
  CHECK(workshop.errors() == "imdb: standard output: cannot be written: Broken pipe\n");

  const std::string answers = "'" + workshop.path("answers").string() + "'";
  CHECK(shell("mkfifo " + answers + "; { echo film; read answer <" + answers + "; echo \"$answer\" >&2; } | " +
              predict + " >" + answers) == 0);
  CHECK(workshop.errors() == first);
}
