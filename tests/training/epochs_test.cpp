// SPDX-License-Identifier: MIT
// What an epoch is: which batches it has, how many, and what number.
#include <doctest/doctest.h>

#include <filesystem>
#include <weft/data/batches.hpp>
#include <weft/files/checkpoint.hpp>

#include "small_task.hpp"

namespace {

using weft::Adam;
using weft::Dataset;
using weft::IdLists;
using weft::Index;
using weft::Verbose;
using weft::testing::equal_weights;
using weft::testing::small_model;
using weft::testing::small_task;
using weft::testing::trainer_for;
using Options = weft::FitOptions<IdLists>;
using Model = weft::testing::SmallModel;

/// What calls of fit with these options give, one after another with one trainer.
struct Run {
  Model model = small_model();
  std::vector<weft::EpochResult> epochs;
  std::vector<Index> batches;  ///< of each epoch
};
template <class... Calls> Run run_of(const Calls&... calls) {
  Run run;
  auto trainer = trainer_for(run.model);
  for (const Options* call : {&calls...}) {
    Options options = *call;
    options.verbose = Verbose::silent;
    Index last = 0;
    const auto count = [&](const weft::BatchResult& result) { last = result.batches; };
    const auto end = [&](const weft::EpochResult&) { run.batches.push_back(last); };
    const auto history = trainer.fit(small_task(60, 1), options, count, end);
    run.epochs.insert(run.epochs.end(), history.epochs.begin(), history.epochs.end());
  }
  return run;
}

}  // namespace

TEST_CASE("two epochs of half the batches are one pass over the examples") {
  const Run whole = run_of(Options{.batch_size = 10}),
            halves = run_of(Options{.epochs = 2, .steps_per_epoch = 3, .batch_size = 10});
  CHECK(equal_weights(whole.model, halves.model));
  CHECK(halves.batches == std::vector<Index>{3, 3});
  CHECK(halves.epochs.size() == 2);
}

TEST_CASE("an epoch of more batches than there are goes on with the next pass, in its order") {
  CHECK(equal_weights(run_of(Options{.epochs = 3, .batch_size = 20}).model,
                      run_of(Options{.steps_per_epoch = 9, .batch_size = 20}).model));
}

TEST_CASE("calls of fit whose epochs end within a pass are one call, to the bit") {
  const Options one{.steps_per_epoch = 4, .batch_size = 10};
  Options three = one;
  three.epochs = 3;
  CHECK(equal_weights(run_of(one, one, one).model, run_of(three).model));
}

TEST_CASE("a call for whole passes begins a new one where the call before ended within one") {
  const Run run = run_of(Options{.steps_per_epoch = 2, .batch_size = 10}, Options{.batch_size = 10});
  CHECK(run.batches == std::vector<Index>{2, 6});
  CHECK_FALSE(equal_weights(run.model, run_of(Options{.steps_per_epoch = 8, .batch_size = 10}).model));
}

TEST_CASE("epochs are counted on from the one that is said") {
  const Run run = run_of(Options{.epochs = 2}, Options{.epochs = 2, .initial_epoch = 10}, Options{.epochs = 1});
  std::vector<Index> numbers;
  for (const auto& epoch : run.epochs) numbers.push_back(epoch.epoch);
  CHECK(numbers == std::vector<Index>{1, 2, 11, 12, 13});
  CHECK(equal_weights(run.model, run_of(Options{.epochs = 5}).model));
}

TEST_CASE("batches of fit are those of a loop of one's own with the same buckets and budget") {
  const Dataset<IdLists> train = small_task(60, 1);
  const std::vector<Index> boundaries{3, 6};
  weft::Rng rng(9);
  weft::Batches<IdLists> expected(
      train, {.batch_size = 7, .shuffle_buffer = 30, .bucket_boundaries = boundaries, .tokens_per_batch = 25});
  std::vector<Index> sizes;
  for (int epoch = 0; epoch < 2; ++epoch) {
    expected.shuffle(rng);
    for (const auto& batch : expected) {
      const auto& packing = batch.inputs.packing;
      CHECK(packing.rows() <= 25);
      CHECK(packing.batch() <= 7);
      for (const Index boundary : boundaries)
        CHECK((packing.length(0) < boundary) == (packing.length(packing.batch() - 1) < boundary));
    }
    sizes.push_back(expected.count());
  }
  CHECK(run_of(Options{.epochs = 2,
                       .batch_size = 7,
                       .shuffle_buffer = 30,
                       .bucket_boundaries = boundaries,
                       .tokens_per_batch = 25,
                       .seed = 9})
            .batches == sizes);
}

TEST_CASE("a run with buckets and epochs of its own length is resumed to the bit, wherever it is killed") {
  const auto path = std::filesystem::temp_directory_path() / "weft_epochs_test.safetensors";
  const Dataset<IdLists> train = small_task(60, 1);
  const Options options{.epochs = 4,
                        .steps_per_epoch = 5,
                        .batch_size = 9,
                        .bucket_boundaries = {4},
                        .tokens_per_batch = 40,
                        .verbose = Verbose::silent};
  const weft::Checkpoints checkpoints{.path = path, .every_batches = 1};
  Model expected = small_model();
  trainer_for(expected).fit(train, options);
  for (Index killed = 1; killed < 20; ++killed) {
    struct Kill {};
    Model model = small_model();
    auto trainer = trainer_for(model);
    Index done = 0;
    const auto kill = [&](const weft::BatchResult&) {
      if (++done > killed) throw Kill();
    };
    CHECK_THROWS_AS(weft::fit(trainer, train, options, checkpoints, kill), Kill);
    Model again = small_model(7);
    auto other = trainer_for(again);
    weft::resume(other, train, options, checkpoints);
    CHECK(equal_weights(again, expected));
  }
  std::filesystem::remove(path);
}

TEST_CASE("epochs of less than a batch and numbers below 0 are refused") {
  const auto fit = [](const Options& options) {
    Model model = small_model();
    trainer_for(model).fit(small_task(10, 1), options);
  };
  CHECK_THROWS_WITH_AS(fit({.steps_per_epoch = -1}),
                       "fit: steps_per_epoch is -1; expected at least 1, or 0 for a whole pass", std::invalid_argument);
  CHECK_THROWS_WITH_AS(fit({.initial_epoch = -1}), "fit: initial_epoch is -1; expected at least 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((fit({.bucket_boundaries = {4, 2}})),
                       "fit: bucket_boundaries has 2 behind 4; expected lengths that grow, from 1 on",
                       std::invalid_argument);
}
