// SPDX-License-Identifier: MIT
// Runs of the example program that come to an early end, and what `imdb train --resume` makes of them.

#include <chrono>
#include <csignal>
#include <thread>

#include <doctest/doctest.h>
#include <weft/files/safetensors_file.hpp>
#include <weft/text/subword_encoder.hpp>

#include "examples/imdb/program.hpp"
#include "files/file_size_limit.hpp"
#include "text/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using imdb::testing::Words;

/// The example program, started with some words.
struct Program : imdb::testing::Program {
  Program(const fs::path& errors, Words words)
      : imdb::testing::Program(imdb::testing::example("imdb"), std::move(words), {.errors = errors}) {}
};

/// A folder with a few reviews of our own, a vocabulary, and the runs of a test.
class Workshop {
 public:
  Workshop() {
    for (const std::string part : {"train", "test"})
      for (int k = 0; k < (part == "train" ? 24 : 4); ++k) {
        review(part, "pos", k, "A film that I liked, number " + std::to_string(k * k));
        review(part, "neg", k, "This bored me, and so did number " + std::to_string(k * k * k));
      }
    weft::SubwordTextEncoder({"film_", "like", "bored_", "number_", "me"}).save(folder_ / "words.subwords");
  }

  fs::path path(const std::string& name) const { return folder_ / name; }
  fs::path checkpoint(const std::string& run) const { return path(run) / "checkpoint.safetensors"; }

  Program train(const std::string& run, int epochs) const {
    return {path("errors"),
            {"train",
             "--data",
             path("reviews"),
             "--vocabulary",
             path("words.subwords"),
             "--data-directory",
             path("data"),
             "--train-reviews",
             "48",
             "--test-reviews",
             "8",
             "--units",
             "3",
             "--batch-size",
             "4",
             "--threads",
             "1",
             "--checkpoint-every",
             "2",
             "--epochs",
             std::to_string(epochs),
             "--output",
             path(run)}};
  }
  Program resume(const std::string& run) const { return {path("errors"), {"train", "--resume", path(run)}}; }
  Program resume(const std::string& run, int epochs) const {
    return {path("errors"), {"train", "--resume", path(run), "--epochs", std::to_string(epochs)}};
  }

  /// A run that goes on for as long as one lets it, once it has its first checkpoint.
  Program train_for_ever(const std::string& run) const {
    const Program program = train(run, 1'000'000);
    while (!fs::exists(checkpoint(run))) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return program;
  }

  std::string read(const std::string& name) const { return folder_.read(name); }
  std::string errors() const { return read("errors"); }

  /// The model's bytes, and the history without the seconds.
  std::string result(const std::string& run) const {
    std::istringstream history(read(run + "/history.csv"));
    std::string text = read(run + "/imdb.safetensors");
    CHECK(text.size() > 1000);
    for (std::string line; std::getline(history, line);) text += line.substr(0, line.rfind(',')) + '\n';
    return text;
  }

  /// How many epochs of a run are done.
  int epochs_done(const std::string& run) const {
    constexpr int numbers_an_epoch = 7;  // docs/files.md has them
    const weft::TensorFile file(checkpoint(run));
    for (const auto& tensor : file.tensors())
      if (tensor.name == "state/history") return static_cast<int>(tensor.shape[0]) / numbers_an_epoch;
    return -1;
  }

  /// Goes on with a run to the end of its epoch, which must be as if it had never been interrupted.
  void check_resumed(const std::string& run) const {
    const int epochs = epochs_done(run) + 1;
    CHECK(resume(run, epochs).wait() == 0);
    CHECK(train("uninterrupted", epochs).wait() == 0);
    CHECK(result(run) == result("uninterrupted"));
    CHECK(partial_files(run) == 0);
  }

  std::ptrdiff_t partial_files(const std::string& run) const {
    const fs::directory_iterator begin(path(run)), end;
    return std::count_if(begin, end, [](const auto& entry) { return entry.path().extension() == ".partial"; });
  }

 private:
  void review(const std::string& part, const std::string& feeling, int number, const std::string& text) const {
    const auto file =
        fs::path("reviews") / part / feeling / weft::concat(number, feeling == "pos" ? "_9" : "_2", ".txt");
    fs::create_directories((folder_ / file.string()).parent_path());
    folder_.write(file.string(), text);
  }

  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a run that is killed fifty times at random moments ends with the bits of one that never was") {
  const Workshop workshop;
  constexpr int kills = 50, epochs = 6;
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(workshop.train("expected", epochs).wait() == 0);
  const std::chrono::duration<double> one_run = std::chrono::steady_clock::now() - begin;
  const std::string expected = workshop.result("expected");

  weft::Rng random(7);
  int killed = 0, finished = 0, resumed = 0;
  while (killed < kills || finished == 0) {
    REQUIRE(finished < 500);
    const bool go_on = fs::exists(workshop.checkpoint("run"));
    const Program program = go_on ? workshop.resume("run") : workshop.train("run", epochs);
    if (killed < kills) {
      std::this_thread::sleep_for(random.uniform() * one_run);
      program.signal(SIGKILL);
    }
    const int status = program.wait();
    killed += status == -SIGKILL ? 1 : 0;
    resumed += go_on ? 1 : 0;
    if (status == -SIGKILL) continue;
    REQUIRE_MESSAGE(status == 0, workshop.errors());
    CHECK(workshop.result("run") == expected);
    CHECK(workshop.partial_files("run") == 0);
    fs::remove_all(workshop.path("run"));
    ++finished;
  }
  MESSAGE(killed, " kills, ", resumed, " runs resumed, ", finished, " finished");
  CHECK(resumed > kills / 4);
}

TEST_CASE("SIGINT and SIGTERM end a run in order, and it says how to go on") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Workshop workshop;
    const Program program = workshop.train_for_ever("run");
    program.signal(signal);
    CHECK(program.wait() == 128 + signal);
    const std::string errors = workshop.errors();
    CHECK(errors.starts_with("imdb: interrupted in epoch "));
    CHECK(errors.ends_with("Go on with: imdb train --resume \"" + workshop.path("run").string() + "\"\n"));
    workshop.check_resumed("run");
  }
}

TEST_CASE("a full disk ends a run with an error, and its last checkpoint is whole") {
  const Workshop workshop;
  const Program program = workshop.train_for_ever("run");
  program.signal(SIGINT);
  CHECK(program.wait() == 130);
  const std::string before = workshop.read("run/checkpoint.safetensors");
  {
    const FileSizeLimit full(4096);
    CHECK(workshop.resume("run").wait() == 1);
  }
  CHECK(workshop.errors() == "imdb: " + workshop.checkpoint("run").string() + ": cannot be written: File too large\n");
  CHECK(workshop.read("run/checkpoint.safetensors") == before);
  CHECK(workshop.partial_files("run") == 0);
  workshop.check_resumed("run");
}

TEST_CASE("an output folder that vanishes ends a run with an error; wherever it went, the run goes on from there") {
  const Workshop workshop;
  const Program program = workshop.train_for_ever("run");
  fs::rename(workshop.path("run"), workshop.path("moved"));
  CHECK(program.wait() == 1);
  CHECK(workshop.errors() ==
        "imdb: " + workshop.checkpoint("run").string() + ": cannot be written: No such file or directory\n");
  workshop.check_resumed("moved");
}

TEST_CASE("a run is not resumed without a checkpoint, with other options, or with reviews that have changed") {
  const Workshop workshop;
  fs::create_directories(workshop.path("run"));
  CHECK(workshop.resume("run").wait() == 1);
  CHECK(workshop.errors() ==
        "imdb: " + workshop.checkpoint("run").string() + ": cannot be read: No such file or directory\n");
  REQUIRE(workshop.train("run", 1).wait() == 0);
  CHECK(Program(workshop.path("errors"), {"train", "--resume", workshop.path("run"), "--units", "4"}).wait() != 0);
  CHECK(workshop.errors().find("--resume excludes --units") != std::string::npos);
  std::ofstream(workshop.path("reviews") / "train/pos/3_9.txt") << "I have changed my mind.";
  CHECK(workshop.resume("run", 2).wait() == 1);
  CHECK(workshop.errors().find("is of a run with another fit/train_examples_crc32: ") != std::string::npos);
}
