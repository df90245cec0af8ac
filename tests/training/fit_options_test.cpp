// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/training/fit_options.hpp>

TEST_CASE("fit's defaults are Keras's: batches of 32, all of the data shuffled, Adam at 0.001") {
  const weft::FitOptions<weft::IdLists> options;
  CHECK(options.epochs == 1);
  CHECK(options.batch_size == 32);
  CHECK(options.shuffle_buffer == weft::everything);
  CHECK(options.adam.learning_rate == 1e-3);
  CHECK(options.adam.beta_1 == 0.9);
  CHECK(options.adam.beta_2 == 0.999);
  CHECK(options.adam.epsilon == 1e-7);
  CHECK(options.loss.from == weft::BinaryCrossentropy::From::probabilities);
}

TEST_CASE("what fit does not do unless asked: validate, clip, use threads, call back") {
  const weft::FitOptions<weft::IdLists> options;
  CHECK(options.validation == nullptr);
  CHECK(options.clip_norm == 0);
  CHECK(options.pool == nullptr);
  CHECK_FALSE(options.on_epoch_end);
  CHECK_FALSE(options.on_batch_end);
  CHECK_FALSE(options.callback_state.save);
  CHECK_FALSE(options.callback_state.restore);
}

TEST_CASE("options are named where they are given, in the order they stand in") {
  const weft::Dataset<weft::IdLists> validation;
  const weft::FitOptions<weft::IdLists> options{.epochs = 10, .batch_size = 64, .validation = &validation};
  CHECK(options.epochs == 10);
  CHECK(options.batch_size == 64);
  CHECK(options.validation == &validation);
}
