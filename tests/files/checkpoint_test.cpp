// SPDX-License-Identifier: MIT
#include <weft/files/checkpoint.hpp>

#include <doctest/doctest.h>

#include <memory>

#include "files/file_size_limit.hpp"
#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Adam;
using weft::Checkpoints;
using weft::Dataset;
using weft::History;
using weft::IdLists;
using weft::Index;
using weft::Proceed;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using Options = weft::FitOptions<IdLists>;
using Model = weft::testing::SmallModel;

const Dataset<IdLists> data = small_task(60, 1), other_data = small_task(20, 2);

/// Three epochs of four batches, with all that has a state.
Options usual() {
  return {.epochs = 3,
          .batch_size = 16,
          .validation = &other_data,
          .shuffle_buffer = 20,
          .seed = 9,
          .verbose = Verbose::silent};
}

/// What a killed process is to a run: the batch is over, and nothing that follows happens.
struct Killed {};

/// Ends a run behind that batch.
auto end_in(Index epoch, Index batch) {
  return [=](const weft::BatchResult& result) {
    return result.epoch == epoch && result.batch == batch ? Proceed::stop : Proceed::go_on;
  };
}
auto kill_in(Index epoch, Index batch) {
  return [=](const weft::BatchResult& result) {
    if (result.epoch == epoch && result.batch == batch) throw Killed{};
  };
}

bool equal_history(const History& a, const History& b) {
  return std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(), b.epochs.end(), [](auto& x, auto& y) {
    return x.epoch == y.epoch && x.train == y.train && x.validation == y.validation;
  });
}

/// A model with its trainer, and what fit and resume make of them.
template <class M, class Inputs> struct Run {
  using Trainer = weft::Trainer<M, Adam, weft::BinaryCrossentropy, weft::BinaryAccuracy>;

  M model;
  const Dataset<Inputs>* train;
  Adam adam{{.learning_rate = 0.01}, {.global_clipnorm = 0.5}};
  weft::BinaryCrossentropy loss = {};
  std::unique_ptr<M> trained = std::make_unique<M>(model);  // what the trainer refers to stays where it is
  Trainer trainer = weft::testing::trainer_for(*trained, adam, loss);
  History history = {};

  template <class... Callbacks> void fit(const weft::FitOptions<Inputs>& options, Callbacks&&... callbacks) {
    history = trainer.fit(*train, options, callbacks...);
  }
  template <class... Callbacks>
  void save(const weft::FitOptions<Inputs>& options, const Checkpoints& checkpoints, Callbacks&&... callbacks) {
    history = weft::fit(trainer, *train, options, checkpoints, callbacks...);
  }
  template <class... Callbacks>
  void resume(const weft::FitOptions<Inputs>& options, const Checkpoints& checkpoints, Callbacks&&... callbacks) {
    history = weft::resume(trainer, *train, options, checkpoints, callbacks...);
  }
  [[nodiscard]] std::int64_t steps() const { return trainer.optimizer().steps(); }

  friend bool operator==(const Run& a, const Run& b) {
    const auto &x = a.trainer.optimizer(), &y = b.trainer.optimizer();
    return equal_weights(*a.trained, *b.trained) && equal_weights(x.moment(0), y.moment(0)) &&
           equal_weights(x.moment(1), y.moment(1)) && x.steps() == y.steps() && equal_history(a.history, b.history);
  }
};
using SmallRun = Run<Model, IdLists>;

SmallRun small_run(std::uint64_t seed = 1, const Adam& adam = Adam({.learning_rate = 0.01}, {.global_clipnorm = 0.5})) {
  return {small_model(seed), &data, adam};
}

SmallRun uninterrupted(const Options& options = usual()) {
  SmallRun run = small_run();
  run.fit(options);
  return run;
}

/// A checkpoint in the middle of the second epoch.
std::filesystem::path interrupted(const TemporaryFolder& folder) {
  const auto path = folder / "checkpoint";
  small_run().save(usual(), {.path = path}, end_in(2, 2));
  return path;
}

/// What resume finds wrong with a file; the run must stay as it was.
template <class R, class Inputs, class... Callbacks>
std::string problem_of(R run, const weft::FitOptions<Inputs>& options, const std::filesystem::path& path,
                       Callbacks&&... callbacks) {
  const R before{*run.trained, run.train, run.adam, run.loss};
  const std::string problem = file_problem(path, [&] { run.resume(options, {.path = path}, callbacks...); });
  CHECK(run == before);
  return problem;
}
std::string problem_of(const std::filesystem::path& path) { return problem_of(small_run(), usual(), path); }

/// A copy of a checkpoint with other metadata.
std::filesystem::path changed(const TemporaryFolder& folder, const std::string& key, const std::string& value) {
  weft::TensorFile file(interrupted(folder));
  weft::Metadata metadata = file.metadata();
  metadata.erase("crc32");
  metadata[key] = value;
  std::vector<std::vector<std::byte>> bytes;
  std::vector<weft::NamedTensor> tensors;
  for (const auto& tensor : file.tensors()) {
    bytes.push_back(file.read(tensor));
    tensors.push_back({tensor.name, tensor.dtype.value(), tensor.shape, bytes.back()});
  }
  weft::detail::write_tensors_with_checksum(folder / "changed", tensors, metadata);
  return folder / "changed";
}

}  // namespace

TEST_CASE("a run stopped after any batch and resumed ends with the bits of one that went through") {
  const SmallRun expected = uninterrupted();
  for (const Index epoch : {1, 2, 3})
    for (const Index batch : {1, 2, 3, 4}) {
      const TemporaryFolder folder;
      SmallRun stopped = small_run(), resumed = small_run(5);
      stopped.save(usual(), {.path = folder / "c"}, end_in(epoch, batch));
      CHECK(std::ssize(stopped.history.epochs) == epoch - 1);
      CHECK_FALSE(stopped == expected);
      resumed.resume(usual(), {.path = folder / "c"});
      CHECK(resumed == expected);
    }
}

TEST_CASE("a run killed after any batch loses what came after its last checkpoint and no bit of the result") {
  const SmallRun expected = uninterrupted();
  for (const Index every : {0, 1, 3, 5})
    for (const Index epoch : {1, 2, 3})
      for (const Index batch : {1, 2, 3, 4}) {
        const TemporaryFolder folder;
        const Checkpoints checkpoints{.path = folder / "c", .every_batches = every, .every_epochs = every == 5 ? 0 : 2};
        SmallRun killed = small_run(), resumed = small_run(5);
        CHECK_THROWS_AS(killed.save(usual(), checkpoints, kill_in(epoch, batch)), Killed);
        resumed.resume(usual(), checkpoints);
        CHECK(resumed == expected);
      }
}

TEST_CASE("a run may be resumed as often as it is interrupted") {
  const TemporaryFolder folder;
  const Checkpoints checkpoints{.path = folder / "c", .every_batches = 1};
  SmallRun run = small_run();
  run.save(usual(), checkpoints, end_in(1, 1));
  for (const auto& [epoch, batch] : {std::pair{1, 3}, {2, 1}, {2, 4}, {3, 2}})
    run.resume(usual(), checkpoints, end_in(epoch, batch));
  run.resume(usual(), checkpoints);
  CHECK(run == uninterrupted());
}

TEST_CASE("checkpoints do not change training") {
  const TemporaryFolder folder;
  SmallRun run = small_run();
  run.save(usual(), {.path = folder / "c", .every_batches = 1});
  CHECK(run == uninterrupted());
}

TEST_CASE("a run that is through is resumed without training, or for more epochs") {
  const TemporaryFolder folder;
  const Checkpoints checkpoints{.path = folder / "c"};
  SmallRun run = small_run();
  run.save(usual(), checkpoints);
  SmallRun resumed = small_run(5);
  resumed.resume(usual(), checkpoints);
  CHECK(resumed == run);
  Options longer = usual();
  longer.epochs = 5;
  resumed = small_run(5);
  resumed.resume(longer, checkpoints);
  CHECK(resumed == uninterrupted(longer));
}

TEST_CASE("a run that a callback of epochs stopped is resumed with the next epoch") {
  const TemporaryFolder folder;
  SmallRun run = small_run();
  run.save(usual(), {.path = folder / "c", .every_epochs = 0}, [](const weft::EpochResult&) { return Proceed::stop; });
  CHECK(run.history.epochs.size() == 1);
  run.resume(usual(), {.path = folder / "c"});
  CHECK(run == uninterrupted());
}

namespace {

/// Stops a run when the validation loss has not become lower for so many epochs.
auto patience(int epochs) {
  return [=, best = 1e30, waited = 0](const weft::EpochResult& result) mutable {
    waited = result.validation.value()["loss"] < best ? 0 : waited + 1;
    best = std::min(best, result.validation.value()["loss"]);
    return waited == epochs ? Proceed::stop : Proceed::go_on;
  };
}

/// With a learning rate that is far too large the validation loss goes up and down.
Options diverging() {
  Options options = usual();
  options.epochs = 20;
  return options;
}

SmallRun fast_run() { return small_run(1, Adam({.learning_rate = 1.5})); }

}  // namespace

TEST_CASE("a callback that counts epochs stops a resumed run where it stops one that goes through") {
  for (const int wait : {1, 2, 3}) {
    SmallRun expected = fast_run();
    expected.fit(diverging(), patience(wait));
    const Index stopped = std::ssize(expected.history.epochs);
    CAPTURE(stopped);
    REQUIRE(stopped < 20);
    for (Index epoch = 1; epoch <= stopped; ++epoch) {
      const TemporaryFolder folder;
      SmallRun killed = fast_run(), resumed = fast_run();
      auto kill = [&, inner = patience(wait)](const weft::EpochResult& result) mutable {
        const Proceed proceed = inner(result);
        if (result.epoch == epoch + 1) throw Killed{};
        return proceed;
      };
      if (epoch < stopped)
        CHECK_THROWS_AS(killed.save(diverging(), {.path = folder / "c"}, kill), Killed);
      else
        killed.save(diverging(), {.path = folder / "c"}, patience(wait));  // stopped by its callback, and then resumed
      resumed.resume(diverging(), {.path = folder / "c"}, patience(wait));
      CHECK(resumed == expected);
    }
  }
}

TEST_CASE("an epoch that is played to a callback again says so") {
  const TemporaryFolder folder;
  interrupted(folder);
  std::string seen;
  SmallRun run = small_run();
  run.resume(usual(), {.path = folder / "checkpoint"}, [&](const weft::EpochResult& result) {
    seen += weft::concat(result.epoch, result.replayed ? " again " : " ");
  });
  CHECK(seen == "1 again 2 3 ");
  for (const auto& result : run.history.epochs) CHECK_FALSE(result.replayed);
}

TEST_CASE("what callbacks remember goes with the checkpoint, so that one that counts batches goes on") {
  // Stops the run after seven batches, in whichever epoch; or kills it before.
  struct Seven {
    int batches = 0, kill = 0;
    weft::LambdaCallback callback{.batch_end =
                                      [this](const weft::BatchResult&) {
                                        if (++batches == kill) throw Killed{};
                                        return batches == 7 ? Proceed::stop : Proceed::go_on;
                                      },
                                  .save = [this] { return std::to_string(batches); },
                                  .restore = [this](const std::string& text) { batches = std::stoi(text); }};
  };
  SmallRun expected = small_run();
  expected.fit(usual(), Seven{}.callback);
  for (int kill = 2; kill < 7; ++kill) {
    const TemporaryFolder folder;
    const Checkpoints checkpoints{.path = folder / "c", .every_batches = 1};
    SmallRun killed = small_run(), resumed = small_run(5);
    Seven first{.kill = kill}, second;
    CHECK_THROWS_AS(killed.save(usual(), checkpoints, first.callback), Killed);
    resumed.resume(usual(), checkpoints, second.callback);
    CHECK(second.batches == 7);
    CHECK(resumed == expected);
  }
  const TemporaryFolder folder;
  Seven seven;
  CHECK(problem_of(small_run(), usual(), interrupted(folder), seven.callback) == "has no callbacks/0 in its metadata");
}

TEST_CASE("runs that follow one another with one trainer are one run, also through checkpoints") {
  const TemporaryFolder folder;
  const Checkpoints checkpoints{.path = folder / "c"};
  SmallRun run = small_run(), resumed = small_run(5), expected = small_run();
  Options one = usual(), two = usual();
  one.epochs = 1;
  two.epochs = 2;
  run.fit(one);
  run.save(two, checkpoints, end_in(2, 3));
  CHECK(weft::read_checkpoint_metadata(folder / "c").at("state/first_epoch") == "2");
  resumed.resume(two, checkpoints);
  expected.fit(usual());
  expected.history.epochs.erase(expected.history.epochs.begin());
  CHECK(resumed == expected);
  resumed.fit(one);
  CHECK(resumed.history.epochs.at(0).epoch == 4);
}

TEST_CASE("a checkpoint of a model whose layers were told otherwise is refused with both values") {
  const TemporaryFolder folder;
  const auto path = interrupted(folder);
  weft::Rng rng(1);
  const Model other(rng, weft::Embedding<float>{8, 4}, weft::Bidirectional<weft::LSTM<float>>{weft::LSTM<float>{5}},
                    weft::Dense<float>{6, weft::tanh}, weft::Dense<float>{1, weft::sigmoid});
  CHECK(problem_of(SmallRun{other, &data}, usual(), path) ==
        "model/dense/activation is 'relu'; this model's is 'tanh'");
  CHECK(problem_of(SmallRun{small_model(1, weft::Padding::unmasked), &data}, usual(), path) ==
        "model/embedding/padding is 'masked'; this model's is 'unmasked'");
}

TEST_CASE("a run goes on with another learning rate where it is asked to") {
  const TemporaryFolder folder;
  const auto path = interrupted(folder);
  SmallRun run = small_run(1, Adam({.learning_rate = 0.001}, {.global_clipnorm = 0.5}));
  run.resume(usual(), {.path = path, .may_differ = {"optimizer/learning_rate"}});
  CHECK(run.trainer.optimizer().learning_rate() == 0.001);
  CHECK(run.history.epochs.size() == 3);
  CHECK_FALSE(run == uninterrupted());
  CHECK(weft::read_checkpoint_metadata(path).at("optimizer/learning_rate") == "0.001");
}

TEST_CASE("every kind of example is resumed") {
  const TemporaryFolder folder;
  const Checkpoints checkpoints{.path = folder / "c"};
  const auto check = [&]<class M, class Inputs>(const M& model, const Dataset<Inputs>& train) {
    const weft::FitOptions<Inputs> options{.epochs = 2, .batch_size = 4, .verbose = Verbose::silent};
    const auto stop = [](const weft::BatchResult& r) { return r.batch == 2 ? Proceed::stop : Proceed::go_on; };
    Run<M, Inputs> expected{model, &train}, run{model, &train};
    expected.fit(options);
    run.save(options, checkpoints, stop);
    run.resume(options, checkpoints);
    CHECK(run == expected);
  };
  check(small_model(), Dataset<weft::IdTensor>{weft::testing::padded(data.inputs), data.targets});
  check(weft::testing::signal_model(), weft::testing::small_signals(10, 4, 3, 3));
  weft::Rng rng(4);
  Dataset<weft::Tensor<double, 2>> rows{weft::Tensor<double, 2>(9, 2), std::vector<int>(9, 1)};
  rows.inputs.setConstant(0.25);
  check(weft::Sequential{rng, weft::Input{2}, weft::Dense<double>{1, weft::sigmoid}}, rows);
}

TEST_CASE("the short forms make a trainer of their own, in both runs") {
  const TemporaryFolder folder;
  Model model = small_model(), expected = model;
  weft::fit(model, data, usual(), {.path = folder / "c"}, end_in(2, 1));
  const History history = weft::resume(model, data, usual(), {.path = folder / "c"});
  CHECK(equal_history(history, weft::fit(expected, data, usual())));
  CHECK(equal_weights(model, expected));
}

namespace {

/// Where the run stood that left the checkpoint: epoch.batch, epochs from 0.
std::string place_of(const std::filesystem::path& path) {
  weft::TensorFile file(path);
  const std::size_t epochs = weft::detail::stored_count(file, "state/history") / 7;
  return weft::concat(epochs, '.', file.metadata().at("state/batches"));
}

}  // namespace

TEST_CASE("a checkpoint is made when a run begins, every so many batches and epochs, and when it ends") {
  const TemporaryFolder folder;
  const auto path = folder / "c";
  const auto places = [&](Index batches, Index epochs) {  // what a process would find that is killed in a batch
    std::string text;
    small_run().save(usual(), {.path = path, .every_batches = batches, .every_epochs = epochs},
                     [&](const weft::BatchResult&) { text += place_of(path) + ' '; });
    return text + place_of(path);
  };
  CHECK(places(0, 0) == "0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 3.0");
  CHECK(places(0, 1) == "0.0 0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.0 2.0 2.0 2.0 3.0");
  CHECK(places(0, 2) == "0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 2.0 2.0 2.0 2.0 3.0");
  CHECK(places(5, 0) == "0.0 0.0 0.0 0.0 0.0 1.1 1.1 1.1 1.1 1.1 2.2 2.2 3.0");
  CHECK(places(1, 1) == "0.0 0.1 0.2 0.3 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 3.0");
}

TEST_CASE("what resume cannot go on from is refused, and the run stays as it was") {
  const TemporaryFolder folder;
  const auto path = interrupted(folder);
  CHECK(problem_of(folder / "missing").starts_with("cannot be read: "));
  CHECK(problem_of(changed(folder, "version", "1")).starts_with("is in version '1' of weft's checkpoints; expected"));
  CHECK(problem_of(changed(folder, "fit/seed", "10")) == "is of a run with another fit/seed: 10; this run has 9");
  CHECK(problem_of(changed(folder, "state/batches", "5")) == "state/batches is '5'; expected 0 to 4");
  Options shorter = usual();
  shorter.batch_size = 8;
  CHECK(problem_of(small_run(), shorter, path) == "is of a run with another fit/batch_size: 16; this run has 8");
  CHECK(problem_of(small_run(1, Adam({.learning_rate = 0.02}, {.global_clipnorm = 0.5})), usual(), path) ==
        "is of a run with another optimizer/learning_rate: 0.01; this run has 0.02");
  CHECK(problem_of(SmallRun{small_model(), &other_data}, usual(), path) ==
        "is of a run with another fit/train_examples: 60; this run has 20");
  weft::Rng rng(1);
  const Model wide(rng, weft::Embedding<float>{8, 4}, weft::Bidirectional<weft::LSTM<float>>{weft::LSTM<float>{6}},
                   weft::Dense<float>{6, weft::relu}, weft::Dense<float>{1, weft::sigmoid});
  CHECK(problem_of(SmallRun{wide, &data}, usual(), path) ==
        "tensor 'model/bidirectional/forward/kernel' is [4 x 20]; expected [4 x 24] as in the model");
}

TEST_CASE("a checkpoint that cannot be written stops fit, says why, and leaves the one before, which can be resumed") {
  const TemporaryFolder folder;
  const auto path = folder / "c";
  const std::string before = folder.read(interrupted(folder).filename().string());
  folder.write("c", before);
  SmallRun run = small_run();
  {
    const FileSizeLimit full(4000);
    CHECK(file_problem(path, [&] {
            run.resume(usual(), {.path = path, .every_batches = 1});
          }).starts_with("cannot be written: "));
  }
  CHECK(folder.read("c") == before);
  CHECK(folder.size() == 2);
  run.resume(usual(), {.path = path});
  CHECK(run == uninterrupted());
}

TEST_CASE("fit says at once that a checkpoint's folder is not there, and in the middle that it is gone") {
  const TemporaryFolder folder;
  const auto gone = folder / "gone", path = gone / "c";
  SmallRun run = small_run();
  CHECK(file_problem(path, [&] { run.save(usual(), {.path = path}); }).starts_with("cannot be written: "));
  CHECK(run == small_run());
  std::filesystem::create_directory(gone);
  CHECK(file_problem(path, [&] {
          run.save(usual(), {.path = path, .every_batches = 2},
                   [&](const weft::BatchResult&) { std::filesystem::remove_all(gone); });
        }).starts_with("cannot be written: "));
  CHECK(run.steps() == 2);
}

TEST_CASE("a run that diverges leaves the last good checkpoint") {
  const TemporaryFolder folder;
  const auto path = folder / "c";
  SmallRun run = small_run();
  const auto spoil = [](SmallRun& spoiled) {
    return [&spoiled](const weft::BatchResult& result) {
      if (result.epoch == 2 && result.batch == 2) spoiled.trained->layer<3>().bias(0) = std::nanf("");
    };
  };
  const std::string after_batch =
      "fit: in epoch 2, after batch 2, dense_1/bias: number [0] is nan; no checkpoint is "
      "made of that, and what stands in " +
      path.string() + " stays";
  CHECK_THROWS_WITH_AS(run.save(usual(), {.path = path, .every_batches = 1}, spoil(run)), after_batch.c_str(),
                       std::runtime_error);
  CHECK(place_of(path) == "1.1");
  SmallRun other = small_run();
  CHECK_THROWS_WITH_AS(other.save(usual(), {.path = path}, spoil(other)),
                       doctest::Contains("fit: the loss is nan in epoch 2, batch 3; the model is as it was before this "
                                         "batch; its largest parameter is dense_1/bias with nan"),
                       std::runtime_error);
  CHECK(place_of(path) == "1.0");
  other.resume(usual(), {.path = path});
  CHECK(other == uninterrupted());
}

TEST_CASE(
    "a gradient that is not finite leaves the checkpoint of the batch before, which is that of a run until there") {
  using weft::testing::steep_model;
  const TemporaryFolder folder;
  const auto bad = weft::testing::steep_task({1, 2, 3e38F, 4});
  const weft::FitOptions<weft::Tensor<float, 2>> options{
      .batch_size = 1, .shuffle_buffer = 1, .verbose = Verbose::silent};
  using SteepRun = Run<weft::testing::SteepModel, weft::Tensor<float, 2>>;
  const auto steep_run = [&] {
    return SteepRun{steep_model(), &bad, Adam({.learning_rate = 0.01}), {.from_logits = true}};
  };
  SteepRun run = steep_run(), expected = steep_run(), resumed = steep_run();
  const Checkpoints every_batch{.path = folder / "c", .every_batches = 1};
  CHECK_THROWS_WITH_AS(run.save(options, every_batch),
                       doctest::Contains("fit: the gradient is not finite in epoch 1, batch 3; the model is as it was"),
                       std::runtime_error);
  expected.save(options, {.path = folder / "stopped"}, end_in(1, 2));
  CHECK(run == expected);
  CHECK_THROWS_AS(resumed.resume(options, every_batch), std::runtime_error);
  CHECK(resumed == expected);
}

TEST_CASE("fit with data or a model that do not fit leaves the checkpoint of an earlier run") {
  using weft::testing::signal_model;
  const TemporaryFolder folder;
  const Checkpoints checkpoints{.path = folder / "c"};
  const auto good = weft::testing::small_signals(10, 4, 3, 3), bad = weft::testing::small_signals(10, 4, 2, 3);
  const weft::FitOptions<weft::Tensor<float, 3>> options{.verbose = Verbose::silent};
  auto model = signal_model();
  weft::fit(model, good, options, checkpoints);
  const std::string before = folder.read("c");
  CHECK_THROWS_AS(weft::fit(model, bad, options, checkpoints), std::invalid_argument);
  weft::Trainer trainer(model, Adam{}, weft::BinaryCrossentropy{});
  model.layer<1>().bias.resize(2);
  CHECK_THROWS_AS(weft::fit(trainer, good, options, checkpoints), std::invalid_argument);
  CHECK(folder.read("c") == before);
}

TEST_CASE("a run's own words are kept in its checkpoint, unless they take the library's place") {
  const TemporaryFolder folder;
  const auto path = folder / "c";
  SmallRun run = small_run();
  run.save(usual(), {.path = path, .metadata = {{"reviews", "4000"}}});
  CHECK(weft::read_checkpoint_metadata(path).at("reviews") == "4000");
  for (const std::string key : {"format", "version", "crc32", "state/rng", "fit/seed"})
    CHECK_THROWS_AS(run.save(usual(), {.path = path, .metadata = {{key, "mine"}}}), std::invalid_argument);
}

TEST_CASE("checkpoints without a path, or that are made every so many less than none, are refused") {
  SmallRun run = small_run();
  CHECK_THROWS_WITH_AS(run.save(usual(), Checkpoints{}), "Checkpoints: the path is empty; expected that of a file",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(run.save(usual(), {.path = "c", .every_batches = -1}),
                       "Checkpoints: every_batches is -1; expected at least 0", std::invalid_argument);
  CHECK_THROWS_WITH_AS(run.save(usual(), {.path = "c", .every_epochs = -1}),
                       "Checkpoints: every_epochs is -1; expected at least 0", std::invalid_argument);
}
