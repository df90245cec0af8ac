// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/data/detail/check_examples.hpp>

#include "training/small_task.hpp"

namespace {

using weft::IdLists;
using weft::testing::padded;

template <class Message> void check_refused(const IdLists& lists, const Message& message) {
  const auto model = weft::testing::small_model();
  CHECK_THROWS_WITH_AS(weft::detail::check_examples(model, lists), message, std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::detail::check_examples(model, padded(lists)), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("every id of the vocabulary is accepted, and an empty example") {
  const auto model = weft::testing::small_model();
  const IdLists lists{{0, 1, 7}, {}, {7, 0}};
  CHECK_NOTHROW(weft::detail::check_examples(model, lists));
  CHECK_NOTHROW(weft::detail::check_examples(model, padded(lists)));
  CHECK_NOTHROW(weft::detail::check_examples(model, IdLists{}));
  CHECK_NOTHROW(weft::detail::check_examples(model, weft::IdTensor(3, 0)));
}

TEST_CASE("an id outside of the vocabulary is named with its example") {
  check_refused({{1, 2}, {3}, {4, 8}}, "example 2 has token id 8; expected 0 to 7");
  check_refused({{1, -1}, {99}}, "example 0 has token id -1; expected 0 to 7");
  check_refused({{}, {std::numeric_limits<int>::max()}}, "example 1 has token id 2147483647; expected 0 to 7");
}

TEST_CASE("the first example is run, and refused by the model's layers where they cannot take it") {
  const auto model = weft::testing::small_model();
  CHECK_NOTHROW(weft::detail::run_first_example(model, IdLists{{1, 2}, {99}}));
  CHECK_NOTHROW(weft::detail::run_first_example(model, padded({{1, 2}})));
  CHECK_NOTHROW(weft::detail::run_first_example(model, IdLists{{}}));
  CHECK_THROWS_WITH_AS(weft::detail::run_first_example(weft::testing::signal_model(), weft::Tensor<float, 3>(2, 2, 99)),
                       "LSTM: the input has 99 features; expected 3", std::invalid_argument);
}

TEST_CASE("a sequence with other features than the first one is named") {
  const weft::SequenceLists<float> lists{weft::Tensor<float, 2>(2, 3), weft::Tensor<float, 2>(4, 2)};
  CHECK_THROWS_WITH_AS(weft::detail::check_examples(weft::testing::signal_model(), lists),
                       "example 1 is [4 x 2]; the first one has 3 features", std::invalid_argument);
}

TEST_CASE("numbers are left to the model's first layer") {
  CHECK_NOTHROW(weft::detail::check_examples(weft::testing::signal_model(), weft::Tensor<float, 3>(2, 2, 99)));
}
