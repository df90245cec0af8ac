// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/training/fit_options.hpp>

TEST_CASE("fit's defaults are Keras's: batches of 32, all of the data shuffled") {
  const weft::FitOptions<weft::IdLists> options;
  CHECK(options.epochs == 1);
  CHECK(options.batch_size == 32);
  CHECK(options.shuffle_buffer == weft::everything);
  CHECK(options.validation_freq == 1);
}

TEST_CASE("what fit does not do unless asked: validate, weigh classes, use threads") {
  const weft::FitOptions<weft::IdLists> options;
  CHECK(options.validation == nullptr);
  CHECK(options.validation_split == 0);
  CHECK(options.class_weight.empty());
  CHECK(options.pool == nullptr);
}

TEST_CASE("options are named where they are given, in the order they stand in") {
  const weft::Dataset<weft::IdLists> validation;
  const weft::FitOptions<weft::IdLists> options{.epochs = 10, .batch_size = 64, .validation = &validation};
  CHECK(options.epochs == 10);
  CHECK(options.batch_size == 64);
  CHECK(options.validation == &validation);
}
