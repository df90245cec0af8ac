// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/training/check_examples.hpp>

#include "small_task.hpp"

namespace {

using weft::IdLists;
using weft::testing::padded;

template <class Message> void check_refused(const IdLists& lists, const Message& message) {
  const auto model = weft::testing::small_model();
  CHECK_THROWS_WITH_AS(weft::check_examples(model, lists), message, std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::check_examples(model, padded(lists)), message, std::invalid_argument);
}

}  // namespace

TEST_CASE("every id of the vocabulary is accepted, and an empty example") {
  const auto model = weft::testing::small_model();
  const IdLists lists{{0, 1, 7}, {}, {7, 0}};
  CHECK_NOTHROW(weft::check_examples(model, lists));
  CHECK_NOTHROW(weft::check_examples(model, padded(lists)));
  CHECK_NOTHROW(weft::check_examples(model, IdLists{}));
  CHECK_NOTHROW(weft::check_examples(model, weft::IdTensor(3, 0)));
}

TEST_CASE("an id outside of the vocabulary is named with its example") {
  check_refused({{1, 2}, {3}, {4, 8}}, "example 2 has token id 8; expected 0 to 7");
  check_refused({{1, -1}, {99}}, "example 0 has token id -1; expected 0 to 7");
  check_refused({{}, {std::numeric_limits<int>::max()}}, "example 1 has token id 2147483647; expected 0 to 7");
}

TEST_CASE("numbers are left to the model's first layer") {
  CHECK_NOTHROW(weft::check_examples(weft::testing::signal_model(), weft::Tensor<float, 3>(2, 2, 99)));
}
