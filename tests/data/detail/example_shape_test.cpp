// SPDX-License-Identifier: MIT
#include <weft/data/detail/example_shape.hpp>

#include <doctest/doctest.h>

using weft::IdLists;
using weft::Tensor;

TEST_CASE("features are the last extent of numbers") {
  CHECK(weft::detail::example_features(Tensor<float, 3>(2, 4, 3)) == 3);
  CHECK(weft::detail::example_features(Tensor<double, 2>(4, 5)) == 5);
  CHECK(weft::detail::example_features(weft::SequenceLists<float>{Tensor<float, 2>(4, 6)}) == 6);
  CHECK(weft::detail::example_features(weft::SequenceLists<float>{}) == 0);
  CHECK(weft::detail::example_features(weft::IdTensor(4, 5)) == weft::detail::example_features(IdLists{{1, 2}}));
}

TEST_CASE("steps are those an example was given with, also where they are padding") {
  CHECK(weft::detail::given_steps(IdLists{{1, 0}, {}}, 0) == 2);
  CHECK(weft::detail::given_steps(IdLists{{1, 0}, {}}, 1) == 0);
  CHECK(weft::detail::given_steps(weft::IdTensor(4, 5), 3) == 5);
  CHECK(weft::detail::given_steps(Tensor<float, 3>(2, 4, 3), 1) == 4);
  CHECK(weft::detail::given_steps(weft::SequenceLists<double>{Tensor<double, 2>(7, 6)}, 0) == 7);
  CHECK(weft::detail::given_steps(Tensor<float, 2>(2, 4), 1) == 1);
  static_assert(weft::detail::has_steps<IdLists> && weft::detail::has_steps<Tensor<float, 3>>);
  static_assert(weft::detail::has_steps<weft::IdTensor> && !weft::detail::has_steps<Tensor<float, 2>>);
}
