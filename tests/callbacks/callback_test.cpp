// SPDX-License-Identifier: MIT
#include <weft/callbacks/callback.hpp>

#include <doctest/doctest.h>

#include <string>

#include <weft/training/fit.hpp>

#include "../training/small_task.hpp"

namespace {

using weft::BatchResult;
using weft::EpochResult;
using weft::Index;
using weft::Proceed;
using weft::testing::small_model;
using weft::testing::small_task;

const weft::FitOptions<weft::IdLists> two_epochs{.epochs = 2, .batch_size = 4, .verbose = weft::Verbose::silent};

/// Writes down when it is called.
struct Diary {
  std::string& text;

  template <class Run> void on_train_begin(Run& run) { text += weft::concat("begin ", run.history.epochs.size(), ' '); }
  void on_epoch_begin(Index epoch) { text += weft::concat('<', epoch, ' '); }
  void on_batch_end(const BatchResult& result) { text += weft::concat(result.batch, ' '); }
  template <class Run> void on_epoch_end(const EpochResult& epoch, Run& run) {
    text += weft::concat(epoch.epoch, '/', run.history.epochs.size(), "> ");
  }
  template <class Run> void on_train_end(Run& run) { text += weft::concat("end ", run.history.epochs.size()); }
};

/// Counts, and shows it.
struct Counter {
  double batches = 0;
  void on_batch_end(const BatchResult&) { ++batches; }
  static void for_each_state(auto&& visit, auto&... each) { visit(each.batches...); }
};

/// Halves the learning rate after each epoch, and at last the model is zero.
struct Change {
  void on_epoch_end(const EpochResult& epoch, auto& run) const {
    run.set_learning_rate(run.learning_rate() / 2);
    if (epoch.epoch == 2) weft::set_zero(run.model);
  }
};

static_assert(weft::KeepsState<Counter> && !weft::KeepsState<Diary>);

}  // namespace

TEST_CASE("fit calls what a callback has, in this order") {
  std::string text;
  auto model = small_model();
  weft::fit(model, small_task(6, 1), two_epochs, Diary{text});
  CHECK(text == "begin 0 <1 1 2 1/1> <2 1 2 2/2> end 2");
}

TEST_CASE("functions of an epoch's or of a batch's result are callbacks, and return nothing or whether to go on") {
  auto model = small_model();
  int epochs = 0, batches = 0;
  weft::fit(
      model, small_task(6, 1), two_epochs, [&](const EpochResult&) { ++epochs; },
      [&](const BatchResult&) { ++batches; });
  CHECK(epochs == 2);
  CHECK(batches == 4);
  weft::fit(
      model, small_task(6, 1), two_epochs, [&](const BatchResult&) { return Proceed::stop; },
      [&](const BatchResult&) { ++batches; });
  CHECK(batches == 5);  // those behind one that stops are called, too
}

TEST_CASE("a callback may change the model and the learning rate") {
  auto model = small_model();
  const auto history = weft::fit(model, small_task(6, 1), two_epochs, Change{});
  CHECK(history["learning_rate"] == std::vector<double>{0.001, 0.0005});
  CHECK(weft::global_norm(model) == 0);
}

TEST_CASE("a callback that counts goes on in the next call, as it is the caller's") {
  auto model = small_model();
  Counter counter;
  weft::fit(model, small_task(6, 1), two_epochs, counter);
  weft::fit(model, small_task(6, 1), two_epochs, counter);
  CHECK(counter.batches == 8);
}

TEST_CASE("a LambdaCallback with one of save and restore is refused before anything is changed") {
  auto model = small_model();
  weft::LambdaCallback half{.save = [] { return std::string(); }};
  CHECK_THROWS_WITH_AS(weft::fit(model, small_task(6, 1), two_epochs, half),
                       "LambdaCallback: has one of save and restore; expected both or none", std::invalid_argument);
  CHECK(weft::testing::equal_weights(model, small_model()));
}
